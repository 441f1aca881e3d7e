import { chmodSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join as path } from "node:path";
import { httpTransport, type Joined, join, openHand } from "@fairlead/client";
import { readRoster } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore } from "@fairlead/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "../src/command.ts";
import { init } from "../src/commands/init.ts";
import { invite } from "../src/commands/invite.ts";
import { members } from "../src/commands/members.ts";
import { pin } from "../src/commands/pin.ts";
import { serve } from "../src/commands/serve.ts";
import { suspend } from "../src/commands/suspend.ts";
import { readPin } from "../src/pin-file.ts";
import { pinForPages, writePin } from "../src/pin-keeping.ts";
import { newFolder, type Run, random, run, sees, serving, start } from "./command-line.ts";

type JustJoined = Extract<Joined, { kind: "joined" }>;

describe("members, from the command line", () => {
  let folder: string;
  let remove: () => Promise<void>;
  let server: Run & { url: string };
  let phraseFile: string;
  let founderPhrase: string;
  let beacon: JustJoined;

  beforeAll(async () => {
    ({ folder, remove } = await newFolder());
    const { printed } = await run(init, ["--name", "Lantern", "--handle", "Anchor", "--json"], folder);
    founderPhrase = JSON.parse(printed[0] ?? "").phrase;
    phraseFile = path(folder, "phrase");
    writeFileSync(phraseFile, `${founderPhrase}\n`, { mode: 0o600 });
    server = await serving(folder);
  });
  afterAll(async () => {
    server.stop();
    await server.ended;
    await remove();
  });

  const effects = () => ({ transport: httpTransport(server.url), clock: Date.now, random });
  const at = (...args: string[]) => [...args, "--server", server.url];
  const asAnchor = (command: Command, args: string[], answer: Parameters<typeof start>[3] = null) =>
    start(command, at(...args), folder, answer, { FAIRLEAD_PHRASE_FILE: phraseFile });

  const answers = async (link: string): Promise<JustJoined> => {
    const joined = await join(effects(), link, ENGLISH, ENGLISH);
    if (joined.kind !== "joined") throw new Error(joined.kind);
    return joined;
  };

  it("the phrase comes from a file, a descriptor or the keyboard, and a file that others can read is refused", async () => {
    const listed = asAnchor(members, []);
    await listed.ended;
    expect(listed.printed).toEqual(["Anchor   administrator   active"]);
    const descriptor = openSync(phraseFile, "r");
    const byDescriptor = await run(members, at("--json"), folder, null, { FAIRLEAD_PHRASE_FD: String(descriptor) });
    expect(JSON.parse(byDescriptor.printed[0] ?? "").members).toMatchObject([{ handle: "Anchor", standing: "active" }]);
    const typed = await run(members, at(), folder, () => founderPhrase);
    expect(typed.printed).toEqual(listed.printed);
    chmodSync(phraseFile, 0o644);
    await expect(asAnchor(members, []).ended).rejects.toThrow("Others can read the file");
    chmodSync(phraseFile, 0o600);
    await expect(run(members, at(), folder)).rejects.toThrow("FAIRLEAD_PHRASE_FILE");
  });

  it("a mistyped phrase is never repeated in what is said of it", async () => {
    // Of words that no sentence of ours needs: a phrase by chance may well hold "word", "order" or "another".
    const words = "zebra wagon velvet walnut whale wolf yellow zone";
    for (const phrase of [words.replace("zone", "plantedword"), "planted", words]) {
      const failed = start(members, at(), folder, () => phrase);
      const said = await failed.ended.then(
        () => "opened",
        (error: Error) => error.message,
      );
      expect(said).toMatch(/word|phrase/i);
      for (const word of phrase.split(" ")) expect(said.split(/\W+/)).not.toContain(word);
    }
  });

  it("[RO4] an invitation waits for its answer; other words let nobody in, and close it", async () => {
    const inviting = asAnchor(invite, ["--role", "operator", "--handle", "Gull"], () => "n");
    const [link] = await sees(inviting, /^http:\/\/localhost:8418\/#join=\S+$/);
    await answers(link);
    await expect(inviting.ended).rejects.toThrow("Nobody was let in");
    const { printed } = await asAnchorDone(members, []);
    expect(printed).toEqual(["Anchor   administrator   active"]);
  });

  it("[RO4] the same six words on both sides let him in", async () => {
    const inviting = asAnchor(invite, ["--role", "administrator", "--handle", "Beacon"], (question) => {
      expect(question).toContain("same six words");
      return "y";
    });
    const [link] = await sees(inviting, /^http\S+#join=\S+$/);
    beacon = await answers(link);
    await inviting.ended;
    expect(inviting.told.join("\n")).toContain(beacon.words.join(" "));
    expect(inviting.printed.at(-1)).toBe("Beacon is let in.");
    const opened = await openHand(effects(), beacon.pin, beacon.phrase, [ENGLISH]);
    expect(opened.kind).toBe("open");
  });

  it("without waiting, and let in later; a right to decide waits for the second administrator", async () => {
    await expect(asAnchorDone(invite, ["--role", "operator", "--handle", "Plover"])).rejects.toThrow("--no-wait");
    const opened = await asAnchorDone(invite, ["--role", "caseworker", "--handle", "Willow", "--no-wait", "--json"]);
    const { link, expires } = JSON.parse(opened.printed[0] ?? "");
    expect(Date.parse(expires)).toBeGreaterThan(Date.now());
    await expect(asAnchorDone(invite, ["--continue"], () => "y")).rejects.toThrow("None of your invitations");
    await answers(link);
    const { printed } = await asAnchorDone(invite, ["--continue"], () => "y");
    expect(printed).toEqual([
      "Willow is let in once a second administrator has signed, on the console's People screen.",
    ]);
    const listed = await asAnchorDone(members, ["--json"]);
    expect(JSON.parse(listed.printed[0] ?? "").waiting).toMatchObject([{ does: "enrol" }]);
  });

  it("[RO1] the pin goes with the members; the pages' pin only once two have signed the certificate", async () => {
    const store = await openStore(path(folder, "store.sqlite"));
    const file = path(folder, "pin.json");
    // A command of a member has brought it up to date on its way.
    expect((await readPin(file)).administrators).toHaveLength(2);
    const entries = await store.roster.from(0, 1_000);
    const one = (await store.certificates.newest())?.bytes ?? null;
    expect(pinForPages(entries, one)).toMatchObject({ waits: true, pin: { administrators: [{}] } });

    const [founder, second] = await Promise.all(
      [founderPhrase, beacon.phrase].map(async (phrase) => {
        const opened = await openHand(effects(), beacon.pin, phrase, [ENGLISH]);
        if (opened.kind !== "open") throw new Error(opened.kind);
        return opened.hand;
      }),
    );
    if (founder === undefined || second === undefined) throw new Error("two hands");
    await founder.act.renewCertificate();
    await second.sync();
    const waiting = second.view().waiting.find(({ does }) => does.kind === "certificate");
    expect(await second.act.sign(waiting?.id ?? "")).toMatchObject({ kind: "done", state: "standing" });
    const two = (await store.certificates.newest())?.bytes ?? null;
    expect(pinForPages(entries, two)).toMatchObject({ waits: false, pin: { administrators: [{}, {}] } });
    await store.close();

    // Those who serve begin with the old pin of the founding, and go on with the new.
    const script = async (url: string) => {
      const page = await (await fetch(`${url}/`, { headers: { "accept-language": "en" } })).text();
      return (await fetch(`${url}${page.match(/<script src="(\/a\/[0-9a-f]+\.js)"/)?.[1]}`)).text();
    };
    const other = await serving(folder);
    const newest = await readPin(file);
    const served = await script(other.url);
    for (const { id } of newest.administrators) expect(served).toContain(id);
    expect(await script(server.url)).not.toBe(served);
    other.stop();
    await other.ended;
  });

  it("[RO1] a pin that the store's members do not lead through is refused, and stays as it is", async () => {
    const file = path(folder, "pin.json");
    const good = await readPin(file);
    const text = readFileSync(file, "utf8");
    for (const [bad, says] of [
      [{ ...good, head: "00".repeat(32) as typeof good.head }, "older than the pin, or forged"],
      [{ ...good, organisation: "00".repeat(32) as typeof good.organisation }, "another organisation"],
    ] as const) {
      await writePin(file, bad);
      await expect(run(pin, [], folder)).rejects.toThrow(says);
      expect((await readPin(file)).head).toBe(bad.head);
      const args = ["--name", "Lantern", "--leave-to", "https://www.example.org/", "--port", "0"];
      await expect(run(serve, args, folder)).rejects.toThrow(says);
      await expect(asAnchorDone(members, [])).rejects.toThrow(/FL_|no member's/);
    }
    writeFileSync(file, text);
    const { printed } = await run(pin, [], folder);
    const store = await openStore(path(folder, "store.sqlite"));
    expect(JSON.parse(printed.join("\n")).head).toBe(readRoster(await store.roster.from(0, 1_000)).head);
    await store.close();
  });

  it("[RO2] suspends at once, by any member; himself, or the last who can mend it, only if that is said", async () => {
    const gullFile = path(folder, "gull");
    const inviting = await asAnchorDone(invite, ["--role", "operator", "--handle", "Gull", "--no-wait", "--json"]);
    const gull = await answers(JSON.parse(inviting.printed[0] ?? "").link);
    await asAnchorDone(invite, ["--continue"], () => "y");
    writeFileSync(gullFile, gull.phrase, { mode: 0o600 });
    const asGull = { FAIRLEAD_PHRASE_FILE: gullFile };
    const himself = run(suspend, at("--handle", "Gull"), folder, null, asGull);
    await expect(himself).rejects.toThrow(/That is you.*--yes/);
    expect((await run(suspend, at("--handle", "Gull", "--yes"), folder, null, asGull)).printed).toEqual(["Suspended."]);

    const beaconFile = path(folder, "beacon");
    writeFileSync(beaconFile, beacon.phrase, { mode: 0o600 });
    const env = { FAIRLEAD_PHRASE_FILE: beaconFile };
    await expect(run(suspend, at("--handle", "Nobody"), folder, null, env)).rejects.toThrow("No member is called that");
    // Of two administrators one would be left, and nobody is named to bring administration back.
    const last = run(suspend, at("--handle", "Anchor"), folder, null, env);
    await expect(last).rejects.toThrow(/leaves one administrator.*--yes/);
    await expect(asAnchorDone(suspend, ["--handle", "Anchor"])).rejects.toThrow("--yes");
    expect((await asAnchorDone(members, [])).printed).toContainEqual(expect.stringMatching(/^Anchor .* active$/));
    const { printed } = await run(suspend, at("--handle", "Anchor", "--yes"), folder, null, env);
    expect(printed).toEqual(["Suspended."]);
    await expect(asAnchorDone(members, [])).rejects.toThrow("You are suspended");
  });

  async function asAnchorDone(...of: Parameters<typeof asAnchor>): Promise<Run> {
    const running = asAnchor(...of);
    await running.ended;
    return running;
  }
});
