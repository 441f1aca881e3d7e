import type { CaseView, TicketHolder, TicketSaid, TicketView } from "@fairlead/casework";
import { useState } from "react";
import { SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { deviceAhead, upToFiveMinutes } from "../say/moment.ts";
import { HOUR, MINUTE } from "../say/spans.ts";
import { offsetText } from "../say/there.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useSession } from "../session/session.tsx";
import { AFTER, begunFrom, hoursSaid, isGoneBefore, isPastLeg, type TicketLegView } from "./hours.ts";

const BEFORE = ["0", "1", "3", "6", "12", "24"] as const;
/** What a ticket that is changed begins with: its hours are not five minutes, nor whole hours from the meeting. */
const STANDS = "stands";
type Before = (typeof BEFORE)[number] | typeof STANDS;
type After = (typeof AFTER)[number] | typeof STANDS;

const TEXTS = ["from", "to", "meet", "carry", "otherwise", "say", "hear"] as const;
type Texts = Record<(typeof TEXTS)[number], string>;
const NEEDED = ["from", "to", "meet", "say", "hear"] as const;

const chosen = (of: Before | After): number | null => (of === STANDS ? null : Number(of));

export type TicketForm = {
  said(): TicketSaid;
  ready: boolean;
  /** Begins it anew with what a leg says. */
  take(leg: TicketLegView, holder: TicketHolder): void;
  fields: Omit<Props, "leg" | "holder">;
};

/** What a ticket says, as it is typed; it begins with what stands there. */
export const useTicketForm = (one: CaseView, changed?: TicketView): TicketForm => {
  const { clock } = useSession();
  // As it was opened: what a colleague writes meanwhile moves no hour here.
  const [known] = useState(changed);
  const [texts, setTexts] = useState<Texts>(
    () => known?.said ?? { from: "", to: "", meet: "", carry: "", otherwise: "", say: "", hear: "" },
  );
  const [people, setPeople] = useState(String(known?.said.people ?? one.people));
  const [at, setAt] = useState(() => known?.said.at ?? upToFiveMinutes(clock() + 3 * HOUR));
  const [before, setBefore] = useState<Before>(known === undefined ? "3" : STANDS);
  const [after, setAfter] = useState<After>(known === undefined ? "6" : STANDS);
  const put = (some: Partial<Texts>) => setTexts((now) => ({ ...now, ...some }));
  const hours = (now: number) => hoursSaid({ at, before: chosen(before), after: chosen(after) }, known?.said, now);
  return {
    take: (leg, holder) => {
      const begun = begunFrom(leg, holder);
      put({ from: begun.from, to: begun.to });
      setPeople(String(begun.people));
      setAt(begun.at);
      setAfter(begun.after);
    },
    said: () => {
      const trimmed = Object.fromEntries(TEXTS.map((name) => [name, texts[name].trim()])) as Texts;
      return { ...trimmed, people: Number(people), ...hours(clock()) };
    },
    ready: NEEDED.every((name) => texts[name].trim() !== "") && Number(people) >= 1,
    fields: { known, texts, put, people, setPeople, at, setAt, before, setBefore, after, setAfter, hours },
  };
};

type Props = {
  known: TicketView | undefined;
  /** The leg that it belongs to. */
  leg: TicketLegView | undefined;
  holder: TicketHolder;
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
  hours(now: number): Pick<TicketSaid, "opens" | "ends">;
};

export const TicketFields = ({ known, leg, holder, texts, put, ...rest }: Props) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  const { people, setPeople, at, setAt, before, setBefore, after, setAfter, hours } = rest;
  /** By the clock that the field beside it goes by. */
  const byClock = (moment: number) =>
    leg === undefined ? moment : moment + (leg.offset - deviceAhead(moment)) * MINUTE;
  const when = (moment: number) => days.when(byClock(moment), byClock(now));
  const stands = (what: "opens" | "ends") =>
    known === undefined
      ? []
      : [
          {
            value: STANDS,
            text: t(`ticket-field.${what}-stands`, { when: when(hours(now)[what]) }),
          } as const,
        ];
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
      <MomentField
        label={t("ticket-field.at")}
        hint={t(leg === undefined ? "ticket-field.device-clock" : "ticket-field.journey-clock", {
          clock: offsetText(leg?.offset ?? deviceAhead(at)),
        })}
        value={at}
        offset={leg?.offset}
        onChange={setAt}
      />
      {leg !== undefined && holder !== "host" && isPastLeg(at, leg) ? (
        <p className="danger" role="alert">
          {t("ticket-field.past-leg", { when: when(leg.departsAt) })}
        </p>
      ) : null}
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
        options={[
          ...stands("opens"),
          ...BEFORE.map((value) => ({
            value,
            text: value === "0" ? t("ticket-field.at-once") : t("ticket-field.before", { n: Number(value) }),
          })),
        ]}
      />
      <SelectField
        label={t("ticket-field.ends")}
        hint={t("ticket-field.ends-hint")}
        value={after}
        onChange={setAfter}
        options={[
          ...stands("ends"),
          ...AFTER.map((value) => ({ value, text: t("ticket-field.after", { n: Number(value) }) })),
        ]}
      />
      {leg !== undefined && isGoneBefore(hours(now).ends, leg) ? (
        <p className="danger" role="alert">
          {t("ticket-field.gone-before", { when: when(leg.arrivesAt) })}
        </p>
      ) : null}
    </>
  );
};
