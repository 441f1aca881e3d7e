import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildDesk, configured } from "../build.ts";
import { CONTENT_SECURITY_POLICY, DIST, FILES, listFiles, policyFor } from "../src/dist.ts";

const HERE = join(import.meta.dirname, "..");
const CHECKOUT = join(HERE, "../..");

it("one file alone, the solver's worker, is served so that it may compile WASM, which lies beside it", async () => {
  const paths = Object.keys(JSON.parse(await listFiles(DIST)));
  const exempt = paths.filter((path) => policyFor(`/${path}`) !== CONTENT_SECURITY_POLICY);
  expect(exempt).toEqual([expect.stringMatching(/^a\/solver-worker-/)]);
  expect(paths.filter((path) => path.endsWith(".wasm"))).toEqual(["a/highs.wasm"]);
});

it("built in another folder, the same sources give the same files: a fingerprint can be compared", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "fairlead-elsewhere-"));
  const root = join(elsewhere, "deeper/packages/console");
  try {
    await mkdir(root, { recursive: true });
    for (const name of ["src", "index.html", "package.json"])
      await cp(join(HERE, name), join(root, name), { recursive: true });
    await symlink(join(CHECKOUT, "node_modules"), join(elsewhere, "node_modules"));
    await buildDesk(configured(root, join(root, "dist")));
    const built = await readFile(join(root, "dist", FILES), "utf8");
    expect(JSON.parse(built)).toEqual(JSON.parse(await listFiles(DIST)));
    expect(built).toBe(await listFiles(DIST));
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});
