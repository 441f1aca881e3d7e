/** Hands the protocol's work to a browser's page: `window.protocolWork`. Bundled by {@link file://./work-page.ts}. */
import { timeOperations, timeStretching, timeWork } from "./protocol-work.ts";

const protocolWork = { timeOperations, timeStretching, timeWork };

declare global {
  interface Window {
    protocolWork: typeof protocolWork;
  }
}

window.protocolWork = protocolWork;
