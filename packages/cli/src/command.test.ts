import { describe, expect, it } from "vitest";
import { type Command, readArguments } from "./command.ts";
import { backup } from "./commands/backup.ts";
import { deskConsole } from "./commands/console.ts";
import { demo } from "./commands/demo.ts";
import { init } from "./commands/init.ts";
import { invite } from "./commands/invite.ts";
import { keygen } from "./commands/keygen.ts";
import { members } from "./commands/members.ts";
import { pin } from "./commands/pin.ts";
import { restore } from "./commands/restore.ts";
import { serve } from "./commands/serve.ts";
import { suspend } from "./commands/suspend.ts";
import { verify } from "./commands/verify.ts";
import { verifyConsole } from "./commands/verify-console.ts";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

const effects: Effects = {
  clock: () => 0,
  random: (length) => new Uint8Array(length),
  env: {},
  print: () => {},
  tell: () => {},
  tellProgress: () => {},
  terminal: false,
  person: null,
  stopped: new Promise(() => {}),
};

async function failureOf(command: Command, args: string[]): Promise<Failure> {
  try {
    await command.run(readArguments(command, args), effects);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("bad input on the command line", () => {
  it.each([
    [backup, [], "--to FILE"],
    [backup, ["--to", "f"], "--recipient KEY"],
    [backup, ["--to", "f", "--recipient", "AGE-SECRET-KEY-1"], "public key"],
    [restore, ["--from", "f"], "--identity FILE"],
    [restore, ["--from", "f", "--identity", "/no/such/key"], "cannot be read"],
    [keygen, [], "--out FILE"],
    [demo, ["--until", "yesterday"], "2017-03-29 to 2017-12-31"],
    [demo, ["--until", "2017-13-40"], "2017-03-29 to 2017-12-31"],
    [serve, ["--frobnicate"], "fairlead serve --help"],
    [init, ["--name", "Lantern"], "--json"],
    [invite, ["--handle", "Plover"], "--role"],
    [invite, ["--role", "operator"], "--handle"],
    [suspend, [], "--handle"],
    [deskConsole, [], "--server"],
    [verifyConsole, [], "--address"],
    [verify, [], "--address"],
    [verify, ["--address", "https://help.example", "--proxy", "http://here"], "SOCKS"],
    [members, ["--server", "help.example"], "https://"],
  ] as [Command, string[], string][])("%s %j says what to do next, and ends with 2", async (command, args, says) => {
    const failure = await failureOf(command, args);
    expect(failure.message).toContain(says);
    expect(failure.exitCode).toBe(2);
  });

  it.each([
    backup,
    deskConsole,
    demo,
    init,
    invite,
    keygen,
    members,
    pin,
    restore,
    serve,
    suspend,
    verify,
    verifyConsole,
  ])("$name has a manual that names each of its options", ({ manual, options }) => {
    for (const option of Object.keys(options)) expect(manual).toContain(`--${option}`);
  });

  it("no message repeats what was given: a secret may have been pasted", async () => {
    const failure = await failureOf(backup, ["--to", "f", "--recipient", "AGE-SECRET-KEY-1PLANTED"]);
    expect(failure.message).not.toContain("PLANTED");
    for (const args of [["planted"], ["--planted"], ["--phrase=planted"], ["--json=planted"], ["--server"]])
      expect((await failureOf(members, args)).message).not.toMatch(/planted/);
  });
});
