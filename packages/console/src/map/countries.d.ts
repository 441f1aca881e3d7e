declare module "world-atlas/countries-50m.json?url" {
  /** Where the built file lies on this origin. */
  const address: string;
  export default address;
}
