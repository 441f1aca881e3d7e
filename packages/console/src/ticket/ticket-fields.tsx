import type { CaseView, TicketSaid, TicketView } from "@fairlead/casework";
import { useState } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { upToFiveMinutes } from "../say/moment.ts";
import { HOUR } from "../say/spans.ts";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";

const BEFORE = ["0", "1", "3", "6", "12", "24"] as const;
const AFTER = ["3", "6", "12", "24"] as const;
type Before = (typeof BEFORE)[number];
type After = (typeof AFTER)[number];

const TEXTS = ["from", "to", "meet", "carry", "otherwise", "say", "hear"] as const;
type Texts = Record<(typeof TEXTS)[number], string>;
const NEEDED = ["from", "to", "meet", "say", "hear"] as const;

const least = <T extends string>(list: readonly T[], last: T, hours: number): T =>
  list.find((one) => Number(one) >= hours) ?? last;

export type TicketForm = {
  said(): TicketSaid;
  ready: boolean;
  put(texts: Partial<Texts>, at?: number): void;
  fields: Parameters<typeof TicketFields>[0];
};

/** What a ticket says, as it is typed; it begins with what stands there. */
export const useTicketForm = (one: CaseView, known?: TicketView): TicketForm => {
  const { clock } = useSession();
  const [texts, setTexts] = useState<Texts>(
    () => known?.said ?? { from: "", to: "", meet: "", carry: "", otherwise: "", say: "", hear: "" },
  );
  const [people, setPeople] = useState(String(known?.said.people ?? one.people));
  const [at, setAt] = useState(() => upToFiveMinutes(known?.said.at ?? clock() + 3 * HOUR));
  const [before, setBefore] = useState<Before>(() => {
    if (known === undefined) return "3";
    return known.said.opens <= clock() ? "0" : least(BEFORE, "24", (known.said.at - known.said.opens) / HOUR);
  });
  const [after, setAfter] = useState<After>(() =>
    known === undefined ? "6" : least(AFTER, "24", (known.said.ends - known.said.at) / HOUR),
  );
  const put = (some: Partial<Texts>, moment?: number) => {
    setTexts((now) => ({ ...now, ...some }));
    if (moment !== undefined) setAt(upToFiveMinutes(moment));
  };
  return {
    put,
    said: () => {
      const trimmed = Object.fromEntries(TEXTS.map((name) => [name, texts[name].trim()])) as Texts;
      const opens = before === "0" ? Math.min(clock(), at) : at - Number(before) * HOUR;
      return { ...trimmed, people: Number(people), at, opens, ends: at + Number(after) * HOUR };
    },
    ready: NEEDED.every((name) => texts[name].trim() !== "") && Number(people) >= 1,
    fields: { texts, put, people, setPeople, at, setAt, before, setBefore, after, setAfter },
  };
};

type Props = {
  texts: Texts;
  put(texts: Partial<Texts>): void;
  people: string;
  setPeople(people: string): void;
  at: number;
  setAt(at: number): void;
  before: Before;
  setBefore(before: Before): void;
  after: After;
  setAfter(after: After): void;
};

export const TicketFields = ({ texts, put, ...rest }: Props) => {
  const { t } = useWords();
  const { people, setPeople, at, setAt, before, setBefore, after, setAfter } = rest;
  const text = (name: keyof Texts, hint?: string, lines?: number) => (
    <TextField
      label={t(`ticket-field.${name}`)}
      {...(hint === undefined ? {} : { hint })}
      {...(lines === undefined ? {} : { lines })}
      value={texts[name]}
      onChange={(value) => put({ [name]: value })}
    />
  );
  return (
    <>
      <MomentField label={t("ticket-field.at")} value={at} onChange={setAt} />
      {text("meet", t("ticket-field.meet-hint"), 2)}
      {text("from")}
      {text("to")}
      <TextField label={t("ticket-field.people")} type="number" min={1} max={99} value={people} onChange={setPeople} />
      {text("carry")}
      {text("otherwise", t("ticket-field.otherwise-hint"), 2)}
      {text("say", t("ticket-field.say-hint"))}
      {text("hear")}
      <SelectField
        label={t("ticket-field.opens")}
        value={before}
        onChange={setBefore}
        options={BEFORE.map((value) => ({
          value,
          text: value === "0" ? t("ticket-field.at-once") : t("ticket-field.before", { n: Number(value) }),
        }))}
      />
      <SelectField
        label={t("ticket-field.ends")}
        hint={t("ticket-field.ends-hint")}
        value={after}
        onChange={setAfter}
        options={AFTER.map((value) => ({ value, text: t("ticket-field.after", { n: Number(value) }) }))}
      />
    </>
  );
};
