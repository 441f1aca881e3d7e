/**
 * Whom an agreed response names although the person has said no to them since. The response was agreed while they could be
 * asked; whoever opens it at night must not ring her for whom they said it no longer.
 */
import type { ConsentRecord } from "../fold/consent.ts";
import type { ResponseRecord } from "../fold/plan.ts";
import type { ConsentId } from "../ids.ts";
import type { ConsentPurpose } from "../words.ts";

/** Given to somebody by name. What is done with them themselves names nobody who could be rung. */
const NAMES_SOMEBODY: ReadonlySet<ConsentPurpose> = new Set([
  "relative",
  "lawyer",
  "doctor",
  "psychologist",
  "referral",
  "other",
]);

/** Words that can tell somebody from somebody else: names, however short, and what somebody is. */
const wordsOf = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 3 || (word.length > 1 && /^\p{Lu}/u.test(word)))
    .map((word) => word.toLocaleLowerCase());

/** As written, or as a case bends it: *Амина*, *Амине*. */
const isOneWord = (one: string, other: string): boolean => {
  const least = Math.min(one.length, other.length);
  let same = 0;
  while (same < least && one[same] === other[same]) same += 1;
  return same >= Math.max(Math.min(3, least), Math.max(one.length, other.length) - 2);
};

/**
 * Whether a line may mean them: one word that can tell people apart is enough. A line too many is read once more; one too few is rung.
 */
export const mayMean = (line: string, recipient: string): boolean => {
  const words = wordsOf(line);
  return wordsOf(recipient).some((name) => words.some((word) => isOneWord(word, name)));
};

const LINES = ["lawyer", "tell", "text"] as const;

type Response = Pick<ResponseRecord, "lawyer" | "tell" | "text" | "tasks" | "publicity" | "agreedAt">;

/** `line`: of the tasks, which. */
export type Forbidden = {
  where: (typeof LINES)[number] | "tasks" | "publicity";
  line: number;
  consent: ConsentId;
  recipient: string;
  at: number;
};

/** Where it names whoever a consent was given for; and that all are told, where a consent was about that. */
export const namedIn = (
  response: Response,
  { purpose, recipient }: ConsentRecord,
): Pick<Forbidden, "where" | "line">[] => {
  if (purpose === "testimony-publish")
    return response.publicity === "publicity" ? [{ where: "publicity", line: 0 }] : [];
  return NAMES_SOMEBODY.has(purpose)
    ? [
        ...LINES.filter((where) => mayMean(response[where], recipient)).map((where) => ({ where, line: 0 })),
        ...response.tasks.flatMap((task, line) =>
          mayMean(task, recipient) ? [{ where: "tasks" as const, line }] : [],
        ),
      ]
    : [];
};

/** The no to it, if it was said since the response was agreed: whoever agreed after it knew what they said. */
export const noSince = ({ agreedAt }: Response, { versions }: ConsentRecord): { at: number } | null => {
  const newest = versions.at(-1);
  return newest?.kind === "withdrawn" && newest.at >= agreedAt ? newest : null;
};

/** Every line of it that they have forbidden since. */
export const forbiddenIn = (response: Response, records: Iterable<ConsentRecord>): Forbidden[] =>
  [...records].flatMap((record) => {
    const no = noSince(response, record);
    if (no === null) return [];
    const { consent, recipient } = record;
    return namedIn(response, record).map((place) => ({ ...place, consent, recipient, at: no.at }));
  });
