/** Hands the protocol's vectors to a page: `window.protocolVectors`. Bundled by {@link file://./script-page.ts}. */
import { makeVectors, tryVectors } from "@fairlead/protocol/vectors";

const protocolVectors = { makeVectors, tryVectors };

declare global {
  interface Window {
    protocolVectors: typeof protocolVectors;
  }
}

window.protocolVectors = protocolVectors;
