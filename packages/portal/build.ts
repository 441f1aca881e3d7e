/**
 * Builds the caller's script, style and word lists into `dist/`: `node packages/portal/build.ts`.
 *
 * The output depends on the sources and the lockfile only, so that anyone can build it again and compare. The pin of
 * an organisation is put in later, by `@fairlead/portal/stamp`, which also names the files by their hashes.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { SHARED } from "@fairlead/protocol/seal";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { transform } from "lightningcss";
import { minify } from "terser";
import { build, type Plugin } from "vite";
import { writeCatalogues } from "./catalogue.ts";
import { TEXTS } from "./src/files/texts.ts";
import { packWords } from "./src/words/packing.ts";

const here = (path: string): URL => new URL(path, import.meta.url);

/**
 * Copies of noble's functions that `@hpke` brings along, and the originals that we import anyway: carried once.
 * The originals are newer; its X25519 refuses low-order keys before it touches the secret.
 */
const OURS = [
  { within: "/@hpke/common/", copy: "/hash/sha2.js", ours: "@noble/hashes/sha2.js" },
  { within: "/@hpke/common/", copy: "/hash/hmac.js", ours: "@noble/hashes/hmac.js" },
  { within: "/@hpke/dhkem-x25519/", copy: "/primitives/x25519.js", ours: "@noble/curves/ed25519.js" },
];

/** A field that a packer has written out as a property descriptor; becomes a plain assignment again. */
const DESCRIPTOR =
  /Object\.defineProperty\(this, "(\w+)", \{\s*enumerable: true,\s*configurable: true,\s*writable: true,\s*value: ([^{}]+?)\s*\}\);/g;

/**
 * What libraries say of a fault is left out: nobody reads it there, a page shows the codes of our own rules, or FL_BROKEN.
 * Messages are put together from values and texts only, so that leaving them out changes nothing but their text.
 */
export const withoutMessages = (code: string): string => {
  const thrown = /new \w*Error\(/g;
  let kept = "";
  let from = 0;
  for (let found = thrown.exec(code); found !== null; found = thrown.exec(code)) {
    const end = endOfArguments(code, thrown.lastIndex);
    kept += code.slice(from, thrown.lastIndex);
    from = end;
    thrown.lastIndex = end;
  }
  return kept + code.slice(from);
};

/** Where the bracket closes that was opened just before `at`; strings and templates may hold brackets of their own. */
const endOfArguments = (code: string, at: number): number => {
  const open: string[] = [")"];
  for (let index = at; index < code.length; index++) {
    const char = code[index] ?? "";
    const within = open.at(-1);
    if (within === '"' || within === "'" || within === "`") {
      if (char === "\\") index++;
      else if (char === within) open.pop();
      else if (within === "`" && char === "$" && code[index + 1] === "{") {
        open.push("}");
        index++;
      }
    } else if (char === within) {
      open.pop();
      if (open.length === 0) return index;
    } else if (char === "(" || char === "[" || char === "{") open.push(char === "(" ? ")" : char === "[" ? "]" : "}");
    else if (char === '"' || char === "'" || char === "`") open.push(char);
  }
  throw new Error("a bracket that is never closed");
};

/** Leaves out what a browser never runs (Node's `crypto`: a page without WebCrypto never comes that far). */
const lean: Plugin = {
  name: "lean",
  enforce: "pre",
  async resolveId(source, importer) {
    if (source === "crypto" || source === "node:crypto") return "\0no-node";
    const from = importer?.replaceAll("\\", "/") ?? "";
    const ours = OURS.find(({ within, copy }) => from.includes(within) && source.endsWith(copy))?.ours;
    if (ours === undefined) return null;
    return this.resolve(ours, fileURLToPath(here("../protocol/src/hash.ts")), { skipSelf: true });
  },
  load: (id) => (id === "\0no-node" ? "export const webcrypto = undefined;" : null),
  transform: (code, id) =>
    /\/node_modules\//.test(id) ? withoutMessages(code.replace(DESCRIPTOR, "this.$1 = $2;")) : null,
};

/**
 * What a driver's ticket says stands in a letter and in a reply, and no caller's page ever writes or shows one: there its
 * forms are refused like any that is malformed. A kilobyte that a caller would wait for.
 */
const withoutTickets: Plugin = {
  name: "without-tickets",
  enforce: "pre",
  async resolveId(source, importer) {
    if (!source.endsWith("/ticket.ts") || importer === undefined) return null;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved?.id.endsWith("/protocol/src/ticket.ts") ? `\0no-tickets:${importer}` : null;
  },
  load: (id) =>
    id.startsWith("\0no-tickets:")
      ? `import { refuse } from ${JSON.stringify(fileURLToPath(here("../protocol/src/refusal.ts")))};
         const none = () => refuse("FL_FORM_FIELD");
         export { none as pressFields, none as readPress, none as readTicketPage, none as ticketFields };
         export { none as ticketKeys };
         export const TICKET_PAGE_FIELDS = 5, TICKET_PRESS_FIELDS = 3, PRESSES = [];`
      : null,
};

/** Two minifiers find more than either: 0.7 KB of 60. Names that libraries call their own (`_key`) become short: 0.4 more. */
const minifyAgain = async (code: string): Promise<string> => {
  const compress = { passes: 3, ecma: 2020, pure_getters: true } as const;
  const { code: smaller } = await minify(code, {
    ecma: 2020,
    compress,
    mangle: { properties: { regex: /^_/ } },
    format: { comments: false },
  });
  if (smaller === undefined) throw new Error("the minifier gave nothing back");
  return smaller;
};

/**
 * The script for files takes what seals from the script that runs already, file by file of the protocol: so its sources
 * read like any others, and it carries a tenth of what they stand on.
 */
const lent: Plugin = {
  name: "lent",
  enforce: "pre",
  async resolveId(source, importer) {
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    const name = /\/protocol\/src\/([a-z-]+\.ts)$/.exec(resolved?.id ?? "")?.[1];
    return name !== undefined && name in SHARED ? `\0lent-${name}` : null;
  },
  load(id) {
    const name = /^\0lent-(.*)$/.exec(id)?.[1];
    if (name !== undefined) {
      const taken = Object.keys(SHARED[name as keyof typeof SHARED]).join(", ");
      return `export const { ${taken} } = ${SCRIPT}.SHARED[${JSON.stringify(name)}];`;
    }
    // The catalogues hold all that the pages say: this script says a tenth of it.
    return /\/files\/texts\.ts$/.test(id) ? `export const TEXTS = ${JSON.stringify(TEXTS)};` : null;
  },
};

/** What the script lends to the later parts; see `src/script/shared.ts`. */
const LENT = fileURLToPath(here("src/script/shared.ts"));
/** By this name the later parts find it. */
const SCRIPT = "page";

const PLUGINS = {
  script: [withoutTickets, lean],
  later: [withoutTickets, lean],
  files: [withoutTickets, lent, lean],
  ticket: [lean],
};

export const buildScript = async (entry: "script" | "later" | "files" | "ticket"): Promise<string> => {
  const result = await build({
    root: fileURLToPath(here(".")),
    configFile: false,
    logLevel: "warn",
    plugins: PLUGINS[entry],
    build: {
      write: false,
      // Private fields and nothing newer: browsers since 2021 (Chrome 84, Firefox 90, Safari 15).
      target: "es2022",
      minify: true,
      lib: { entry: fileURLToPath(here(`src/${entry}/main.ts`)), formats: ["iife"], name: SCRIPT },
      ...(entry === "later" ? { rolldownOptions: { external: [LENT], output: { globals: { [LENT]: SCRIPT } } } } : {}),
    },
  });
  const outputs = [result].flat().flatMap((bundle) => ("output" in bundle ? bundle.output : []));
  const [chunk, ...others] = outputs;
  if (chunk?.type !== "chunk" || others.length > 0) throw new Error("the script must be one file");
  return minifyAgain(chunk.code);
};

export const buildPortal = async (): Promise<Map<string, Uint8Array>> => {
  await writeCatalogues();
  const css = transform({ filename: "page.css", code: await readFile(here("src/style/page.css")), minify: true });
  const text = new TextEncoder();
  return new Map([
    ["page.css", css.code],
    ["script.js", text.encode(await buildScript("script"))],
    ["later.js", text.encode(await buildScript("later"))],
    ["files.js", text.encode(await buildScript("files"))],
    ["ticket.js", text.encode(await buildScript("ticket"))],
    ["words-en.txt", text.encode(packWords(ENGLISH))],
    ["words-ru.txt", text.encode(packWords(RUSSIAN_LIST))],
  ]);
};

if (import.meta.main) {
  await mkdir(here("dist/"), { recursive: true });
  for (const [name, bytes] of await buildPortal()) {
    await writeFile(here(`dist/${name}`), bytes);
    const gzipped = gzipSync(bytes, { level: 9 }).length;
    process.stdout.write(`${name.padEnd(14)} ${String(bytes.length).padStart(7)} bytes, ${gzipped} gzipped\n`);
  }
}
