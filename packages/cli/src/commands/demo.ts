import { join } from "node:path";
import { organisationWords } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Cover, makeLog } from "@fairlead/server";
import type { Command, Given } from "../command.ts";
import { startConsoleHost } from "../console/host.ts";
import { COVER_MANUAL, COVER_OPTIONS, coverOf } from "../cover.ts";
import { type DemoFolder, type DemoOrganisation, demoFolder } from "../demo/folder.ts";
import { presentationOf } from "../demo/presentation.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { pinFromJson } from "../pin-file.ts";
import { callerPages } from "../portal.ts";
import { startOrganisation } from "../running.ts";
import { folderOf, openAt } from "../where.ts";

const DEFAULT_UNTIL = "2017-05-09";
const CLOCK_KEPT_EVERY = 30_000;

export const demo: Command = {
  name: "demo",
  summary: "start an invented organisation with a living operation",
  manual: `fairlead demo [--until DATE] [--fresh] [--clock TIME] [--database URL]
              [--door PATH [--cover FILE]] [--log] [--json]

Plays an invented season, sealed and signed as in earnest, up to a day of 2017, then serves the
caller's page and the console on this machine until Ctrl-C. The data stays; the demo's own clock
stands still while it is stopped. All people in it are invented.

  --until DATE     stop the season at the end of that day (2017-03-29 … 2017-12-31; default ${DEFAULT_UNTIL})
  --fresh          throw the demo organisation away and begin anew
  --clock TIME     move the demo's clock forward to this time, e.g. 2017-05-09T23:30Z
  --database URL   keep it in this empty PostgreSQL instead of SQLite
  ${COVER_MANUAL}
  --log            tell on stderr what the server logs: a line a call, nothing of anybody's in it
  --json           print one line of JSON when ready

  PORT             port of the caller's page (default 8417; 0 takes any); the console takes the next one
  FAIRLEAD_DIR     where everything is kept (default .fairlead/ in the checkout)`,
  options: {
    until: { type: "string" },
    fresh: { type: "boolean" },
    clock: { type: "string" },
    database: { type: "string" },
    ...COVER_OPTIONS,
    log: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const folder = join(folderOf(effects), "demo");
    const until = dayOf(given.text("until"));
    const cover = await coverOf(given);
    const standing = given.flag("fresh") ? null : await demoFolder(folder).organisation();
    if (standing === null) {
      // Every hand of the season and the whole domain: read only where one is played.
      const { makeDemo } = await import("../demo/make.ts");
      const stopped = effects.stopped.then(() => {
        throw new Failure("Stopped before the season was played. Nothing of it is kept.");
      });
      await Promise.race([makeDemo(folder, until ?? DEFAULT_UNTIL, given.text("database"), effects), stopped]);
      effects.tellProgress("The season is played.\n");
    } else if (until !== undefined && until !== standing.until)
      throw new Failure(`The demo that stands here was played until ${standing.until}. Give --fresh to begin anew.`);
    await serveDemo(demoFolder(folder), cover, given, effects);
  },
};

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const known =
    /^2017-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && text >= "2017-03-29" && text <= "2017-12-31";
  if (!known) throw new Failure("--until takes a day from 2017-03-29 to 2017-12-31.", 2);
  return text;
}

/** Where the demo's clock starts: where it stopped, or later if asked. */
function startOf(stood: number, asked: string | undefined): number {
  if (asked === undefined) return stood;
  const time = Date.parse(asked);
  if (Number.isNaN(time)) throw new Failure("--clock takes a time such as 2017-05-09T23:30Z.", 2);
  if (time < stood)
    throw new Failure(`The demo's clock stands at ${new Date(stood).toISOString()} and goes forwards only.`, 2);
  return time;
}

async function serveDemo(folder: DemoFolder, cover: Cover | null, given: Given, effects: Effects): Promise<void> {
  const organisation = await folder.organisation();
  const stood = await folder.clock();
  if (organisation === null || stood === null) throw new Error("a demo that was just made is not there");
  const clockOffset = startOf(stood, given.text("clock")) - effects.clock();
  const clock = () => effects.clock() + clockOffset;
  const port = portOf(effects);
  const pin = pinFromJson(organisation.pin);
  const store = await openAt(given.text("database") ?? folder.store);
  const server = await startOrganisation({
    store,
    portal: await callerPages(pin, clockOffset, presentationOf(organisation.name, cover?.door)),
    cover,
    clock,
    effects,
    port,
    host: "127.0.0.1",
    trustProxy: false,
    log: given.flag("log") ? makeLog({ write: (line) => effects.tell(line.trimEnd()) }) : () => {},
  });
  const callerPage = `${server.url}/`;
  const host = { pin, clockOffset, callerPage, demo: true, server: server.url };
  const desk = await startConsoleHost({ ...host, port: port === 0 ? 0 : port + 1 }).catch(() =>
    startConsoleHost({ ...host, port: 0 }),
  );
  await folder.keepClock(clock());
  // A full disk must not end a server that can still read: the clock is kept again at the next turn.
  const keepClock = () => folder.keepClock(clock()).catch(() => effects.tell("The demo's clock could not be kept."));
  const keeping = setInterval(keepClock, CLOCK_KEPT_EVERY);

  const words = organisationWords(pin.organisation, ENGLISH).join(" ");
  if (given.flag("json"))
    effects.print(
      JSON.stringify({ callerPage, console: desk.url, organisation: words, members: organisation.members }),
    );
  else
    for (const line of welcome(organisation, { callerPage, desk: desk.url, words, now: clock() })) effects.print(line);

  await effects.stopped;
  clearInterval(keeping);
  effects.tell("\nStopping. The data stays.");
  await desk.close();
  await server.close();
  await store.close();
  await keepClock();
}

function portOf(effects: Effects): number {
  const text = effects.env.PORT;
  if (text === undefined || text === "") return 8417;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_534) throw new Failure("PORT is a number from 0 to 65534.", 2);
  return port;
}

function welcome(
  organisation: DemoOrganisation,
  at: { callerPage: string; desk: string; words: string; now: number },
): string[] {
  const day = new Date(at.now).toISOString().replace("T", " ").slice(0, 16);
  const width = Math.max(...organisation.members.map(({ handle }) => handle.length));
  const role = Math.max(...organisation.members.map((member) => member.role.length));
  return [
    "",
    `${organisation.name}, an invented organisation. ${organisation.helped} people helped; its clock stands at ${day} UTC.`,
    "",
    `  Caller's page   ${at.callerPage}`,
    `  Console         ${at.desk}`,
    `  Its six words   ${at.words}`,
    "",
    "  Members, and the phrases that unlock the console for them:",
    ...organisation.members.map(
      (member) => `    ${member.handle.padEnd(width)}   ${member.role.padEnd(role)}   ${member.phrase}`,
    ),
    "",
    "  Ctrl-C stops it; the data stays. script/server --fresh begins anew.",
  ];
}
