/** Stylesheets are the bundler's; importing one only says that a screen needs it. */
declare module "*.css";
