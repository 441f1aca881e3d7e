import "@fairlead/cleaning/document";
