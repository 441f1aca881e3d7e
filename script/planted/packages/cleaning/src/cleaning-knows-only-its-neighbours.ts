import "@fairlead/protocol/files";
