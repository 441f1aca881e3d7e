import { organisationWords, type WordList } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import type { Command, Given } from "../command.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { type Founding, foundInto, type JustFounded, requireEmpty } from "../founding.ts";
import { showPhrase } from "../phrase-showing.ts";
import { pinToJson } from "../pin-file.ts";
import { pinFileIn, readPinIfThere, writePin } from "../pin-keeping.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, folderOf, makeFolder, storeOf } from "../where.ts";

const LISTS: Readonly<Record<string, WordList>> = { en: ENGLISH, ru: RUSSIAN_LIST };
/** Whatever is erased can be had back for this long. */
const SHORTEST_TERM = 30;
const LONGEST_TERM = 3650;

/** [option, what is asked, default, shortest]; days. They can be made longer later, never shorter. */
const TERMS = {
  figuresDelayDays: ["figures-delay", "Days before a move may count in published figures", 28, 0],
  closedThreadDays: ["closed-threads", "Days after which a closed thread is erased", 30, SHORTEST_TERM],
  closedCaseDays: ["closed-cases", "Days after which a closed case is erased", 365, SHORTEST_TERM],
} as const;

export const init: Command = {
  name: "init",
  summary: "found an organisation of your own",
  manual: `fairlead init [--name NAME] [--handle HANDLE] [--with HANDLE] [--language en|ru] [--figures-delay DAYS]
             [--closed-threads DAYS] [--closed-cases DAYS] [--database URL] [--json]

Founds a new organisation in an empty store, asks for what is not given, and shows two things once:
the organisation's six words, and the founder's phrase. Nothing counts before you have typed two words
of the phrase back: a founding that was cut short leaves an empty store.

Two can found it together, at one screen: then each is shown a phrase, one after the other, and whatever
needs two administrators needs you both from the first day on.

Best done on the founder's own machine, not on the server: the phrase then never stands on the server's
screen or in its memory. The store and the pin, which are carried over afterwards, hold no secret that
opens anything.

  --name NAME             what members know the organisation by
  --handle HANDLE         what colleagues call you: no name of yours
  --with HANDLE           what they call whoever founds it with you; "" for nobody
  --language en|ru        language of the phrases
  --figures-delay DAYS    a move counts in published figures after so many days (default ${TERMS.figuresDelayDays[2]})
  --closed-threads DAYS   a closed thread is erased after so many days (default ${TERMS.closedThreadDays[2]})
  --closed-cases DAYS     a closed case, likewise (default ${TERMS.closedCaseDays[2]})
                          These three can be made longer later, never shorter.
  ${DATABASE_MANUAL}
  --json                  print one JSON value, with the phrase in it: the only way to have the phrase
                          printed where no terminal is. Whatever reads it must not keep it.

The pin is written to pin.json in FAIRLEAD_DIR. It is no secret: whoever is to trust the organisation needs it.`,
  options: {
    name: { type: "string" },
    handle: { type: "string" },
    with: { type: "string" },
    language: { type: "string" },
    "figures-delay": { type: "string" },
    "closed-threads": { type: "string" },
    "closed-cases": { type: "string" },
    json: { type: "boolean" },
    ...DATABASE_OPTION,
  },
  async run(given, effects) {
    const json = given.flag("json");
    if (!json && effects.person === null)
      throw new Failure("The phrase is shown on a terminal only, and this is none. For programs there is --json.", 2);
    const folder = folderOf(effects);
    const pinFile = pinFileIn(folder);
    // An empty store beside a pin: the organisation of that pin may lie in another database.
    if ((await readPinIfThere(pinFile)) !== null)
      throw new Failure(`${pinFile} is an organisation's pin already. Move it away, or set FAIRLEAD_DIR.`);
    await makeFolder(effects);
    const store = await storeOf(given, effects);
    try {
      await requireEmpty(store);
      const founding = await ask(given, effects);
      if (!json) effects.tell("Making the organisation's keys …");
      const made = foundInto(store, folder, founding, effects, (founded) => handOver(founded, founding, json, effects));
      const pin = await Promise.race([made, stopped(effects)]);
      await writePin(pinFile, pin);
      if (!json) for (const line of whatNext(founding, pinFile)) effects.print(line);
    } finally {
      await store.close();
    }
  },
};

async function handOver(
  { phrase, partnerPhrase, pin }: JustFounded,
  founding: Founding,
  json: boolean,
  effects: Effects,
): Promise<void> {
  const words = organisationWords(pin.organisation, ENGLISH).join(" ");
  const partner =
    founding.partner === null || partnerPhrase === null ? null : { handle: founding.partner, phrase: partnerPhrase };
  if (json) {
    const founder = { organisation: words, handle: founding.handle, phrase, pin: pinToJson(pin) };
    effects.print(JSON.stringify(partner === null ? founder : { ...founder, partner }));
    effects.tell(
      `The founder${partner === null ? "'s phrase is" : "s' phrases are"} in what was just printed, shown this once.`,
    );
    return;
  }
  if (effects.person === null) throw new Error("nobody to show the phrase to");
  await showPhrase(effects.person, effects.random, phrase, [
    `${founding.name} is called by these six words wherever it is told from others. They are no secret:`,
    "",
    `    ${words}`,
    "",
    `${founding.handle}, this is your phrase. It opens everything that you will be able to read. It is shown`,
    "this once, and nobody can give it to you again. Write it on paper; keep the paper apart from your machines.",
  ]);
  if (partner !== null)
    await showPhrase(effects.person, effects.random, partner.phrase, [
      `Now ${partner.handle} alone looks at this screen.`,
      "",
      `${partner.handle}, this is your phrase. It opens everything that you will be able to read. It is shown this`,
      "once, and nobody can give it to you again. Write it on paper; keep the paper apart from your machines, and",
      `apart from ${founding.handle}'s.`,
    ]);
  effects.print(`Six words of ${founding.name}: ${words}`);
}

async function stopped({ stopped: asked }: Effects): Promise<never> {
  await asked;
  throw new Failure("Stopped. Nothing was founded, unless the next start says otherwise.");
}

async function ask(given: Given, effects: Effects): Promise<Founding> {
  const language = given.text("language") ?? (await answer(effects, "Language of your phrase, en or ru", "en"));
  const list = LISTS[language];
  if (list === undefined) throw new Failure("--language takes en or ru.", 2);
  const name = given.text("name") ?? (await answer(effects, "Name of the organisation, as members know it"));
  const handle = given.text("handle") ?? (await answer(effects, "Your handle: what colleagues call you, no name"));
  if (name.trim() === "" || handle.trim() === "") throw new Failure("Give --name NAME and --handle HANDLE.", 2);
  const other = given.text("with") ?? (await answer(effects, "Handle of whoever founds it with you, Enter if nobody"));
  const partner = other.trim() === "" ? null : other.trim();
  if (partner === handle.trim()) throw new Failure("Two founders need two handles.", 2);
  return {
    name: name.trim(),
    handle: handle.trim(),
    partner,
    list,
    figuresDelayDays: await days("figuresDelayDays", given, effects),
    closedThreadDays: await days("closedThreadDays", given, effects),
    closedCaseDays: await days("closedCaseDays", given, effects),
  };
}

async function days(term: keyof typeof TERMS, given: Given, effects: Effects): Promise<number> {
  const [option, question, usual, shortest] = TERMS[term];
  const text = given.text(option) ?? (await answer(effects, question, String(usual)));
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < shortest || number > LONGEST_TERM)
    throw new Failure(`--${option} takes whole days from ${shortest} to ${LONGEST_TERM}.`, 2);
  return number;
}

/** What a person says; without one, or when he only presses Enter, what is usual. */
async function answer({ person }: Effects, question: string, usual = ""): Promise<string> {
  const said = await person?.ask(`${question}${usual === "" ? "" : ` [${usual}]`}: `);
  return said === undefined || said.trim() === "" ? usual : said.trim();
}

function whatNext({ name, partner }: Founding, pinFile: string): string[] {
  const second = [
    "  a second person  fairlead invite --role administrator --handle HANDLE",
    "                   Until there are two administrators, one arrest ends the organisation.",
  ];
  return [
    `${name} is founded. Its pin is in ${pinFile}.`,
    "",
    "What comes next (docs/handbook/start.md has each step):",
    `  serve it         fairlead serve --name "${name.replaceAll('"', "")}" --leave-to https://…`,
    "  your console     fairlead console --server URL",
    ...(partner === null ? second : []),
    "  backups          fairlead keygen --out FILE, then fairlead backup, every day",
  ];
}
