import "@fairlead/protocol";
