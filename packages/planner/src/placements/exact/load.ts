import type highs from "highs";
import * as module from "highs";
import type { Highs } from "./model.ts";

/** The package's types describe its CommonJS build; as an ES module its default export is the loader itself. */
const loader: unknown = module.default;

function isLoader(value: unknown): value is typeof highs.default {
  return typeof value === "function";
}

/** HiGHS compiled to WASM. Where its `.wasm` file does not lie beside the program, `locate` says where. */
export function loadHighs(locate?: (file: string) => string): Promise<Highs> {
  if (!isLoader(loader)) throw new Error("the package highs has no loader");
  return loader(locate === undefined ? {} : { locateFile: locate });
}
