/**
 * Plays a surge against the fold and the queue, with a clock of its own and twelve people who claim and answer. What the
 * queue must look like is worked out here a second time, from what the surge itself says of its letters, by the table
 * at the head of `queue.ts`.
 */

import {
  type Entry,
  emptyState,
  foldEntries,
  HOUR,
  intakeOf,
  type MemberId,
  MINUTE,
  type Operation,
  type Outside,
  queueView,
  type Role,
  type RowSeen,
  type State,
  type StreamId,
  type Surge,
  type SurgeLetter,
  type ThreadSeen,
  type ThreadView,
  threadReader,
  threadViews,
} from "../src/index.ts";
import { chanceFor } from "../src/season/chance.ts";
import { playId } from "../src/season/ids.ts";

export const HOURS = 24;
/** The clock goes in steps: in each one letters come, answers go out, the queue is looked at, and threads are taken. */
export const STEP = 2 * MINUTE;
const OPERATORS = 12;
const CLAIM = 20 * MINUTE;
const INTAKE = "a".repeat(32) as StreamId;
const operator = (n: number) => n.toString(16).padStart(32, "0") as MemberId;
const TEAM = Array.from({ length: OPERATORS }, (_, n) => operator(n + 1));

type Hands = { busyUntil: number; has: number | null; sleeps: boolean };

/** What the queue should know of one caller, by what we made up about him. */
type Truth = {
  letters: SurgeLetter[];
  /** Highest seq that an answer covered; that a set urgency covered. */
  answered: number;
  judged: { level: "soon" | "later"; seen: number; at: number } | null;
  claimedUntil: number;
};

/** Known from before, and nothing written today. */
const SILENT: Truth = { letters: [], answered: 0, judged: null, claimedUntil: 0 };

const ASK_AGAIN = { soon: 12 * HOUR, later: 7 * 24 * HOUR };

const within = (letter: SurgeLetter): number => {
  const hour = Math.floor(letter.at / HOUR) * HOUR;
  return Math.min(Math.max(letter.phone, hour), hour + HOUR - 1);
};

/** What of the table does not depend on the clock: the band now, from when on another one, and who waits since when. */
type Standing = { band: number; agesAt: number; since: number | null };
const standings = new WeakMap<Truth, Standing>();

const standingOf = (truth: Truth): Standing => {
  const { letters, answered, judged } = truth;
  const open = letters.filter(
    ({ seq, tap, text, answers }) => seq > answered && !(tap === "safe" && text === "" && answers.danger === undefined),
  );
  const since = open.length === 0 ? null : Math.min(...open.map(within));
  const never = Number.POSITIVE_INFINITY;
  if (letters.some(({ seq, danger }) => danger && (judged === null || seq > judged.seen))) {
    const unanswered = letters.some(({ seq, danger }) => danger && seq > answered);
    return { band: unanswered ? 5 : 4, agesAt: never, since };
  }
  if (since === null) return { band: 0, agesAt: never, since };
  const said = letters.filter(({ answers }) => answers.danger !== undefined);
  const alarming = said.filter(({ answers }) => answers.danger !== "no");
  const last = (alarming.length > 0 ? alarming : said).at(-1);
  const level = judged?.level ?? ({ soon: "soon", no: "later" } as const)[String(last?.answers.danger)];
  if (level === undefined) return { band: 3, agesAt: never, since };
  const at = judged?.at ?? within(last as SurgeLetter);
  return { band: level === "soon" ? 2 : 1, agesAt: at + ASK_AGAIN[level], since };
};

/** The score by the table. */
const documented = (truth: Truth, now: number): number => {
  let standing = standings.get(truth);
  if (standing === undefined) {
    standing = standingOf(truth);
    standings.set(truth, standing);
  }
  const { band, agesAt, since } = standing;
  const minutes = since === null ? 0 : Math.floor(Math.max(0, now - since) / MINUTE) + 1;
  return (agesAt <= now ? 3 : band) * 10_000_000 + minutes;
};
const NOW_BAND = 40_000_000;

export type Night = {
  looks: number;
  wrong: string[];
  dangerAnswered: number;
  dangerUnanswered: number[];
  shown: number;
  refusedClaims: number;
  sleptOver: number;
  log: string[];
};

export const playSurge = (told: Surge): Night => {
  const chance = chanceFor(told.letters.length, 60_000);
  const read = threadReader();
  const night: Night = {
    looks: 0,
    wrong: [],
    dangerAnswered: 0,
    dangerUnanswered: [],
    shown: 0,
    refusedClaims: 0,
    sleptOver: 0,
    log: [],
  };
  const callerOf = new Map<string, number>();
  const mailboxOf = new Map<number, ReturnType<typeof playId.mailbox>>();
  for (const { caller } of told.letters) mailboxOf.set(caller, playId.mailbox(caller));
  for (const [caller, mailbox] of mailboxOf) callerOf.set(mailbox, caller);
  const truths = new Map<number, Truth>();
  const rows = new Map<number, ThreadSeen>();
  const present = new Set([...told.closedBefore, ...told.agreed.keys()]);
  const team: Hands[] = TEAM.map(() => ({ busyUntil: 0, has: null, sleeps: false }));
  let state: State = emptyState();
  let seq = 0;
  const write = (written: { by: MemberId; at: number; operation: Operation }[], role: Role = "operator"): void => {
    const entries = written.map(({ by, at, operation }): Entry => {
      const entry = { stream: INTAKE, seq, author: by, role, at, operation };
      seq += 1;
      return entry;
    });
    state = foldEntries(state, entries);
  };
  const box = (caller: number) => mailboxOf.get(caller) as ReturnType<typeof playId.mailbox>;

  // Before the day begins: what was agreed with some, and who had been helped and closed.
  const evening = told.from - HOUR;
  const first = TEAM[0] as MemberId;
  write([{ by: first, at: evening, operation: { op: "begin", compartment: { about: "intake" } } }], "administrator");
  write([
    ...[...told.agreed].map(([caller, danger]) => ({
      by: first,
      at: evening,
      operation: { op: "agreeSignals" as const, mailbox: box(caller), safe: null, danger },
    })),
    ...told.closedBefore.map((caller) => ({
      by: first,
      at: evening,
      operation: {
        op: "closeThread" as const,
        mailbox: box(caller),
        outcome: "answered" as const,
        note: "",
        eraseAfterDays: 30,
        seen: 0,
      },
    })),
  ]);

  const arrive = (letter: SurgeLetter): void => {
    const { caller, seq: place, at, phone, language, text, answers, tap, onArrival } = letter;
    const before = rows.get(caller);
    const row: RowSeen = {
      seq: place,
      hash: `${caller}/${place}` as RowSeen["hash"],
      direction: "to-team",
      hour: Math.floor(at / HOUR),
      onArrival,
      expiredCard: false,
      letter: { language, text, answers, tap, at: phone },
    };
    // A retry is the same row: the server keeps it once.
    if (before?.rows.some(({ hash }) => hash === row.hash)) return;
    present.add(caller);
    rows.set(caller, { mailbox: box(caller), desk: INTAKE, unread: 0, rows: [...(before?.rows ?? []), row] });
    const truth = truths.get(caller) ?? SILENT;
    truths.set(caller, { ...truth, letters: [...truth.letters, letter] });
  };
  const outside = (now: number): Outside => ({
    now,
    me: first,
    members: TEAM.map((id) => ({ id, role: "operator", standing: "active" })),
    threads: [...rows.values()],
    alarms: [],
    readers: new Map(),
    erasures: new Map(),
  });

  const arrivals = told.letters
    .flatMap((letter) => (letter.again === 0 ? [letter] : [letter, { ...letter, at: letter.at + letter.again }]))
    .toSorted((a, b) => a.at - b.at);
  let come = 0;
  let screen: readonly ThreadView[] = [];
  for (let now = told.from + STEP; now <= told.from + HOURS * HOUR; now += STEP) {
    for (let letter = arrivals[come]; letter !== undefined && letter.at <= now; letter = arrivals[come]) {
      arrive(letter);
      come += 1;
    }
    // Whoever has finished answers, gives back what he held, and says how soon it should be looked at again.
    const said: { by: MemberId; at: number; operation: Operation }[] = [];
    const done: number[] = [];
    for (const [n, hands] of team.entries()) {
      if (hands.has === null || hands.busyUntil > now) continue;
      const [by, caller] = [TEAM[n] as MemberId, hands.has];
      hands.has = null;
      if (hands.sleeps) {
        hands.sleeps = false;
        night.sleptOver += 1;
        continue;
      }
      const truth = truths.get(caller) as Truth;
      const seen = truth.letters.length;
      const mailbox = box(caller);
      const answer = {
        message: `${caller}/${now}`,
        seen,
        text: "answered",
        standing: false,
        until: null,
        checkInBy: null,
      };
      said.push({ by, at: now, operation: { op: "answerThread", mailbox, ...answer } });
      const level = chance.in(0.5) ? ("soon" as const) : null;
      if (level !== null)
        said.push({ by, at: now, operation: { op: "setUrgency", mailbox, urgency: level, reason: "asked", seen } });
      said.push({ by, at: now, operation: { op: "releaseThread", mailbox } });
      truths.set(caller, {
        ...truth,
        answered: seen,
        judged: level === null ? truth.judged : { level, seen, at: now },
        claimedUntil: 0,
      });
      done.push(caller);
      night.log.push(`${now} ${n} answers ${caller}`);
    }
    write(said);

    screen = read(state, outside(now));
    night.looks += 1;
    check(screen, now);

    // Whoever is free takes the first one that waits and that nobody holds; who is told that a colleague was quicker
    // takes the next.
    const free = team.flatMap((hands, n) => (hands.has === null && hands.busyUntil <= now ? [n] : []));
    const open = screen.filter(({ waitingSince, claim }) => waitingSince !== null && claim === null);
    const taken = new Set<number>();
    let next = 0;
    for (let asking = free; asking.length > 0 && next < open.length; ) {
      const wanted = new Map<number, number[]>();
      for (const n of asking) {
        // Every tenth looks at a list in which the last one still seems to be free.
        if (wanted.size === 0 || !chance.in(0.1)) next += 1;
        const thread = open[next - 1];
        if (thread === undefined) break;
        const caller = callerOf.get(thread.mailbox) as number;
        wanted.set(caller, [...(wanted.get(caller) ?? []), n]);
      }
      asking = take(wanted, now).filter((n) => asking.includes(n));
      for (const caller of wanted.keys()) taken.add(caller);
    }
    leftBehind(taken, now);
  }

  /** Everybody claims what he wants; the fold decides. @returns who was refused */
  function take(wanted: ReadonlyMap<number, readonly number[]>, now: number): number[] {
    const claims: { by: MemberId; at: number; operation: Operation }[] = [];
    for (const [caller, takers] of wanted) {
      const mailbox = box(caller);
      for (const [turn, n] of takers.entries()) {
        const by = TEAM[n] as MemberId;
        if (turn === 0 && intakeOf(state).threads.get(mailbox)?.closed != null)
          claims.push({ by, at: now, operation: { op: "reopenThread", mailbox, reason: "" } });
        claims.push({ by, at: now, operation: { op: "claimThread", mailbox, until: now + CLAIM } });
      }
    }
    write(claims);
    return [...wanted].flatMap(([caller, takers]) => {
      const holder = intakeOf(state).threads.get(box(caller))?.claim?.by;
      for (const n of takers.filter((one) => TEAM[one] === holder)) {
        const sleeps = chance.in(0.01);
        team[n] = { has: caller, sleeps, busyUntil: now + (sleeps ? CLAIM : chance.between(2, 4) * MINUTE) };
        truths.set(caller, { ...(truths.get(caller) ?? SILENT), claimedUntil: now + CLAIM });
        night.log.push(`${now} ${n} takes ${caller}`);
      }
      const refused = takers.filter((one) => TEAM[one] !== holder);
      night.refusedClaims += refused.length;
      return refused;
    });
  }

  /** Whoever took something took nothing below somebody who waits, and whom nobody has. */
  function leftBehind(taken: ReadonlySet<number>, now: number): void {
    if (taken.size === 0) return;
    const scoreOf = (caller: number): number => documented(truths.get(caller) ?? SILENT, now);
    const lowest = Math.min(...[...taken].map(scoreOf));
    for (const [caller, truth] of truths) {
      if (documented(truth, now) <= lowest || truth.claimedUntil > now || taken.has(caller)) continue;
      if (standings.get(truth)?.since !== null)
        night.wrong.push(`${now}: ${caller} waits, and something lower was taken`);
    }
  }

  function check(views: readonly ThreadView[], now: number): void {
    if (views.length !== present.size) night.wrong.push(`${now}: ${views.length} threads are shown of ${present.size}`);
    let above = Number.POSITIVE_INFINITY;
    for (const view of views) {
      if (view.standing === "closed") continue;
      const caller = callerOf.get(view.mailbox) as number;
      const score = documented(truths.get(caller) ?? SILENT, now);
      if (view.score !== score) night.wrong.push(`${now}: ${caller} has ${view.score}, the table says ${score}`);
      if (score > above) night.wrong.push(`${now}: ${caller} stands too low`);
      if (score >= NOW_BAND !== (view.urgency.level === "now"))
        night.wrong.push(`${now}: ${caller} is not shown as now`);
      above = score;
    }
  }

  // Told incrementally all day: read once from nothing, it is the same.
  const now = told.from + HOURS * HOUR;
  if (JSON.stringify(threadViews(state, outside(now))) !== JSON.stringify(read(state, outside(now))))
    night.wrong.push("read from nothing, the queue is another one");
  night.shown = queueView(state, outside(now), [...screen]).threads.length;
  for (const [caller, truth] of truths) {
    const last = truth.letters.findLast(({ danger }) => danger);
    if (last === undefined) continue;
    if (truth.answered >= last.seq) night.dangerAnswered += 1;
    // Written in the last half hour of the day, or while an answer was under way: somebody has it in hand.
    else if (last.at < now - 30 * MINUTE && truth.claimedUntil <= now) night.dangerUnanswered.push(caller);
  }
  return night;
};
