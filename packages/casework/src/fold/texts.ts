import type { MemberId, TemplateId } from "../ids.ts";
import type { Operation, WithdrawTemplate, WriteProtocol, WriteTemplate } from "../operation.ts";
import type { WithdrawPlan, WritePlan } from "../plan/operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Protocol } from "../words.ts";
import type { Place } from "./place.ts";

/** More than any team reads through; a list without end would slow every console. */
export const TEMPLATES_MOST = 500;
/** Longest template or protocol, in characters. */
const TEXT_MOST = 20_000;

type Written = { version: number; by: MemberId; at: number };

/** `withdrawn` ones keep their version: nobody brings an old wording back over a newer one unseen. */
export type Template = Written & { language: string; title: string; text: string; withdrawn: boolean };
export type ProtocolText = Written & { text: string };

/** Steps of the organisation, one a line, for a case to take over. */
export type PlanText = Written & { title: string; text: string; withdrawn: boolean };

/** The texts that those who answer share: what answers begin with, and what is to be done when something happens. */
export type TextsState = {
  templates: Map<TemplateId, Template>;
  protocols: Map<Protocol, ProtocolText>;
  plans: Map<TemplateId, PlanText>;
};

export const emptyTexts = (): TextsState => ({ templates: new Map(), protocols: new Map(), plans: new Map() });
export const copyTexts = (state: TextsState): TextsState => ({
  templates: new Map(state.templates),
  protocols: new Map(state.protocols),
  plans: new Map(state.plans),
});

export type TextOperation = WriteTemplate | WithdrawTemplate | WriteProtocol | WritePlan | WithdrawPlan;
const TEXTS: ReadonlySet<Operation["op"]> = new Set<TextOperation["op"]>([
  "writeTemplate",
  "withdrawTemplate",
  "writeProtocol",
  "writePlan",
  "withdrawPlan",
]);
export const isText = (operation: Operation): operation is TextOperation => TEXTS.has(operation.op);

/** Whoever writes over a version that they had not seen is shown it first. */
const meanwhile = (known: Written | undefined, over: number): Refusal | null =>
  known && known.version !== over ? { kind: "written-meanwhile", by: known.by, at: known.at } : null;

export const foldTexts = (
  state: TextsState,
  operation: TextOperation,
  { by, at }: Pick<Place, "by" | "at">,
): Refusal | null => {
  if (operation.op === "writeProtocol") {
    const known = state.protocols.get(operation.protocol);
    const refusal = meanwhile(known, operation.over) ?? textRefusal(operation.text);
    if (refusal) return refusal;
    state.protocols.set(operation.protocol, { text: operation.text, version: (known?.version ?? 0) + 1, by, at });
    return null;
  }
  if (operation.op === "writePlan" || operation.op === "withdrawPlan")
    return foldPlanText(state.plans, operation, { by, at });
  const known = state.templates.get(operation.template);
  if (operation.op === "withdrawTemplate") {
    if (!known || known.withdrawn) return { kind: "no-such-template" };
    const refusal = meanwhile(known, operation.over);
    if (refusal) return refusal;
    state.templates.set(operation.template, { ...known, version: known.version + 1, withdrawn: true, by, at });
    return null;
  }
  const { template, language, title, text, over } = operation;
  if (!known && over !== 0) return { kind: "no-such-template" };
  if (!known && state.templates.size >= TEMPLATES_MOST) return { kind: "too-many-templates", most: TEMPLATES_MOST };
  if (title.trim() === "") return { kind: "incomplete", field: "title" };
  if (language.trim() === "") return { kind: "incomplete", field: "language" };
  const refusal = meanwhile(known, over) ?? textRefusal(text);
  if (refusal) return refusal;
  const version = (known?.version ?? 0) + 1;
  state.templates.set(template, { language, title, text, version, withdrawn: false, by, at });
  return null;
};

const foldPlanText = (
  plans: TextsState["plans"],
  operation: WritePlan | WithdrawPlan,
  said: { by: MemberId; at: number },
): Refusal | null => {
  const { plan, over } = operation;
  const known = plans.get(plan);
  if (!known && (over !== 0 || operation.op === "withdrawPlan")) return { kind: "no-such-template" };
  if (!known && plans.size >= TEMPLATES_MOST) return { kind: "too-many-templates", most: TEMPLATES_MOST };
  const refusal = meanwhile(known, over);
  if (refusal) return refusal;
  const version = (known?.version ?? 0) + 1;
  if (operation.op === "withdrawPlan") {
    if (!known || known.withdrawn) return { kind: "no-such-template" };
    plans.set(plan, { ...known, ...said, version, withdrawn: true });
    return null;
  }
  const { title, text } = operation;
  if (title.trim() === "") return { kind: "incomplete", field: "title" };
  const tooLong = textRefusal(text);
  if (tooLong) return tooLong;
  plans.set(plan, { title, text, version, withdrawn: false, ...said });
  return null;
};

const textRefusal = (text: string): Refusal | null =>
  text.trim() === "" || text.length > TEXT_MOST ? { kind: "incomplete", field: "text" } : null;
