/**
 * A hand without keys or server: an invented season, folded in this page. What it does is answered and not done,
 * so that every screen and every refusal can be looked at. Not shipped.
 */
import {
  boardView,
  caseViews,
  dutyView,
  emptyState,
  exposureView,
  fieldViews,
  figuresView,
  foldEntries,
  interpretingViews,
  type MemberId,
  networkView,
  partViews,
  pathwayViews,
  peopleView,
  playSeason,
  queueView,
  type State,
  samePersonViews,
  season,
  settingsView,
  teamView,
  textsView,
  threadViews,
  todayView,
} from "@fairlead/casework";
import type { Actions, Hand, Outcome, StatusView, View } from "@fairlead/client";
import { apartStatus } from "./apart.ts";
import { arrivedDesk } from "./arrived.ts";
import { auditorsDesk, ownAccess } from "./audit.ts";
import { boardDesk } from "./board.ts";
import { countryDesk } from "./country.ts";
import { eventfulDesk } from "./eventful.ts";
import { exportingDesk } from "./exporting.ts";
import { inventedFace } from "./face.ts";
import { importedDesk, rowMark } from "./imported.ts";
import { ownFields } from "./known.ts";
import { alarmed, couldRead, underWay } from "./members.ts";
import { moneyDesk } from "./money.ts";
import { movingDesk } from "./moving.ts";
import { neverCameDesk } from "./never-came.ts";
import { bellsTonight, nightDesk } from "./nights.ts";
import { oneOfThemDesk } from "./one-of-them.ts";
import { isPruneMood, prunedDesk } from "./pruned.ts";
import { relocatingDesk } from "./relocating.ts";
import { type Shared, sharedDesk, specialistsDesk } from "./shared.ts";
import { shelteredDesk } from "./sheltered.ts";
import { strainedDesk } from "./strained.ts";
import { surgeHand } from "./surge.ts";
import { ticketsDesk } from "./tickets.ts";
import { toldDesk } from "./told.ts";
import { withTools } from "./tools.ts";
import { unheldDesk } from "./unheld.ts";

export type Who = "wren" | "heron" | "plover" | "siskin" | "avocet" | "dunlin" | "godwit";
export type Mood =
  | "well"
  | "surge"
  | "tools"
  | "halted"
  | "offline"
  | "not-kept"
  | "reading"
  | "apart"
  | "empty"
  | "new-device"
  | "passkey"
  | "alarmed"
  | "board"
  | "audit"
  | "country"
  | "exporting"
  | "tickets"
  | "unread-way"
  | "moving"
  | "many-moving"
  | "arrived"
  | "told"
  | "pruned"
  | "prune-asked"
  | "prune-unread"
  | "prune-doubted"
  | "prune-left"
  | "money"
  | "relocating"
  | "sheltered"
  | "strained"
  | "imported"
  | "never-came"
  | "eventful"
  | "one-of-them"
  | "unheld"
  | "out"
  | "uncounted"
  | Shared
  | "night"
  | "night-had";

const statusFor = (mood: Mood, now: number): StatusView => ({
  organisation: mood === "empty" ? "" : "Pereprava",
  words: ["juniper", "harbor", "lantern", "meadow", "kettle", "orbit"],
  clockAhead: mood === "halted" ? -24 : null,
  syncedAt: now - 12_000,
  online: mood !== "offline" && mood !== "not-kept" && mood !== "apart",
  refused: null,
  reading: mood === "reading" ? { done: 7_200, of: 20_004 } : null,
  notKept: mood === "not-kept" ? 3 : 0,
  erasedCases: [],
  headsChecked: true,
  halted:
    mood === "halted"
      ? [
          { stream: "00" as never, about: "intake", code: "FL_COMMIT_CHAIN", safe: "read-until" },
          { stream: "01" as never, about: "case contact", code: "FL_SIGNATURE", safe: "nothing-read" },
        ]
      : [],
  alarms:
    mood === "halted"
      ? [
          { kind: "unknown-card", mailbox: "02" as never, seq: 3 },
          { kind: "letter-destroyed", mailbox: "03" as never, seq: 1, case: null, alias: "grey lantern" },
          {
            kind: "unproven-succession",
            mailbox: "0b".repeat(32) as never,
            from: "11".repeat(32) as never,
            by: { id: "07" as never, handle: "Marsh", me: false },
            at: now - 7_200_000,
          },
        ]
      : [],
  setAside: mood === "halted" ? 2 : 0,
  passedOver:
    mood === "halted" ? [{ about: "case contact", op: "armCheckIn" as const, why: "case-closed" as const }] : [],
  disputes: [],
  lonely: false,
  renewing: null,
  renewalsDue: 0,
  takenAway: [],
  outdated: false,
  minimumVersion: 0,
  shutOut: null,
  backups: [60, 30, 200].map((ago) => Math.floor(now / 3_600_000) - ago),
  certificate: { expires: Math.floor(now / 3_600_000) + 200, remind: mood === "halted" },
  card: { expires: Math.floor(now / 3_600_000) + 300 },
  backup: { hour: Math.floor(now / 3_600_000) - 60 },
  device: {
    since: mood === "new-device" ? null : now - 40 * 86_400_000,
    size: 4_400_000,
    failing: mood === "halted",
    damaged: mood === "halted" ? 3 : 0,
    passkey: mood === "passkey",
  },
  pending: mood === "offline" || mood === "apart" ? 3 : 0,
  unsent: [],
  undone: [],
  notTaken: [],
});

/** … and the one thread that a specialist was given to interpret. */
const withThread = (held: State, all: State): State => ({
  streams: new Map([
    ...held.streams,
    ...[...all.streams].filter(([stream, { content }]) => content.is === "thread" && !held.streams.has(stream)),
  ]),
});

const deskOf = (view: View, who: Who, mood: Mood): View => {
  if (mood === "offline" || mood === "apart")
    return { ...view, status: { ...view.status, ...apartStatus(view, mood === "apart") } };
  if (mood === "audit") return auditorsDesk(view);
  if (mood === "board") return boardDesk(view);
  if (mood === "country") return countryDesk(view);
  if (mood === "exporting") return exportingDesk(view);
  if (mood === "relocating") return relocatingDesk(view);
  if (mood === "eventful") return eventfulDesk(view);
  if (mood === "one-of-them") return oneOfThemDesk(view);
  if (mood === "unheld") return unheldDesk(view);
  if (mood === "sheltered") return shelteredDesk(view);
  if (mood === "strained") return strainedDesk(view);
  if (mood === "imported") return importedDesk(view);
  if (mood === "uncounted")
    return { ...view, cases: [], people: view.people.map((one) => ({ ...one, owns: 0, standsIn: 0 })) };
  if (mood === "never-came") return neverCameDesk(view);
  if (mood === "arrived") return arrivedDesk(view);
  if (mood === "told") return toldDesk(view);
  if (isPruneMood(mood)) return prunedDesk(view, mood);
  if (mood === "money") return moneyDesk(view);
  if (mood === "tickets" || mood === "unread-way") return ticketsDesk(view, mood === "unread-way");
  if (mood === "moving" || mood === "many-moving") return movingDesk(view, mood === "moving" ? 9 : 300);
  if (who === "godwit") return mood === "empty" ? { ...specialistsDesk(view), parts: [] } : specialistsDesk(view);
  if (mood === "night" || mood === "night-had") return nightDesk(view, mood === "night-had");
  return mood === "shared" || mood === "erasing" || mood === "frozen" ? sharedDesk(view, mood) : view;
};

export const makeHand = (
  who: Who,
  day: number,
  mood: Mood,
  count = 10_000,
): { hand: Hand; now: number; people: View["people"] } => {
  const play = playSeason(season(4, day));
  const outside = play.outsideFor(who);
  const { now } = outside;
  const member = outside.members.find(({ id }) => id === outside.me);
  if (member === undefined) throw new Error("no such member");
  // Who owns cases and stands in ladders was suspended since.
  if (mood === "out") {
    const gone = peopleView(play.state, outside).members.find(({ handle }) => handle === "Curlew")?.id;
    outside.members = outside.members.map((one) => (one.id === gone ? { ...one, standing: "suspended" } : one));
    // Of the one that was missed the server was told whom to call instead; of the others not yet.
    outside.ladders = new Map(outside.alarms.slice(0, 1).map(({ alarm }) => [alarm, ["", "", ""]]));
  }
  const commons = play.entries.find(({ operation }) => operation.op === "begin")?.stream;
  const figures = play.entries.find(
    ({ operation }) => operation.op === "begin" && operation.compartment.about === "figures",
  )?.stream;
  // Communications hold the commons and the figures, and nothing else; a specialist the commons and what is given.
  const intake = play.entries.find(
    ({ operation }) => operation.op === "begin" && operation.compartment.about === "intake",
  )?.stream;
  const plain = queueView(play.state, outside);
  const toolsOut = (): State =>
    intake === undefined
      ? play.state
      : withTools({
          state: play.state,
          intake,
          threads: plain.threads,
          member: (handle) =>
            peopleView(play.state, outside).members.find((one) => one.handle === handle)?.id ?? outside.me,
          now,
        });
  const held =
    mood === "empty"
      ? emptyState()
      : who === "avocet" || who === "godwit"
        ? foldEntries(
            emptyState(),
            play.entries.filter(({ stream }) => stream === commons || (stream === figures && who === "avocet")),
          )
        : mood === "tools"
          ? toolsOut()
          : play.state;
  // Some wrote by ways that others can read.
  outside.threads = outside.threads.map((thread, index) => {
    const via = ({ 1: "e-mail", 2: "telegram", 3: "telephone" } as const)[index % 8];
    if (via === undefined) return thread;
    return {
      ...thread,
      rows: thread.rows.map((row) => (row.letter ? { ...row, letter: { ...row.letter, via } } : row)),
    };
  });
  const seen =
    who === "avocet" || who === "godwit" || mood === "empty" ? { ...outside, threads: [], alarms: [] } : outside;
  const people = peopleView(held, seen).members;
  const me: View["me"] = { id: outside.me, role: member.role, handle: who.slice(0, 1).toUpperCase() + who.slice(1) };
  const cases = caseViews(held, seen).map((one) => ({ ...one, erasing: null, pruning: null }));
  const threads = threadViews(held, seen);
  const nothing = mood === "empty";
  const told: View = {
    now,
    me,
    today: todayView(held, seen),
    queue: queueView(held, seen),
    duty: dutyView(held, seen, threads),
    threads,
    cases,
    decisions: [...cases.flatMap(({ decisions }) => decisions), ...threads.flatMap(({ declines }) => declines)],
    people,
    parts: partViews(held, seen),
    interpretings: interpretingViews(mood === "empty" ? held : withThread(held, play.state), seen),
    ...(nothing
      ? {
          waiting: [],
          refusedSignings: [],
          invitations: [],
          erased: [],
          recovering: { lost: false, threshold: null, named: [], mine: false, members: [], waiting: [] },
        }
      : underWay(people, now, who === "dunlin")),
    fields: [...fieldViews(held, seen), ...ownFields(now, me)],
    settings: settingsView(held, seen),
    figures: who === "plover" || who === "dunlin" || who === "godwit" ? null : figuresView(held, seen),
    texts: textsView(held, seen),
    board: boardView(held, seen),
    exposure: exposureView(held, seen),
    samePeople: samePersonViews(held, seen),
    team: teamView(
      held,
      seen,
      caseViews(held, seen),
      threadViews(held, seen),
      dutyView(held, seen, threadViews(held, seen)),
    ),
    access: ownAccess(people, cases, now),
    network: networkView(held),
    pathways: pathwayViews(held, outside),
    status: mood === "alarmed" ? alarmed(statusFor(mood, now), people, now) : statusFor(mood, now),
  };
  const view = deskOf(told, who, mood);
  const refused = async (): Promise<Outcome<never>> => ({
    kind: "claimed-by-another",
    by: "0".repeat(32) as MemberId,
    until: now + 600_000,
  });
  const answers: Record<string, (id: string) => Promise<object>> = {
    ...(mood === "unread-way"
      ? {
          turnTicket: async () => ({ kind: "passed-over", why: { kind: "case-closed" } }),
          closeCase: async () => ({ kind: "done" }),
          takeBackClosing: async () => ({ kind: "stays", what: "closing", why: "not-yours" }),
        }
      : {}),
    ...(mood === "night-had"
      ? {
          acknowledgeCheckIn: async () => ({
            kind: "written-meanwhile",
            by: people.find(({ handle }) => handle === "Plover")?.id,
            at: now - 40_000,
          }),
        }
      : {}),
    bells: async () => ({ kind: "done", ...bellsTonight(now) }),
    couldRead: async (id) => ({ kind: "done", readable: couldRead(view, id) }),
    checkKey: async (key) =>
      key.length === 62
        ? { kind: "done", words: "harbor kettle meadow orbit lantern juniper acid album".split(" ") }
        : { kind: "incomplete", field: "key" },
    makeExport: async () => ({
      kind: "done",
      bytes: new Uint8Array(18_000),
      name: "case-1f2e3d4c-2017-05-09.tar.age",
      bundle: "5c".repeat(32),
      passphrase: "acid-alarm-album-amazing-anchor-apple-arrow-artist-aspect-atom",
      missing: 1,
    }),
    newPhrase: async () => ({
      kind: "done",
      phrase: "acid alarm album amazing anchor apple arrow artist",
      askedBack: [1, 4],
    }),
    beginCall: async () => ({
      kind: "done",
      words: "acid alarm album amazing anchor apple arrow artist".split(" "),
      message: "0".repeat(32),
    }),
    doTask: async () => ({ kind: "done", service: null }),
    importCase: async () => ({ kind: "done", case: view.cases[0]?.case ?? "" }),
    revealName: async () => ({ kind: "done", recorded: true }),
    changePhrase: async () => ({ kind: "done", state: "waiting" }),
    invite: async () => ({ kind: "done", code: "AQEOWm9uZGVybGluZyBjYWxscw".repeat(10), id: "1", expires: 0 }),
  };
  const act = new Proxy({} as Actions, { get: (_, name) => answers[String(name)] ?? refused });
  let searches = "";
  const hand: Hand = {
    me,
    pin: { organisation: "" as never, head: "" as never, administrators: [] },
    view: () => view,
    subscribe: () => () => undefined,
    sync: async () => undefined,
    watch: () => () => undefined,
    act,
    actOn: () => act,
    enrol: async () => ({
      kind: "done",
      id: outside.me,
      phrase: "acid alarm album amazing anchor apple arrow artist",
    }),
    forgetDevice: async () => ({ kind: "done" }),
    keepPasskey: async () => ({ kind: "done" }),
    removePasskey: async () => ({ kind: "done" }),
    keepDraft: async () => ({ kind: "done" }),
    keptDraft: async () => "",
    photo: () => ({ kind: "photo", bytes: inventedFace() }),
    looked: () => undefined,
    keepSearches: async (how) => {
      searches = how(searches);
      return { kind: "done" };
    },
    keptSearches: async () => searches,
    rowMark,
    lock: () => undefined,
  };
  return {
    hand: mood === "surge" ? surgeHand(hand, { state: held, outside: seen, threads: count }) : hand,
    now,
    people,
  };
};
