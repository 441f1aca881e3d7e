/**
 * Who may know whom. The sentence that all of this keeps checkable:
 * the server cannot import anything that opens a compartment, and does not know the domain.
 *
 * Each rule is proved by a planted violation of its name in script/planted/, which `script/test` must see reported.
 * Paths begin with (^|/) so that the planted files, which stand in a miniature of the house, fall under the same rules.
 */

const inPackage = (name, rest = "") => `(^|/)packages/${name}/${rest}`;
/** Tests may make what their package may only check: a server's test has to write letters. */
const TESTS = "[.]test[.]tsx?$|/scenario/";
/** What runs in somebody's browser, or must run the same anywhere. */
const PURE = "(protocol|casework|planner|cleaning)";

/** A package may import itself and the packages named, and no other of the house. */
const knowsOnly = (name, others, comment) => ({
  name: `${name}-knows-only-its-neighbours`,
  comment,
  severity: "error",
  from: { path: inPackage(name, "src/") },
  to: { path: inPackage("[^/]+"), pathNot: [name, ...others].map((known) => inPackage(known)) },
});

module.exports = {
  forbidden: [
    {
      name: "server-checks-but-cannot-open",
      comment: "Of the protocol, the server sees what checks and what serves the form without script. [CK1]",
      severity: "error",
      from: { path: inPackage("server", "src/"), pathNot: TESTS },
      to: { path: inPackage("protocol"), pathNot: inPackage("protocol", "src/(verify|on-arrival)[.]ts$") },
    },
    knowsOnly("server", ["protocol", "portal"], "The server does not know the domain, nor the hand of a member."),
    {
      name: "server-serves-pages-not-the-script",
      comment: "The caller's script reaches the server as bytes only.",
      severity: "error",
      from: { path: inPackage("server", "src/") },
      to: { path: inPackage("portal"), pathNot: inPackage("portal", "src/pages/index[.]ts$") },
    },
    knowsOnly("protocol", [], "Published on its own: keys, forms and chains, no domain."),
    knowsOnly("casework", [], "The rules of cases are the same whoever carries them."),
    knowsOnly("planner", [], "Imports nothing of the house; console and command line adapt."),
    knowsOnly("cleaning", [], "Bytes in, bytes out: the same on a caller's phone and on a member's machine."),
    knowsOnly("client", ["protocol", "casework"], "A member's hand joins protocol and casework."),
    knowsOnly(
      "console",
      ["client", "casework", "planner", "cleaning"],
      "The console speaks to the client, never to the protocol.",
    ),
    knowsOnly("portal", ["protocol", "cleaning"], "The caller's pages."),
    {
      name: "phone-carries-no-documents",
      comment: "What reads PDFs weighs more than the whole page; it runs where a member opens the file.",
      severity: "error",
      from: { path: inPackage("portal", "src/") },
      to: { path: inPackage("cleaning"), pathNot: inPackage("cleaning", "src/clean[.]ts$") },
    },
    knowsOnly(
      "channels",
      ["protocol", "portal"],
      "A gateway is a mailbox holder like the caller's page, and knows no case.",
    ),
    {
      name: "channels-only-seal",
      comment:
        "A gateway seals letters and files and reads what is sealed to its mailboxes; nothing else of the protocol, of the portal what carries both.",
      severity: "error",
      from: { path: inPackage("channels", "src/"), pathNot: TESTS },
      to: {
        path: inPackage("(protocol|portal)"),
        pathNot: [
          inPackage("protocol", "src/((seal|files)[.]ts$|words/)"),
          inPackage("portal", "src/(script/(line|own-mailbox)|files/upload)[.]ts$"),
        ],
      },
    },
    {
      name: "pages-know-no-protocol",
      comment: "The server imports these templates; through them it must not reach what seals or opens.",
      severity: "error",
      from: { path: inPackage("portal", "src/pages/"), pathNot: TESTS },
      to: { path: inPackage("protocol") },
    },
    {
      name: "script-only-seals",
      comment: "The caller's script carries what seals and a word list, and stays within its sixty kilobytes.",
      severity: "error",
      from: { path: inPackage("portal", "src/script/"), pathNot: TESTS },
      to: { path: inPackage("protocol"), pathNot: inPackage("protocol", "src/(seal[.]ts$|words/)") },
    },
    {
      name: "second-script-only-sends-files",
      comment: "It takes what seals from the first, and is built on that promise.",
      severity: "error",
      from: { path: inPackage("portal", "src/files/"), pathNot: TESTS },
      to: { path: inPackage("protocol"), pathNot: inPackage("protocol", "src/files[.]ts$") },
    },
    {
      name: "pure-touches-nothing",
      comment: "Clock, randomness, network and disk are arguments; here nothing can be read or written.",
      severity: "error",
      from: { path: inPackage(PURE, "src/"), pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "one-implementation-of-signatures",
      comment: "Implementations of Ed25519 differ on odd keys; a signature that half of a team accepts is a fork.",
      severity: "error",
      from: { path: inPackage("[^/]+", "src/"), pathNot: [TESTS, inPackage("protocol", "src/signature[.]ts$")] },
      to: { path: "(^|/)node_modules/@noble/(curves|ed25519)/" },
    },
    {
      name: "browser-code-runs-in-browsers",
      comment: "Node's own modules do not exist there. src/dist.ts of the console tells servers where its files are.",
      severity: "error",
      from: {
        path: inPackage("(client/src|console/src|portal/src/(script|files)|planner/entry/browser)"),
        pathNot: [TESTS, inPackage("console", "src/dist[.]ts$")],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "through-the-front-door",
      comment: "Another package is reached by its exports, not by a path into its rooms.",
      severity: "error",
      from: { path: "(^|/)packages/([^/]+)/" },
      to: { path: "(^|/)packages/", pathNot: "(^|/)packages/$2/", dependencyTypesNot: ["aliased-workspace"] },
    },
    {
      name: "outsiders-through-the-front-door",
      comment: "So do tests in browsers, bench and scripts.",
      severity: "error",
      from: { path: "^(script/planted/)?(e2e|bench)/|^script/(?!planted/)" },
      to: { path: "(^|/)packages/", dependencyTypesNot: ["aliased-workspace"] },
    },
    {
      name: "everything-resolves",
      comment: "An import that cannot be followed is one that no rule has judged.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or three. Types may lean on each other.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
