/**
 * A hand without keys or server: an invented season, folded in this page. What it does is answered and not done,
 * so that every screen and every refusal can be looked at. Not shipped.
 */
import {
  caseViews,
  emptyState,
  figuresView,
  foldEntries,
  type MemberId,
  peopleView,
  playSeason,
  queueView,
  season,
  settingsView,
  threadViews,
  todayView,
} from "@fairlead/casework";
import type { Actions, Hand, Outcome, StatusView, View } from "@fairlead/client";
import { type Shared, sharedDesk, specialistsDesk } from "./shared.ts";

export type Who = "wren" | "heron" | "plover" | "siskin" | "avocet" | "dunlin" | "godwit";
export type Mood = "well" | "halted" | "offline" | "empty" | Shared;

const statusFor = (mood: Mood, now: number): StatusView => ({
  organisation: mood === "empty" ? "" : "Pereprava",
  words: ["juniper", "harbor", "lantern", "meadow", "kettle", "orbit"],
  syncedAt: now - 12_000,
  online: mood !== "offline",
  refused: null,
  headsChecked: true,
  halted:
    mood === "halted"
      ? [
          { stream: "00" as never, about: "intake", code: "FL_COMMIT_CHAIN", safe: "read-until" },
          { stream: "01" as never, about: "case contact", code: "FL_SIGNATURE", safe: "nothing-read" },
        ]
      : [],
  alarms: mood === "halted" ? [{ kind: "unknown-card", mailbox: "02" as never, seq: 3 }] : [],
  setAside: mood === "halted" ? 2 : 0,
  disputes: [],
  lonely: false,
  renewing: null,
  renewalsDue: 0,
  takenAway: [],
  outdated: false,
  shutOut: null,
  backups: [],
  device: null,
  certificate: { expires: Math.floor(now / 3_600_000) + 200, remind: mood === "halted" },
  card: { expires: Math.floor(now / 3_600_000) + 300 },
  backup: { hour: Math.floor(now / 3_600_000) - 60 },
  pending: mood === "offline" ? 2 : 0,
  undone: mood === "offline" ? [{ at: now - 600_000, refusal: { kind: "thread-in-case" } }] : [],
});

const deskOf = (view: View, who: Who, mood: Mood): View => {
  if (who === "godwit") return mood === "empty" ? { ...specialistsDesk(view), parts: [] } : specialistsDesk(view);
  return mood === "shared" || mood === "erasing" || mood === "frozen" ? sharedDesk(view, mood) : view;
};

export const makeHand = (who: Who, day: number, mood: Mood): { hand: Hand; now: number } => {
  const play = playSeason(season(4, day));
  const outside = play.outsideFor(who);
  const { now } = outside;
  const member = outside.members.find(({ id }) => id === outside.me);
  if (member === undefined) throw new Error("no such member");
  const commons = play.entries.find(({ operation }) => operation.op === "begin")?.stream;
  const figures = play.entries.find(
    ({ operation }) => operation.op === "begin" && operation.compartment.about === "figures",
  )?.stream;
  // Communications hold the commons and the figures, and nothing else; a specialist the commons and what is given.
  const held =
    mood === "empty"
      ? emptyState()
      : who === "avocet" || who === "godwit"
        ? foldEntries(
            emptyState(),
            play.entries.filter(({ stream }) => stream === commons || (stream === figures && who === "avocet")),
          )
        : play.state;
  const seen =
    who === "avocet" || who === "godwit" || mood === "empty" ? { ...outside, threads: [], alarms: [] } : outside;
  const people = peopleView(held, seen).members;
  const me: View["me"] = { id: outside.me, role: member.role, handle: who.slice(0, 1).toUpperCase() + who.slice(1) };
  const cases = caseViews(held, seen).map((one) => ({ ...one, erasing: null }));
  const told: View = {
    now,
    me,
    today: todayView(held, seen),
    queue: queueView(held, seen),
    threads: threadViews(held, seen),
    cases,
    decisions: cases.flatMap(({ decisions }) => decisions),
    people,
    parts: [],
    waiting: [],
    invitations: [],
    recovering: { lost: false, threshold: null, named: [], mine: false, waiting: [] },
    erased: [],
    settings: settingsView(held, seen),
    figures: who === "plover" || who === "dunlin" || who === "godwit" ? null : figuresView(held, seen),
    status: statusFor(mood, now),
  };
  const view = deskOf(told, who, mood);
  const refused = async (): Promise<Outcome<never>> => ({
    kind: "claimed-by-another",
    by: "0".repeat(32) as MemberId,
    until: now + 600_000,
  });
  const act = new Proxy({} as Actions, { get: () => refused });
  const hand: Hand = {
    me,
    pin: { organisation: "" as never, head: "" as never, administrators: [] },
    view: () => view,
    subscribe: () => () => undefined,
    sync: async () => undefined,
    watch: () => () => undefined,
    act,
    enrol: async () => ({
      kind: "done",
      id: outside.me,
      phrase: "acid alarm album amazing anchor apple arrow artist",
    }),
    lock: () => undefined,
    forgetDevice: async () => ({ kind: "done" }),
  };
  return { hand, now };
};
