import "@fairlead/portal/script";
