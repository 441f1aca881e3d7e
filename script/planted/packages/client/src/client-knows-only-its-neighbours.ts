import "@fairlead/server";
