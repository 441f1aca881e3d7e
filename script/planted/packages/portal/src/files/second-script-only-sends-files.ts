import "@fairlead/protocol/seal";
