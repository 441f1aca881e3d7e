import "@fairlead/client";
