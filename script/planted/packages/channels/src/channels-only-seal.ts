import "@fairlead/protocol/verify";
