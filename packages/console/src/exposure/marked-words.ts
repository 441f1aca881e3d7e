import type { ExposureView, MarkedView, NodeView, StepView, ThingRef, UseKind } from "@fairlead/casework";
import { aboutText } from "../say/compartment.ts";
import { personText } from "../say/people.ts";
import type { Say, Words } from "../say/words.tsx";

/** A thing by its name; where the register is not this member's, by what it is to the case. */
export const thingText = (t: Say, { name }: Pick<ThingRef, "name">): string => name ?? t("exposure.unnamed-thing");

export const nodeText = (t: Say, node: NodeView): string => {
  switch (node.kind) {
    case "case":
      return node.alias;
    case "thing":
      return thingText(t, node);
    case "journey":
      return t("exposure.journey-of", { alias: node.alias });
    case "thread":
      return node.name;
    case "common":
      return t(aboutText(node.about));
  }
};

/** What is marked, by name alone. */
export const markedText = (t: Say, of: MarkedView): string => {
  switch (of.kind) {
    case "thing":
      return thingText(t, of);
    case "member":
      return personText(t, of.person);
    case "identifier":
      return of.text;
    case "recipient":
      return of.name;
    case "mailbox":
      return of.case === null ? of.name : of.case.alias;
    case "case":
      return of.alias;
  }
};

/** "This shelter is compromised: Lime" */
export const markTitle = (t: Say, of: MarkedView): string => {
  const name = markedText(t, of);
  if (of.kind !== "thing") return t(`exposure.is.${of.kind}`, { name });
  return of.thingKind === null ? t("exposure.is.thing", { name }) : t(`exposure.is.${of.thingKind}`, { name });
};

/** A moment, a stretch, or since when it goes on. */
const spanText = (
  days: Words["days"],
  t: Say,
  { as, from, until }: { as: UseKind; from: number; until: number | null },
  now: number,
): string => {
  const begins = days.when(from, now);
  if (until !== null) return t("exposure.from-until", { from: begins, until: days.when(until, now) });
  return as === "stayed" && from <= now ? t("exposure.from", { from: begins }) : begins;
};

const spanOf = (days: Words["days"], t: Say, { from, until }: { from: number; until: number }, now: number): string =>
  t("exposure.from-until", { from: days.when(from, now), until: days.when(until, now) });

/** Why one leads to the next, in one sentence. */
export const howText = (
  { t, days }: Words,
  how: ExposureView["marks"][number]["reached"][number]["path"][number]["how"],
  named: { case(id: string): string; thing(id: string): string },
  now: number,
): string => {
  const andGone = (said: string, { gone }: { gone: number | null }): string =>
    gone === null ? said : `${said} ${t("exposure.how-gone", { at: days.when(gone, now) })}`;
  switch (how.kind) {
    case "use": {
      const values = { case: named.case(how.case), thing: named.thing(how.thing), when: spanText(days, t, how, now) };
      const isPlan = how.from > now || (how.gone !== null && how.gone < how.from);
      return andGone(t(isPlan ? `exposure.how-planned.${how.as}` : `exposure.how.${how.as}`, values), how);
    }
    case "leg": {
      const values = { case: named.case(how.case), thing: named.thing(how.thing), when: spanOf(days, t, how, now) };
      return andGone(t(how.byName ? "exposure.how-leg.by-name" : `exposure.how-leg.${how.as}`, values), how);
    }
    case "leg-with": {
      const values = { case: named.case(how.case), thing: named.thing(how.thing), when: spanOf(days, t, how, now) };
      return andGone(t("exposure.how.leg-with", values), how);
    }
    case "journey":
      return t("exposure.how.journey", { when: spanOf(days, t, how, now) });
    case "together":
      return t("exposure.how.together", { case: named.case(how.case) });
    case "same-identifier":
      return t(how.sure ? "exposure.how.same" : "exposure.how.alike");
    case "wrote-identifier":
      return t("exposure.how.wrote", { at: how.at === null ? "" : days.when(how.at, now) });
    case "read": {
      const parts = how.parts.map(({ part, from, to }) => {
        const name = isPart(part) ? t(`part.${part}`) : t(aboutText(part));
        const start = from === null ? t("could-read.beginning") : days.when(from, now);
        return t("exposure.how.read-part", {
          part: name,
          from: start,
          to: to === null ? t("could-read.still") : days.when(to, now),
        });
      });
      const said = [parts.length > 0 ? t("exposure.how.read", { parts: parts.join("; ") }) : ""];
      if (how.owns) said.push(t("exposure.how.owns"));
      if (how.answers > 0) said.push(t("exposure.how.answers", { n: how.answers }));
      return said.filter(Boolean).join(" ");
    }
    case "told":
      return t(`exposure.how.told-${how.as}`, { at: days.when(how.at, now) });
    case "answered":
      return t("exposure.how.answered", { n: how.answers, at: days.when(how.last, now) });
    default:
      return t(`exposure.how.${how.kind}`);
  }
};

const PARTS = ["contact", "threat", "identity", "needs", "testimony", "money", "relocation", "journey"] as const;
const isPart = (part: string): part is (typeof PARTS)[number] => PARTS.some((known) => known === part);

/** What is to be done, as an order: also the text of the task that it becomes. */
export const stepText = (t: Say, step: StepView, marked: string): string => {
  const name =
    step.case?.alias ?? (step.thing ? thingText(t, step.thing) : step.member ? personText(t, step.member) : marked);
  return t(`exposure.step.${step.kind}`, { name, marked, n: step.count });
};
