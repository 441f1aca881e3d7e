/** What tests and benchmarks drive besides the command itself. */

export { readBackup } from "./backup/read.ts";
export { writeBackup } from "./backup/write.ts";
export { type ConsoleHost, startConsoleHost } from "./console/host.ts";
export { playSeason, type SeasonClock, seasonClock } from "./demo/play.ts";
export { folderShelf } from "./folder-shelf.ts";
