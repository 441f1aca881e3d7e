/** The desk around an invented season, for looking at: `node packages/console/dev/build.ts`. Not shipped. */
import { fileURLToPath } from "node:url";
import { buildDesk, configured } from "../build.ts";
import { writeCatalogues } from "../catalogue.ts";

await writeCatalogues();
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
await buildDesk(configured(here("."), here("./dist")));
