import { expect, it } from "vitest";
import type { Piece, PieceKind, Searchable } from "./piece.ts";
import { placesOf, sourcesOf } from "./places.ts";

const wren = { id: "wren", handle: "wren", me: false };
const SAID = { by: wren, at: 7 };
const PROVISION = { now: null, earlier: [], referrals: [], noReferral: null };
const PLAN = { open: [], closed: [], services: [], responses: [] };
const QUIET = {
  ...{ case: "c", alias: "Heron", persons: [], mailboxes: [], messages: [], flags: [], parts: [], closed: null },
  ...{
    threats: [],
    withdrawnThreats: [],
    statements: [],
    search: [],
    assessment: null,
    risk: null,
    timeline: [],
    consents: [],
    decisions: [],
  },
  ...{ uses: [], tickets: [], journeys: [], kept: [], provision: PROVISION, plan: PLAN },
  urgency: { reason: "", at: null, saidBy: { kind: "nobody" } },
};
const PART = { stream: "s", title: "", held: null, notes: [], facts: [], photos: [], money: [], applications: [] };
const JOURNEY = {
  ...{ ...SAID, journey: "j", legs: [], route: null, why: "", taken: [], told: [], ended: null, cancelled: null },
  ...{ arrival: null, lookedBack: null },
};

const readable = (more: object): Searchable =>
  ({
    ...{ cases: [], threads: [], parts: [], interpretings: [], board: { known: [], judgements: [] } },
    ...{ exposure: { standing: 0, marks: [], own: [], things: null, recipients: [] }, ...more },
  }) as never;
const inCase = (more: object): Piece[] =>
  placesOf(readable({ cases: [{ ...QUIET, ...more }] })).flatMap(({ pieces }) => pieces);
const inPart = (part: string, more: object) => inCase({ parts: [{ ...PART, part, ...more }] });
const event = (what: object) => ({ timeline: [{ ...SAID, what }] });

it("of a case in which nobody wrote a word nothing is looked through", () => {
  expect(inCase({})).toEqual([]);
});

it("what the form asked is found in the letter that answered it, also once the thread is a case", () => {
  const answers = { danger: "now", where: "Behind the mill", reach: "after dark", company: "a sister" };
  const message = { key: "k", author: null, at: 7, text: "", covered: null, direction: "to-team", answers };
  expect(inCase({ messages: [message] })).toMatchObject([
    {
      kind: "letter",
      part: "contact",
      line: "message k",
      text: "Behind the mill\nafter dark\na sister",
      covered: false,
    },
  ]);
  expect(inCase({ messages: [message], flags: ["distressing"] })[0]?.covered).toBe(true);
});

type Row = [what: string, pieces: Piece[], kind: PieceKind, part: string, line: string, words: string];
const LEG = {
  leg: "l",
  from: "Ford",
  to: "Mill",
  service: "bus",
  note: "stairs",
  assigned: [{ thing: null, words: "" }],
};
it.each<Row>([
  [
    "wording of a check-in",
    inCase(event({ kind: "check-in-armed", wording: "the kettle" })),
    "check-in",
    "contact",
    "check-in-armed 7",
    "the kettle",
  ],
  [
    "who saw it missed",
    inCase(event({ kind: "check-in-acknowledged", note: "I ring" })),
    "check-in",
    "contact",
    "check-in-acknowledged 7",
    "I ring",
  ],
  [
    "what was done of it",
    inCase(event({ kind: "check-in-closed", note: "rang", settled: false })),
    "check-in",
    "contact",
    "check-in-closed 7",
    "rang",
  ],
  ["an earlier status", inCase(event({ kind: "status", note: "a van" })), "status", "contact", "status 7", "a van"],
  [
    "why an urgency",
    inCase(event({ kind: "urgency", reason: "they know" })),
    "urgency",
    "contact",
    "urgency 7",
    "they know",
  ],
  ["why a stage", inCase(event({ kind: "stage", reason: "safe now" })), "reason", "contact", "stage 7", "safe now"],
  ["why a freeze", inCase(event({ kind: "frozen", reason: "taken" })), "reason", "contact", "frozen 7", "taken"],
  [
    "each verdict",
    inCase(event({ kind: "decided", reason: "too soon" })),
    "verdict",
    "contact",
    "decided 7",
    "too soon",
  ],
  [
    "a proposal taken back",
    inCase(event({ kind: "withdrawn", reason: "stale" })),
    "verdict",
    "contact",
    "withdrawn 7",
    "stale",
  ],
  [
    "why a ticket was held",
    inCase(event({ kind: "ticket", reason: "engine" })),
    "ticket",
    "contact",
    "ticket 7",
    "engine",
  ],
  [
    "why a task was moved",
    inCase(event({ kind: "task", did: "moved", note: "ill" })),
    "task",
    "contact",
    "task 7",
    "ill",
  ],
  [
    "a note, as its line in the timeline is called",
    inCase(event({ kind: "note", text: "a bell" })),
    "note",
    "contact",
    `note 7 ${SAID.by.id}`,
    "a bell",
  ],
  [
    "a last word",
    inCase(event({ kind: "closed", note: "settled well" })),
    "note",
    "contact",
    "closed 7",
    "settled well",
  ],
  [
    "an agreed response",
    inCase({
      plan: {
        ...PLAN,
        responses: [
          {
            ...SAID,
            status: "detained",
            lawyer: "Tern",
            tell: "Plover",
            neverCall: ["the uncle"],
            text: "wait",
            tasks: ["ring"],
            agreedBy: "Heron",
          },
        ],
      },
    }),
    ...(["response", "contact", "response detained", "Tern\nPlover\nthe uncle\nwait\nring\nHeron"] as const),
  ],
  [
    "the source of a search, also of looks before the last",
    inCase({
      search: [
        { about: "accusation", source: "the gazette", by: wren, checkedAt: 7, earlier: [{ source: "a clerk" }] },
      ],
    }),
    ...(["search", "threat", "search accusation", "the gazette\na clerk"] as const),
  ],
  [
    "why assessed otherwise",
    inCase({
      risk: { ...SAID, factors: ["a knife"], reach: ["Ford"] },
      assessment: { last: { otherwise: "calm voice" } },
    }),
    ...(["assessment", "threat", "assessment 7", "calm voice\na knife\nFord"] as const),
  ],
  [
    "a ticket",
    inCase({
      tickets: [
        {
          ...SAID,
          ticket: "t",
          who: "Lark",
          said: {
            from: "Ford",
            to: "Mill",
            meet: "kiosk",
            carry: "bag",
            otherwise: "turn",
            say: "rain?",
            hear: "snow",
          },
        },
      ],
    }),
    ...(["ticket", "contact", "ticket t", "Lark\nFord\nMill\nkiosk\nbag\nturn\nrain?\nsnow"] as const),
  ],
  [
    "a journey",
    inCase({ journeys: [{ ...JOURNEY, why: "slower", cancelled: { reason: "snow" } }] }),
    "journey",
    "journey",
    "journey j",
    "slower\nsnow",
  ],
  [
    "a leg",
    inCase({ journeys: [{ ...JOURNEY, legs: [LEG] }] }),
    "journey",
    "journey",
    "leg l",
    "Ford\nMill\nbus\nstairs",
  ],
  [
    "what is kept of one",
    inCase({ kept: [{ journey: "k", worked: "early bus", change: "shoes", used: [] }] }),
    "journey",
    "journey",
    "journey k",
    "early bus\nshoes",
  ],
  [
    "a told step",
    inCase({
      journeys: [
        {
          ...JOURNEY,
          told: [
            {
              ...SAID,
              words: "go to the kiosk",
              said: { from: "Ford", to: "", meet: "", service: "bus", say: "", hear: "" },
            },
          ],
        },
      ],
    }),
    ...(["told", "journey", "told j 1", "go to the kiosk\nFord\nbus"] as const),
  ],
  [
    "a first day",
    inCase({ journeys: [{ ...JOURNEY, arrival: { ...SAID, lines: [{ note: "no clinic" }] } }] }),
    "arrival",
    "journey",
    "arrival j",
    "no clinic",
  ],
  [
    "what was learned",
    inCase({ journeys: [{ ...JOURNEY, lookedBack: { ...SAID, worked: "dusk", change: "" } }] }),
    "arrival",
    "journey",
    "looked-back j",
    "dusk",
  ],
  [
    "a referral",
    inCase({
      provision: {
        ...PROVISION,
        referrals: [
          {
            ...SAID,
            referral: "r",
            to: "a clinic",
            purpose: "teeth",
            consent: "by voice",
            answered: { note: "Monday" },
            stopped: null,
          },
        ],
      },
    }),
    ...(["referral", "contact", "referral r", "a clinic\nteeth\nby voice\nMonday"] as const),
  ],
  [
    "why none",
    inCase({ provision: { ...PROVISION, noReferral: { ...SAID, reason: "asked not" } } }),
    "referral",
    "contact",
    "no-referral 7",
    "asked not",
  ],
  [
    "a safety plan",
    inCase({ provision: { ...PROVISION, earlier: [], now: { ...SAID, plan: null, reason: "will not" } } }),
    "safety-plan",
    "contact",
    "safety-plan 7",
    "will not",
  ],
  [
    "an application",
    inPart("relocation", {
      applications: [
        {
          ...SAID,
          application: "a",
          name: "North",
          why: "barred",
          note: "slow",
          papers: [{ note: "stamped" }],
          steps: [],
        },
      ],
    }),
    ...(["application", "relocation", "application a", "North\nbarred\nslow\nstamped"] as const),
  ],
  [
    "a line of money",
    inPart("money", {
      money: [
        {
          lines: [
            {
              ...SAID,
              line: "m",
              thing: null,
              words: "Lark",
              means: null,
              receipt: "",
              note: "fuel",
              reason: "",
              struck: null,
            },
          ],
        },
      ],
    }),
    "money",
    "money",
    "money m",
    "Lark\nfuel",
  ],
])("%s is found, and says what it is and where", (_, pieces, kind, part, line, text) => {
  expect(pieces).toEqual(
    [{ kind, part, line, text, by: expect.anything(), at: 7, covered: false }].map(anyAuthor(pieces)),
  );
});

/** What is kept of a journey that was pruned has no author and no hour. */
const anyAuthor =
  ([found]: Piece[]) =>
  (piece: object) =>
    found?.by === null ? { ...piece, by: null, at: null } : piece;

it("a step of an application has a line of its own", () => {
  const of = {
    ...SAID,
    application: "a",
    name: "North",
    why: "",
    note: "",
    papers: [],
    steps: [{ by: wren, at: 9, to: "submitted", note: "a letter came" }],
  };
  expect(inPart("relocation", { applications: [of] }).map(({ line }) => line)).toEqual([
    "application a",
    "application a submitted 9",
  ]);
});

it("[P3] what is written on a photo stands covered with the names; once taken out it is not looked through", () => {
  const photo = { ...SAID, photo: "p", person: "2", paper: "70 12", removed: null };
  expect(inPart("identity", { photos: [photo] })).toMatchObject([
    { kind: "photo", text: "70 12", line: "photo identity 2 p", covered: true },
  ]);
  const out = { ...photo, removed: { ...SAID, reason: "wrong person" } };
  expect(inPart("identity", { photos: [out] })).toMatchObject([{ text: "wrong person", covered: true }]);
});

it("[P3] why somebody looked at names stands covered, since it may say one", () => {
  expect(inCase(event({ kind: "revealed", reason: "a ticket for Heron" }))).toMatchObject([
    { covered: true, kind: "reason" },
  ]);
});

it("what a console settled by itself, and what is read on its own line, is not told a second time", () => {
  expect(inCase(event({ kind: "check-in-closed", note: "met", settled: true }))).toEqual([]);
  expect(inCase(event({ kind: "task", did: "added", text: "ring", note: "" }))).toEqual([]);
});

it("of a thread proposals to decline, its safety plan and its referrals are looked through", () => {
  const thread = {
    ...{
      mailbox: "m",
      name: "Grey kettle",
      messages: [],
      flags: [],
      known: [],
      notes: [],
      statements: [],
      closed: null,
    },
    ...{ urgency: { reason: "", at: null }, provision: { ...PROVISION, noReferral: { ...SAID, reason: "asked not" } } },
    declines: [{ decision: "d", text: "noise", verdict: { reason: "agreed" }, proposedBy: wren, at: 7 }],
  };
  expect(placesOf(readable({ threads: [thread] }))[0]?.pieces).toMatchObject([
    { kind: "decision", text: "noise\nagreed", line: "decision d" },
    { kind: "referral", text: "asked not", line: "no-referral 7" },
  ]);
});

it("[P3] a part held alone gives its own words and no other", () => {
  const part = { ...PART, part: "relocation", applications: [], notes: [{ ...SAID, text: "a visa" }] };
  expect([...sourcesOf(readable({ parts: [part] }))].map((one) => one.read())).toMatchObject([
    { id: "part s", pieces: [{ kind: "note", part: "relocation", text: "a visa" }] },
  ]);
});

it("each step that a party was told is found on a line of its own", () => {
  const step = (words: string) => ({
    ...SAID,
    words,
    said: { from: "", to: "", meet: "", service: "", say: "", hear: "" },
  });
  const told = [step("go to the kiosk"), step("wait at the well")];
  const found = inCase({ journeys: [{ ...JOURNEY, told }] });
  expect(found.map(({ line, text }) => [line, text])).toEqual([
    ["told j 1", "go to the kiosk"],
    ["told j 2", "wait at the well"],
  ]);
});
