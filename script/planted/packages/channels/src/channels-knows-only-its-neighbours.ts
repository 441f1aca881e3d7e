import "@fairlead/casework";
