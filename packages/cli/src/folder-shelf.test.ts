import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { folderShelf } from "./folder-shelf.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "fairlead-shelf-")), "shelf");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

const [one, two] = ["0".repeat(32), "f".repeat(32)];
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

it("keeps records under their names, for its owner alone, until they are deleted or all is erased", async () => {
  const shelf = folderShelf(folder);
  expect(await shelf.list()).toEqual([]);
  expect(await shelf.get(one)).toBeNull();
  await shelf.put(one, bytes("first"));
  await shelf.put(two, bytes("second"));
  await shelf.put(one, bytes("third"));
  expect(await shelf.get(one)).toEqual(bytes("third"));
  expect((await folderShelf(folder).list()).sort()).toEqual([one, two]);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, one)).mode & 0o777).toBe(0o600);
  await shelf.delete(one);
  await shelf.delete(one);
  expect(await shelf.get(one)).toBeNull();
  await shelf.erase();
  expect(await shelf.list()).toEqual([]);
});

it("takes no name that leads elsewhere", async () => {
  await expect(folderShelf(folder).put("../elsewhere", bytes(""))).rejects.toThrow(TypeError);
});

it("killed while it writes, a record is whole: the one before or the one after", async () => {
  const size = 200_000;
  const writer = `
    import { folderShelf } from ${JSON.stringify(join(import.meta.dirname, "folder-shelf.ts"))};
    const shelf = folderShelf(${JSON.stringify(folder)});
    for (let value = 0; ; value = (value + 1) % 256) {
      await shelf.put("${one}", new Uint8Array(${size}).fill(value));
      if (value === 0) process.stdout.write("x");
    }`;
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", writer], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((ready) => child.stdout.once("data", ready));
    await new Promise((ready) => setTimeout(ready, 10 + 17 * round));
    const ended = new Promise((ready) => child.once("exit", ready));
    child.kill("SIGKILL");
    await ended;
    const record = readFileSync(join(folder, one));
    expect(record.length).toBe(size);
    expect(record.every((byte) => byte === record[0])).toBe(true);
    expect((await folderShelf(folder).list()).length).toBe(1);
  }
});

it("takes turns with other processes, and waits for none that was killed in its turn", async () => {
  const shelf = folderShelf(folder);
  await shelf.put(one, bytes("0"));
  const count = (times: number) => `
    import { folderShelf } from ${JSON.stringify(join(import.meta.dirname, "folder-shelf.ts"))};
    const shelf = folderShelf(${JSON.stringify(folder)});
    for (let time = 0; time < ${times}; time++)
      await shelf.alone(async () => {
        const before = Number(Buffer.from(await shelf.get("${one}")).toString());
        await shelf.put("${one}", new Uint8Array(Buffer.from(String(before + 1))));
      });
    await shelf.alone(() => {
      process.stdout.write("x");
      return new Promise((resolve) => setTimeout(resolve, 1_000_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", count(20)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const holds = new Promise((ready) => child.stdout.once("data", ready));
  for (let time = 0; time < 20; time++)
    await shelf.alone(async () => {
      const before = Number(Buffer.from((await shelf.get(one)) ?? []).toString());
      await shelf.put(one, bytes(String(before + 1)));
    });
  await holds;
  expect(await shelf.get(one)).toEqual(bytes("40"));
  const ended = new Promise((ready) => child.once("exit", ready));
  child.kill("SIGKILL");
  await ended;
  expect(await shelf.alone(() => Promise.resolve("mine"))).toBe("mine");
  expect(await shelf.list()).toEqual([one]);
});
