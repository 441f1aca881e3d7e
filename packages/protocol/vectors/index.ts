/** For whoever checks an implementation of the protocol against the vectors, here or in a browser. Never in an app. */
export { makeVectors } from "./generate.ts";
export { type VectorFile } from "./readers.ts";
export { expectedOf, type Tried, tryVectors } from "./try.ts";
