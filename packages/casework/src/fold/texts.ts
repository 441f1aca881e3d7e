import type { MemberId, TemplateId } from "../ids.ts";
import type { WithdrawTemplate, WriteProtocol, WriteTemplate } from "../operation.ts";
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

/** The texts that those who answer share: what answers begin with, and what is to be done when something happens. */
export type TextsState = { templates: Map<TemplateId, Template>; protocols: Map<Protocol, ProtocolText> };

export const emptyTexts = (): TextsState => ({ templates: new Map(), protocols: new Map() });
export const copyTexts = (state: TextsState): TextsState => ({
  templates: new Map(state.templates),
  protocols: new Map(state.protocols),
});

/** Whoever writes over a version that they had not seen is shown it first. */
const meanwhile = (known: Written | undefined, over: number): Refusal | null =>
  known && known.version !== over ? { kind: "written-meanwhile", by: known.by, at: known.at } : null;

export const foldTexts = (
  state: TextsState,
  operation: WriteTemplate | WithdrawTemplate | WriteProtocol,
  { by, at }: Pick<Place, "by" | "at">,
): Refusal | null => {
  if (operation.op === "writeProtocol") {
    const known = state.protocols.get(operation.protocol);
    const refusal = meanwhile(known, operation.over) ?? textRefusal(operation.text);
    if (refusal) return refusal;
    state.protocols.set(operation.protocol, { text: operation.text, version: (known?.version ?? 0) + 1, by, at });
    return null;
  }
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

const textRefusal = (text: string): Refusal | null =>
  text.trim() === "" || text.length > TEXT_MOST ? { kind: "incomplete", field: "text" } : null;
