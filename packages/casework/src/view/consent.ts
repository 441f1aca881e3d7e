import { DAY } from "../day.ts";
import type { ConsentRecord, ConsentVersion } from "../fold/consent.ts";
import type { CaseState } from "../fold/state.ts";
import type { ApplicationId, CaseId, ConsentId, DecisionId, Hash, PhotoId, TicketId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { namedIn, noSince } from "../plan/forbidden.ts";
import type { ResponseStatus } from "../plan/words.ts";
import type { ApplicationState } from "../relocation/operation.ts";
import { type ConsentStanding, consentStanding, covered, covers, lastDay, wasRefused } from "../rule/consent.ts";
import { stepOf } from "../ticket/shown.ts";
import type { BundleView, DecisionView, PartView, PersonRef } from "../view.ts";
import type { CasePart, ConsentPurpose, ConsentWay, Covered } from "../words.ts";
import type { Names } from "./person.ts";

/** One thing that was said: a yes to so much, or a no. */
export type ConsentVersionView = { at: number; by: PersonRef; how: ConsentWay; words: string } & (
  | { kind: "given"; covers: readonly Covered[]; row: Hash | null; until: number | null }
  | { kind: "withdrawn" }
);

/** What was done because of a consent. `ended`: it should not go on, and what is to be done about it. */
export type RestsView =
  | {
      kind: "referral";
      referral: string;
      to: string;
      at: number;
      /** They were told to stop, and what they said. */
      stopped: { at: number; by: PersonRef; note: string } | null;
      due: boolean;
    }
  | {
      /** A partner was asked to take them, in a part that this reader holds. Over once it is withdrawn, and they were told. */
      kind: "application";
      application: ApplicationId;
      name: string;
      state: ApplicationState;
      /** The partner has it before them. */
      out: boolean;
      /** … with what was said to them and by whom; null: it is not withdrawn. */
      told: { at: number; by: PersonRef; note: string } | null;
      due: boolean;
    }
  | {
      kind: "share";
      part: CasePart;
      person: PersonRef;
      at: number;
      /** Reads what was written since then; null: everything. */
      from: number | null;
      /** Reads it still. What was readable until it is taken stays read. [P5] */
      reads: boolean;
      due: boolean;
    }
  | {
      /** Who drives them, comes along or takes them in. */
      kind: "ticket";
      ticket: TicketId;
      who: string;
      /** ms of the meeting. */
      at: number;
      held: boolean;
      due: boolean;
    }
  | {
      /** A face that this reader's parts keep. It stops by itself: after a no nobody is shown it, adds or exports one. */
      kind: "photo";
      photo: PhotoId;
      part: CasePart;
      person: string;
      by: PersonRef;
      at: number;
      shown: boolean;
      /** It rests on this consent; false: on none, and a no of anybody counts for it. */
      named: boolean;
      due: false;
    }
  | {
      /** An export that may still be made, or made again. It stops by itself: once the consent has ended, nobody can make it. */
      kind: "export";
      decision: DecisionId;
      approved: boolean;
      expires: number;
      /** The person allows it still, as it was proposed. */
      stands: boolean;
      due: false;
    }
  | {
      /** What was agreed for a bad day names them: told, or rung. Over once it is agreed anew. */
      kind: "response";
      status: ResponseStatus;
      due: boolean;
    }
  | (BundleView & {
      /** A sealed bundle that has left. It is not called back; whoever has it can be asked to destroy it. */
      kind: "bundle";
      covers: readonly Covered[];
      due: boolean;
    });

export type ConsentView = {
  consent: ConsentId;
  purpose: ConsentPurpose;
  recipient: string;
  standing: ConsentStanding;
  /** Asked once, and they said no: there was never a yes that could be withdrawn. */
  refused: boolean;
  covers: readonly Covered[];
  /** The last day on which it holds (whole days since 1970, UTC); null: until it is withdrawn. */
  until: number | null;
  /** It ends by itself within a week: time to ask again. */
  endsSoon: boolean;
  version: number;
  now: ConsentVersionView;
  /** Newest first. */
  earlier: ConsentVersionView[];
  rests: RestsView[];
  /** How many of them go on although it has ended. */
  due: number;
};

const ENDS_SOON = 7 * DAY;

const versionView = (version: ConsentVersion, names: Names): ConsentVersionView => {
  const said = { at: version.at, by: names(version.by), how: version.how };
  if (version.kind === "withdrawn") return { kind: "withdrawn", ...said, words: version.why };
  const { covers, words, row, until } = version;
  return { kind: "given", ...said, covers, words, row: row ?? null, until };
};

/** The no of a first asking is written twice, for older clients. */
const saidIn = ({ versions }: ConsentRecord): readonly ConsentVersion[] =>
  versions.filter((version, n) => n === 0 || version.kind === "given" || version.refused !== true);

type Known = {
  known: CaseState;
  decisions: readonly DecisionView[];
  parts: readonly PartView[];
  outside: Outside;
  names: Names;
};

const restsOn = (record: ConsentRecord, { known, decisions, parts: held, outside, names }: Known): RestsView[] => {
  const { contact, parts } = known;
  const ended = consentStanding(record, outside.now) !== "given";
  const referrals = contact.provision.referrals
    .filter(({ rests }) => rests === record.consent)
    .map(({ referral, to, at, stopped }): RestsView => {
      const told = stopped && { at: stopped.at, by: names(stopped.by), note: stopped.note };
      return { kind: "referral", referral, to, at, stopped: told, due: ended && stopped === null };
    });
  const shared = contact.consent.shared
    .filter(({ consent }) => consent === record.consent)
    .map(({ part, member, at }): RestsView => {
      const stream = parts.find((held) => held.part === part)?.stream;
      const reader =
        stream === undefined ? undefined : outside.readers.get(stream)?.find((one) => one.member === member);
      const stops = ended || !covers(record, part);
      // Of a part that this reader does not hold, the spine's word is all there is.
      const reads = stream === undefined || reader !== undefined;
      return {
        kind: "share",
        part,
        person: names(member),
        at,
        from: reader === undefined ? at : reader.from,
        reads,
        due: reads && stops,
      };
    });
  return [
    ...shared,
    ...referrals,
    ...applicationsOn(record, held, ended),
    ...decisions.flatMap((decision) => exportsOn(record, decision, ended, outside.now)),
    ...responsesOn(record, contact),
    ...(record.purpose === "journey" ? ticketsOn(ended, contact, outside.now) : []),
    ...(record.purpose === "photograph" ? facesOn(record, held) : []),
  ];
};

const applicationsOn = (record: ConsentRecord, parts: readonly PartView[], ended: boolean): RestsView[] =>
  parts
    .flatMap(({ applications }) => applications)
    .filter(({ rests }) => rests === record.consent)
    .map(({ application, name, state, out, steps: [last] }): RestsView => {
      const told = state === "withdrawn" && last ? { at: last.at, by: last.by, note: last.note } : null;
      return { kind: "application", application, name, state, out, told, due: ended && out };
    });

/** Of a closed case nothing is agreed any more. */
const responsesOn = (record: ConsentRecord, { plan, closed }: CaseState["contact"]): RestsView[] =>
  [...plan.responses.values()]
    .filter((response) => namedIn(response, record).length > 0)
    .map((response) => ({
      kind: "response",
      status: response.status,
      due: closed === null && noSince(response, record) !== null,
    }));

/** The bundles of one export that have left, newest first, and before them whether another can be made. */
const exportsOn = (record: ConsentRecord, decision: DecisionView, ended: boolean, now: number): RestsView[] => {
  const { decision: id, state, expires, export: leaves } = decision;
  if (leaves?.consent !== record.consent) return [];
  const { covers: left, stands, made } = leaves;
  const allowed = covered(record);
  const stops = ended || left.some((one) => !allowed.includes(one));
  const open = state === "waiting" || (state === "approved" && expires >= now);
  const bundles = made.map(
    (bundle): RestsView => ({ kind: "bundle", ...bundle, covers: left, due: stops && !isSettled(record, bundle) }),
  );
  const approved = state === "approved";
  return [
    ...(open ? [{ kind: "export" as const, decision: id, approved, expires, stands, due: false as const }] : []),
    ...bundles,
  ];
};

/** What is destroyed stays so. Who kept it after one no is asked again after the next. */
const isSettled = ({ versions }: ConsentRecord, { asked }: BundleView): boolean =>
  asked !== null &&
  asked.answer !== "waiting" &&
  (asked.answer === "destroyed" || asked.at >= (versions.at(-1)?.at ?? 0));

/** Those that name it, and those that name none: for them a no of one counts like a no of all. */
const facesOn = (record: ConsentRecord, parts: readonly PartView[]): RestsView[] =>
  parts.flatMap(({ part, photos }) =>
    photos
      .filter(({ shows, removed }) => shows === "person" && removed === null)
      .filter(({ rests = record.consent }) => rests === record.consent)
      .map(({ photo, person, by, at, stopped, rests }): RestsView => {
        const named = rests !== undefined;
        return { kind: "photo", photo, part, person, by, at, shown: stopped === null, named, due: false };
      }),
  );

/** All that is still to be driven: a leg names no person, and no consent. */
const ticketsOn = (ended: boolean, { tickets }: CaseState["contact"], now: number): RestsView[] =>
  [...tickets.values()]
    .filter((one) => one.state !== "cancelled" && now < one.said.ends && stepOf(one) !== "handed-over")
    .map(({ ticket, who, said, state }) => {
      const held = state === "held";
      return { kind: "ticket", ticket, who, at: said.at, held, due: ended && !held };
    });

/** What the person allows: what has ended and still goes on first, then what holds, then the rest. */
export const consentViews = (all: Known): ConsentView[] =>
  [...all.known.contact.consent.records.values()]
    .flatMap((record): ConsentView[] => {
      const [now, ...earlier] = saidIn(record)
        .map((version) => versionView(version, all.names))
        .toReversed();
      if (now === undefined) return [];
      const standing = consentStanding(record, all.outside.now);
      const until = now.kind === "given" ? now.until : null;
      const rests = restsOn(record, all);
      return [
        {
          consent: record.consent,
          purpose: record.purpose,
          recipient: record.recipient,
          standing,
          refused: wasRefused(record),
          covers: covered(record),
          until,
          endsSoon: standing === "given" && until !== null && lastDay(until) - all.outside.now < ENDS_SOON,
          version: record.versions.length,
          now,
          earlier,
          rests,
          due: rests.filter(({ due }) => due).length,
        },
      ];
    })
    .toSorted(
      (a, b) =>
        Number(b.due > 0) - Number(a.due > 0) ||
        Number(b.standing === "given") - Number(a.standing === "given") ||
        b.now.at - a.now.at,
    );

/** On *Today*: what goes on although the person has said no, and what is to be asked again. */
export type ConsentDue = {
  case: CaseId;
  alias: string;
  consent: ConsentId;
  purpose: ConsentPurpose;
  recipient: string;
  standing: ConsentStanding;
  /** How many things go on; 0: it ends soon, or has run out. */
  due: number;
  until: number | null;
};

/** It ends soon, or ran out and nobody has heard since whether it holds on. */
export const asksAgain = ({ standing, endsSoon }: Pick<ConsentView, "standing" | "endsSoon">): boolean =>
  endsSoon || standing === "expired";

type Of = { case: CaseId; alias: string; closed: object | null; consents: readonly ConsentView[] };

export const consentsDue = (cases: readonly Of[]): ConsentDue[] =>
  cases
    .flatMap((one) =>
      one.consents
        .filter((said) => said.due > 0 || (one.closed === null && asksAgain(said)))
        .map(({ consent, purpose, recipient, standing, due, until }) => ({
          case: one.case,
          alias: one.alias,
          consent,
          purpose,
          recipient,
          standing,
          due,
          until,
        })),
    )
    .toSorted((a, b) => Number(b.due > 0) - Number(a.due > 0) || (a.until ?? 0) - (b.until ?? 0));
