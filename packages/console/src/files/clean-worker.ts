/** Cleans one file apart from the desk: what it is given may be made to choke whoever reads it. Ended by whoever started it. */
import { cleanDocument } from "@fairlead/cleaning/document";

addEventListener("message", async ({ data }: MessageEvent<Uint8Array>) => {
  postMessage(await cleanDocument(data));
});
