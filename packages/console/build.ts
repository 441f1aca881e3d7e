/**
 * Builds the members' web app: `node packages/console/build.ts`. Hashed files in dist/, nothing inline,
 * so that the host's Content-Security-Policy can be as strict as `src/dist.ts` writes it.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig, type Plugin } from "vite";
import { writeCatalogues } from "./catalogue.ts";
import { FILES, listFiles } from "./src/dist.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The lists in which a phrase may be typed, as data beside the app, as the caller's page has them too. */
const wordLists: Plugin = {
  name: "word-lists",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "words.json", source: JSON.stringify([ENGLISH, RUSSIAN_LIST]) });
  },
};

/** HPKE asks for Node's crypto where a browser has none. The desk does not start there; see main.tsx. */
const noNodeCrypto: Plugin = {
  name: "no-node-crypto",
  enforce: "pre",
  resolveId: (id) => (id === "crypto" || id === "node:crypto" ? "\0no-node-crypto" : null),
  load: (id) => (id === "\0no-node-crypto" ? "export const webcrypto = undefined;" : null),
};

/** The solver looks for it beside its worker, by this name; anything else is named by its content. */
const assetNames = ({ names }: { names: string[] }): string =>
  names.includes("highs.wasm") ? "a/[name][extname]" : "a/[name]-[hash][extname]";

/** `dev/build.ts` builds the same sources around invented people. */
export const configured = (root: string, outDir: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: "warn",
  base: "/",
  plugins: [noNodeCrypto, react(), wordLists],
  // Texts name nothing outside the code: no .env file is read, nothing of the builder's machine gets in.
  envDir: false,
  // The library for PDFs also draws new ones; of it comes along what reads and writes.
  worker: {
    format: "es",
    rolldownOptions: {
      output: { assetFileNames: assetNames },
      treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(@cantoo|culori|node-html-better-parser)\//.test(id) },
    },
  },
  build: {
    outDir,
    emptyOutDir: true,
    assetsDir: "a",
    // An inlined asset is a data: address, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // `light-dark()` and logical properties stay as they are written.
    target: ["chrome123", "firefox121", "safari17.5"],
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});

/** Whoever starts this may be a test run, whose NODE_ENV would give half a development build. */
export const buildDesk = async (config: InlineConfig): Promise<void> => {
  process.env.NODE_ENV = "production";
  await build(config);
  const folder = config.build?.outDir;
  if (folder === undefined) throw new Error("built to nowhere");
  await writeFile(join(folder, FILES), await listFiles(folder));
};

if (import.meta.main) {
  await writeCatalogues();
  await buildDesk(configured(here("."), here("dist")));
}
