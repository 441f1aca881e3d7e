import type { MemberId, RefusedSigningView } from "@fairlead/casework";
import type { WaitingView } from "@fairlead/client";
import { peopleText, personText } from "../say/people.ts";
import type { Words } from "../say/words.tsx";

type Does = WaitingView["does"];

/** What would be done, in one line. */
export const waitingText = ({ t }: Words, does: Does): string => {
  switch (does.kind) {
    case "enrol":
    case "rerole":
      return t(`waiting.${does.kind}`, { who: personText(t, does.member), role: t(`role.${does.role}`) });
    case "restore":
    case "remove":
    case "rekey":
      return t(`waiting.${does.kind}`, { who: personText(t, does.member) });
    case "recovery":
      return t("waiting.recovery", { k: does.threshold, n: does.members.length, who: peopleText(t, does.members) });
    case "recover":
      return t("waiting.recover", { who: peopleText(t, does.administrators) });
    case "erase":
      return does.alias === ""
        ? t("waiting.erase-unnamed")
        : t("waiting.erase", { alias: does.alias, n: does.streams });
    case "erase-journeys":
      return t("waiting.erase-journeys", { alias: does.alias });
    case "minimum-version":
      return t("waiting.minimum-version", { version: does.version });
    default:
      return t(`waiting.${does.kind}`);
  }
};

/** What a refused paper had asked for, by the same words. Which case was to be erased stands nowhere. */
export const askedForText = (words: Words, { kind, members, role, n }: RefusedSigningView["asks"]): string => {
  const member = members[0] ?? { id: NOBODY, handle: null, me: false };
  switch (kind) {
    case "enrol":
    case "rerole":
      return waitingText(words, { kind, member, role: role ?? "operator" });
    case "restore":
    case "remove":
    case "rekey":
      return waitingText(words, { kind, member });
    case "recovery":
      return waitingText(words, { kind, threshold: n, members });
    case "recover":
      return waitingText(words, { kind, administrators: members });
    case "erase":
      return words.t("refused.erase", { n });
    case "minimum-version":
      return waitingText(words, { kind, version: n });
    default:
      return waitingText(words, { kind, seen: "not-held" });
  }
};

const NOBODY = "0".repeat(32) as MemberId;

/** Before signing: what follows from it, and what to make sure of first. */
export const consequenceText = ({ t }: Words, does: Does): string =>
  does.kind === "erase-journeys"
    ? t(`waiting.erase-journeys.${does.signing}.means`, { who: peopleText(t, does.lacks) })
    : t(`waiting.${does.kind}.means`, "member" in does ? { who: personText(t, does.member) } : {});

/** Why one is not simply to sign, or need not. */
export const pruningText = ({ t }: Words, does: Does): string | null =>
  does.kind === "erase-journeys"
    ? t(`waiting.erase-journeys.${does.signing}`, { who: peopleText(t, does.lacks) })
    : null;

/**
 * Of keys that all callers' pages will trust: whether this console could compare them with what it holds. A second
 * signature that is given blindly is none. null where no such keys are named.
 */
export const keysText = ({ t }: Words, { does, signers }: WaitingView): string | null => {
  if (!("seen" in does)) return null;
  const [proposer] = signers;
  return t(`waiting.keys-${does.seen}`, { who: proposer === undefined ? "" : personText(t, proposer) });
};

/** What cannot be taken back by another signature. */
export const isGrave = ({ kind }: Does): boolean =>
  kind === "remove" || kind === "recover" || kind === "erase" || kind === "erase-journeys";

/** What this member's signature would help. Not under the erasing of a case that they cannot see. */
export const isSignable = (one: WaitingView): boolean =>
  one.mine === "may-sign" && !one.stale && !(one.does.kind === "erase" && one.does.alias === "");

/**
 * … and what waits for it. Of pruned journeys only where one of the two who decided has left: else both consoles sign by
 * themselves, or one of them does not, and then it is for looking at, which is said elsewhere.
 */
export const isForMe = (one: WaitingView): boolean =>
  isSignable(one) && (one.does.kind !== "erase-journeys" || one.does.signing === "one-left");

/** Who asked for it, and for how long it waits. */
export const askedText = ({ t, days }: Words, { signers, at }: WaitingView, now: number): string => {
  const since = t("waiting.since", { age: days.age(now - at) });
  const [proposer] = signers;
  return proposer === undefined ? since : `${t("waiting.asked-by", { who: personText(t, proposer) })} · ${since}`;
};

/** Why it cannot be signed just now. */
export const staleText = ({ t }: Words, { does, signers }: WaitingView): string => {
  if (does.kind === "erase") return t("waiting.stale-erase");
  const [proposer] = signers;
  return proposer === undefined ? t("waiting.stale") : t("waiting.stale-by", { who: personText(t, proposer) });
};

/** The same wish as it stands now: overtaken, it was signed anew by its author and has another id. */
export const nowOf = (one: WaitingView, waiting: readonly WaitingView[]): WaitingView => {
  const wish = (other: WaitingView) => JSON.stringify([other.does, other.signers[0]]);
  const same = waiting.filter((other) => wish(other) === wish(one));
  return (
    waiting.find(({ id }) => id === one.id) ?? same.find(({ stale }) => !stale) ?? same[0] ?? { ...one, stale: true }
  );
};
