/** Read by vitest before each file of tests. */
import { shareBrowsers } from "./browsers.ts";

shareBrowsers();
