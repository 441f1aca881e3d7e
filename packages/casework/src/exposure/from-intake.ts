/** What of a case lay in the intake before the case took it, and who could read it there. */
import { type CaseLetter, lettersOf } from "../case-letters.ts";
import { HOUR } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import { type CaseState, intakeOf, type State } from "../fold/state.ts";
import { type MailboxId, NO_MAILBOX } from "../ids.ts";
import type { Outside } from "../outside.ts";
import type { Stage } from "../words.ts";
import type { ReadPart } from "./graph.ts";

type Looking = { state: State; outside: Outside };

/** Each mailbox of the party, and when it left the intake. */
const leavings = ({ opened, mailboxes, events }: ContactState): { mailbox: MailboxId; at: number; first: boolean }[] =>
  mailboxes.flatMap((mailbox, place) => {
    const linked = events.find(({ operation }) => operation.op === "linkMailbox" && operation.mailbox === mailbox);
    const at = linked?.at ?? opened?.at;
    return mailbox === NO_MAILBOX || at === undefined ? [] : [{ mailbox, at, first: place === 0 }];
  });

type Lay = {
  /** ms at which it was taken, with all that lay there. */
  at: number;
  letters: CaseLetter[];
  /** Nobody has said which letters: whoever looks was given the case after they had come. */
  untold: boolean;
};

const layIn = ({ contact }: CaseState, { state, outside }: Looking): Lay[] => {
  const { threads } = intakeOf(state);
  const all = lettersOf(contact, outside.threads);
  return leavings(contact).map(({ mailbox, at, first }) => {
    const taken = threads.get(mailbox)?.takenInto ?? null;
    const own = all.filter((letter) => letter.mailbox === mailbox);
    const letters = own.filter(({ row }) => (taken === null ? row.hour * HOUR <= at : row.seq <= taken.upTo));
    return { at, letters, untold: letters.length === 0 && (taken === null ? first : taken.upTo > 0) };
  });
};

const hourOf = ({ row }: CaseLetter): number => row.hour * HOUR;

/** Their keys open it, and it lay there while they read. */
const couldOpen = (letter: CaseLetter, { from, to, since }: ReadPart, taken: number): boolean =>
  (to === null || hourOf(letter) <= to) &&
  (from === null || hourOf(letter) + HOUR > from) &&
  (since === undefined || since <= taken);

/** It lay there, under keys of before; or its rows were gone and only what the team had written there was left. */
const mayHaveRead = (letter: CaseLetter, { from, to }: ReadPart, taken: number): boolean =>
  (to === null || hourOf(letter) <= to) && (from === null || from <= taken);

/**
 * Whether whoever read these stretches of the intake could read letters of this case there. `cost` as in a hop: one less
 * sure where the party has been elsewhere since.
 */
export const inIntake = (
  one: CaseState,
  intake: readonly ReadPart[],
  looking: Looking & { at: number },
): { parts: ReadPart[]; cost: number } | null => {
  if (intake.length === 0) return null;
  const lay = layIn(one, looking);
  const sure = intake.filter((part) =>
    lay.some(({ at, letters }) => letters.some((each) => couldOpen(each, part, at))),
  );
  if (sure.length > 0) return { parts: sure, cost: isWhereTheyWrote(one, looking.at) ? 1 : 2 };
  const perhaps = intake.filter((part) =>
    lay.some(
      ({ at, letters, untold }) =>
        (untold && (part.from === null || part.from <= at)) || letters.some((each) => mayHaveRead(each, part, at)),
    ),
  );
  return perhaps.length > 0 ? { parts: perhaps, cost: 3 } : null;
};

const BROUGHT: ReadonlySet<Stage> = new Set(["evacuating", "sheltered", "relocating", "abroad", "settled"]);

/** Nobody had brought them anywhere by then, as far as the case knows. */
export const isWhereTheyWrote = ({ contact: { moves, uses } }: CaseState, at: number): boolean =>
  !moves.some((move) => move.at <= at && BROUGHT.has(move.to)) &&
  ![...uses.values()].some(({ as, from, withdrawn }) => as === "stayed" && withdrawn === null && from <= at);

/** A letter that answered where they are, and that whoever read these stretches could read: in the intake, or kept in the case. */
export const saidWhere = (one: CaseState, parts: readonly ReadPart[], looking: Looking): boolean => {
  const says = ({ row }: CaseLetter) => (row.letter?.answers.where ?? "").trim() !== "";
  const intake = parts.filter(({ part }) => part === "intake");
  const spine = parts.filter(({ part }) => part === "contact");
  return (
    layIn(one, looking).some(({ at, letters }) =>
      letters.some((each) => says(each) && intake.some((part) => couldOpen(each, part, at))),
    ) ||
    lettersOf(one.contact, looking.outside.threads).some(
      (each) => says(each) && spine.some((part) => couldOpen(each, part, Number.POSITIVE_INFINITY)),
    )
  );
};
