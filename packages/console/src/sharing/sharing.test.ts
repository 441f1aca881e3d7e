import {
  type CaseView,
  caseViews,
  dayFrom,
  type MemberId,
  type PartView,
  type PersonView,
  peopleView,
  playSeason,
  type ReaderView,
  season,
} from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { caseTabs } from "../case/case-tabs.ts";
import { daysFor } from "../say/days.ts";
import type { Say, Words } from "../say/words.tsx";
import { en } from "../words/en.ts";
import { closedTo, mayBeGiven, mayHoldNeeds, partsToBegin, takenWith } from "./give.ts";
import { readersText } from "./readers.ts";
import { shiftEnd } from "./shift.ts";

const play = playSeason(season(4, dayFrom("2017-04-20")));
const outside = play.outsideFor("wren");
const [known] = caseViews(play.state, outside);
if (known === undefined) throw new Error("the season has no case");
const people = peopleView(play.state, outside).members;
const person = (handle: string): PersonView => {
  const found = people.find((one) => one.handle === handle);
  if (found === undefined) throw new Error(`nobody is called ${handle}`);
  return found;
};
const reader = (handle: string, from: number | null = null, until: number | null = null): ReaderView => ({
  ...person(handle),
  from,
  until,
});
const part = (name: PartView["part"], readers: ReaderView[]): PartView => ({
  part: name,
  stream: name as string as PartView["stream"],
  readers,
  title: "",
  notes: [],
  persons: [],
  facts: [],
  photos: [],
  reveals: [],
  money: [],
  applications: [],
  held: null,
});
const held = (parts: PartView[], closedParts: CaseView["closedParts"] = []): CaseView => ({
  ...known,
  parts,
  closedParts,
});

describe("who may be given what", () => {
  const one = held([part("contact", [reader("Wren"), reader("Siskin")]), part("threat", [reader("Wren")])]);

  it("[P3] contact and threat are for those who carry cases; a specialist is given a part for one need", () => {
    expect(mayBeGiven(one, "contact", person("Heron"))).toBe(true);
    for (const handle of ["Godwit", "Avocet", "Dunlin"]) {
      expect(mayBeGiven(one, "contact", person(handle))).toBe(false);
      expect(mayBeGiven(one, "threat", person(handle))).toBe(false);
    }
    expect(mayBeGiven(one, "needs", person("Godwit"))).toBe(true);
    expect(mayBeGiven(one, "testimony", person("Avocet"))).toBe(false);
    expect(mayHoldNeeds({ ...person("Godwit"), standing: "suspended" })).toBe(false);
  });

  it("threat goes to those who read contact; nobody is given what they read already", () => {
    expect(mayBeGiven(one, "threat", person("Heron"))).toBe(false);
    expect(mayBeGiven(one, "threat", person("Siskin"))).toBe(true);
    expect(mayBeGiven(one, "contact", person("Siskin"))).toBe(false);
  });

  it("[P3] a journey goes to those who read contact, and to nobody for a kind of need", () => {
    const some = held([part("contact", [reader("Heron")]), part("journey", [])]);
    expect(mayBeGiven(some, "journey", person("Heron"))).toBe(true);
    expect(mayBeGiven(some, "journey", person("Siskin"))).toBe(false);
    expect(mayBeGiven(some, "journey", person("Godwit"))).toBe(false);
    expect(partsToBegin(some)).not.toContain("journey");
    const both = held([part("contact", [reader("Heron")]), part("journey", [reader("Heron")])]);
    expect(takenWith(both, "contact", person("Heron").id)).toEqual(["journey", "contact"]);
  });

  it("with contact threat is taken too, and first; a part for one need stays", () => {
    const both = held([
      part("contact", [reader("Heron")]),
      part("threat", [reader("Heron")]),
      part("needs", [reader("Heron")]),
    ]);
    expect(takenWith(both, "contact", person("Heron").id)).toEqual(["threat", "contact"]);
    expect(takenWith(both, "threat", person("Heron").id)).toEqual(["threat"]);
    expect(takenWith(one, "contact", person("Siskin").id)).toEqual(["contact"]);
    expect(takenWith(both, "contact", "0".repeat(32) as MemberId)).toEqual(["contact"]);
  });

  it("a kind is begun once, also where somebody else holds it", () => {
    const some = held([part("contact", []), part("threat", []), part("needs", [])], ["testimony"]);
    expect(partsToBegin(some)).toEqual(["identity", "money", "relocation"]);
  });
});

describe("tabs", () => {
  it("[P3] a closed part stands in its place and has a name, nothing else", () => {
    const one = held([part("contact", []), part("needs", [])], ["testimony"]);
    expect(closedTo(one)).toEqual(["threat", "testimony"]);
    expect(caseTabs(one).map((tab) => [tab.kind, tab.key])).toEqual([
      ["part", "contact"],
      ["closed", "closed-threat"],
      ["part", "needs"],
      ["closed", "closed-testimony"],
      ["journey", "journey"],
      ["plan", "plan"],
      ["consents", "consents"],
      ["decisions", "decisions"],
      ["moves", "moves"],
      ["tickets", "tickets"],
    ]);
    expect(caseTabs(one)[1]).toEqual({ kind: "closed", key: "closed-threat", name: "threat" });
  });
});

describe("in words", () => {
  // The English catalogue, with its gaps filled by hand: plural forms do not occur here.
  const t: Say = (id, values = {}) =>
    en[id].map((piece) => (typeof piece === "string" ? piece : String(values[piece[0]] ?? ""))).join("");
  const words: Words = { t, language: "en", days: daysFor("en", t) };
  const now = new Date(2017, 4, 9, 21, 14).getTime();

  it("the reader first, then since when and until when", () => {
    const readers = [
      reader("Heron", new Date(2017, 4, 1, 9, 0).getTime()),
      reader("Siskin", null, new Date(2017, 4, 10, 6, 0).getTime()),
      reader("Curlew", new Date(2017, 4, 9, 20, 0).getTime(), new Date(2017, 4, 9, 23, 0).getTime()),
      { ...reader("Wren"), me: true },
    ];
    expect(readersText(words, readers, now)).toBe(
      "you, Heron from 1 May on, Siskin until Wed 06:00, Curlew from 20:00 until 23:00",
    );
  });

  it("sixty readers are eight names, oneself among them, and a number", () => {
    const sixty = Array.from({ length: 60 }, (_, n) => ({ ...reader("Heron"), handle: `Invented ${n}`, me: n === 59 }));
    expect(readersText(words, sixty, now)).toBe(
      "you, Invented 0, Invented 1, Invented 2, Invented 3, Invented 4, Invented 5, Invented 6 and 52 more",
    );
    expect(readersText(words, sixty.slice(0, 9), now)).not.toContain("more");
    expect(readersText(words, sixty, now, 2)).toMatch(/^you, [^,]+ and \d+ more$/);
  });

  it("a shift ends at a whole hour, eight hours on", () => {
    expect(shiftEnd(now)).toBe(new Date(2017, 4, 10, 6, 0).getTime());
  });
});
