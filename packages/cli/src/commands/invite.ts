import { setTimeout as sleep } from "node:timers/promises";
import type { Hand, InvitationView } from "@fairlead/client";
import { ROLES, type Role } from "@fairlead/protocol";
import type { Command, Given } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { MEMBER_MANUAL, MEMBER_OPTIONS, openMember } from "../member.ts";
import { done } from "../outcome.ts";
import type { Person } from "../terminal.ts";

const ASK_AGAIN_MS = 2_000;
const HOUR_MS = 3_600_000;
const OWN_CONSOLE = "http://localhost:8418/";

export const invite: Command = {
  name: "invite",
  summary: "invite a new member, and let him in",
  manual: `fairlead invite --role ROLE --handle HANDLE [--console URL] [--no-wait] [--server URL] [--pin FILE] [--json]

Prints a link that is good for one answer within 72 hours. Send it by a way that the server does not
see, in a message that disappears. The newcomer's own machine makes his keys and his phrase; then both
of you see six words. Read them to each other by telephone, or side by side: same words, nobody stood
between you. Only then is he let in.

  --role ROLE       ${ROLES.join(", ")}
  --handle HANDLE   what colleagues will call him: no name
  --console URL     the console at which he will answer (default ${OWN_CONSOLE}, the
                    console on his own machine; or the hosted one of those who have only a phone)
  --no-wait         stop when the link is printed; let him in later, on the console's People screen
                    or by "fairlead invite --continue"
  --continue        go on with invitations that were answered meanwhile, instead of a new one
  --json            one JSON value a line: the link, then who was let in. The link is a secret until
                    it is answered.
  ${MEMBER_MANUAL}`,
  options: {
    ...MEMBER_OPTIONS,
    role: { type: "string" },
    handle: { type: "string" },
    console: { type: "string" },
    "no-wait": { type: "boolean" },
    continue: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const goOn = given.flag("continue");
    const wanted = goOn ? null : wantedFrom(given);
    const json = given.flag("json");
    if (effects.person === null && !given.flag("no-wait"))
      throw new Failure("Nobody sits here to compare the words. Give --no-wait.", 2);
    const { hand } = await openMember(given, effects);
    try {
      const opened = wanted === null ? null : done(await hand.act.invite(wanted));
      if (wanted !== null && opened !== null) {
        const link = `${wanted.console}#join=${opened.code}`;
        const expires = new Date(opened.expires * HOUR_MS).toISOString();
        if (json) effects.print(JSON.stringify({ link, id: opened.id, expires }));
        else for (const line of instructions(link, wanted.handle)) effects.print(line);
      }
      if (given.flag("no-wait")) return;
      for (const invitation of await answered(hand, opened?.id ?? null, effects))
        await letIn(hand, invitation, json, effects);
    } finally {
      hand.lock();
    }
  },
};

type Wanted = { role: Role; handle: string; console: string };

function wantedFrom(given: Given): Wanted {
  const role = ROLES.find((known) => known === given.text("role"));
  const handle = given.text("handle")?.trim() ?? "";
  if (role === undefined) throw new Failure(`As what? Give --role, one of: ${ROLES.join(", ")}.`, 2);
  if (handle === "") throw new Failure("What will colleagues call him? Give --handle HANDLE.", 2);
  const desk = given.text("console") ?? OWN_CONSOLE;
  if (!URL.canParse(desk)) throw new Failure("--console takes an address, e.g. https://desk.example/", 2);
  return { role, handle, console: new URL("/", desk).href };
}

function instructions(link: string, handle: string): string[] {
  return [
    `Send this to ${handle}, by a way that the server does not see. It is a secret until it is answered:`,
    "",
    link,
    "",
    "It leads to the console on the newcomer's own device; where that stands elsewhere, what begins with",
    "#join= can be pasted there.",
    "",
  ];
}

/** Waits for the answer to one invitation; without one, all of this member's that were answered before. */
async function answered(hand: Hand, id: InvitationView["id"] | null, effects: Effects): Promise<InvitationView[]> {
  const stopped = effects.stopped.then(() => true);
  if (id !== null) effects.tell("Waiting for the answer. Ctrl-C stops the waiting; the invitation stays open.");
  for (;;) {
    await hand.sync();
    const { invitations, status } = hand.view();
    const found = invitations.filter((one) => (id === null ? one.state !== "open" : one.id === id));
    if (id === null && found.length === 0) throw new Failure("None of your invitations has been answered.");
    if (id !== null && found.length === 0 && status.online)
      throw new Failure("The invitation is no longer there: it was closed, or let in elsewhere.");
    if (found.some(({ state }) => state !== "open")) return found;
    if (await Promise.race([stopped, sleep(ASK_AGAIN_MS, false)]))
      throw new Failure("Stopped waiting. Go on with: fairlead invite --continue");
  }
}

/** The words were read aloud, or nobody is let in. [RO4] */
async function letIn(hand: Hand, { id, handle, role, state, words }: InvitationView, json: boolean, effects: Effects) {
  if (state === "spoiled") {
    await hand.act.closeInvitation(id);
    effects.tell(`${handle}: answered by somebody who did not hold the invitation. It is closed; invite again.`);
    return;
  }
  if (state === "waiting") {
    effects.tell(`${handle}: waits for a second administrator's signature.`);
    return;
  }
  if (effects.person === null) throw new Error("nobody to compare the words");
  effects.tell(
    `${handle} (${role}) has answered. Six words stand on his screen too. Read them to each other, by telephone`,
  );
  effects.tell("or side by side, not through this server:");
  effects.tell(`\n    ${words.join(" ")}\n`);
  if (!(await agrees(effects.person, handle))) {
    done(await hand.act.closeInvitation(id));
    throw new Failure(
      "Nobody was let in, and the invitation is closed. Somebody else may hold the link: send the next another way.",
    );
  }
  const { member, state: became } = done(await hand.act.welcome(id));
  if (json) effects.print(JSON.stringify({ member, handle, role, state: became }));
  else
    effects.print(
      became === "enrolled"
        ? `${handle} is let in.`
        : `${handle} is let in once a second administrator has signed, on the console's People screen.`,
    );
}

async function agrees(person: Person, handle: string): Promise<boolean> {
  for (;;) {
    const said = (await person.ask(`Does ${handle} see the same six words? [y/n] `)).trim().toLowerCase();
    if (said === "y" || said === "yes") return true;
    if (said === "n" || said === "no") return false;
  }
}
