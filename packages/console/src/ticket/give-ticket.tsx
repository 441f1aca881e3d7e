import { type CaseView, type ThingId, TICKET_HOLDERS, type TicketHolder, type TicketId } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { OnceDialog } from "../parts/once-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { beforeOf, isToConfirm } from "./before.ts";
import { legsOf } from "./hours.ts";
import { TicketFields, useTicketForm } from "./ticket-fields.tsx";
import { TicketLink } from "./ticket-link.tsx";

const LINK = ["link"] as const;

/** By hand, for a driver who was telephoned a minute ago. Its link is shown once, and kept nowhere. [TK1] */
export const GiveTicket = ({ one, onClose }: { one: CaseView; onClose(): void }) => {
  const { t } = useWords();
  const { exposure } = useView();
  const deed = useDeed({ kept: false });
  const form = useTicketForm(one);
  const [holder, setHolder] = useState<TicketHolder>("driver");
  const [who, setWho] = useState("");
  const [thing, setThing] = useState<ThingId | "">("");
  const [after, setAfter] = useState<TicketId | "">("");
  const [leg, setLeg] = useState("");
  const [link, setLink] = useState<{ secret: string; waits: boolean } | null>(null);
  const earlier = one.tickets.filter(isToConfirm);
  const legs = legsOf(one).filter(({ kind }) => kind !== "walk");
  const chosen = legs.find((one) => one.leg === leg);
  // Nobody drives who may be known, or is asked no more.
  const known = (exposure.things ?? []).filter(
    ({ kind, retired, marked }) => kind === holder && retired === null && marked === null,
  );
  const take = (id: string) => {
    setLeg(id);
    const found = legs.find((one) => one.leg === id);
    if (found === undefined) return;
    form.take(found, found.assigned[0]?.as ?? holder);
    // What comes next is shown when what was before it is confirmed.
    setAfter(beforeOf(one.tickets, found.before) ?? "");
    const [first] = found.assigned;
    if (first === undefined) return;
    setHolder(first.as);
    setWho(first.thing?.name ?? first.words);
    setThing(first.thing?.thing ?? "");
  };
  if (link !== null) {
    return (
      <OnceDialog
        title={t("ticket.link-title", { who: who.trim() })}
        once={LINK}
        ask={t("once.ask-link")}
        onClose={onClose}
        wide
      >
        {() => <TicketLink secret={link.secret} waits={link.waits} onClose={onClose} />}
      </OnceDialog>
    );
  }
  return (
    <FormDialog
      title={t("ticket.give-title", { alias: one.alias })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("ticket.give-do")}
      ready={form.ready && who.trim() !== ""}
      act={async () => {
        const said = {
          ...form.said(),
          holder,
          who: who.trim(),
          after: after === "" ? null : after,
          ...(chosen === undefined ? {} : { leg: chosen.leg, journey: chosen.journey }),
          ...(known.some((one) => one.thing === thing) && thing !== "" ? { thing } : {}),
        };
        const outcome = await deed.run((act) => act.giveTicket(one.case, said));
        // Stays open: what it shows now is what is passed on.
        if (outcome?.kind === "done") setLink(outcome);
        return null;
      }}
    >
      {legs.length === 0 ? null : (
        <SelectField
          label={t("ticket-field.leg")}
          hint={t("ticket-field.leg-hint")}
          value={leg}
          onChange={take}
          options={[
            { value: "", text: t("ticket-field.by-hand") },
            ...legs.map((known) => ({ value: known.leg, text: `${known.from} → ${known.to}` })),
          ]}
        />
      )}
      <Radios
        legend={t("ticket-field.holder")}
        value={holder}
        onChange={(next) => {
          setHolder(next);
          // A host and a driver know two different ends of a leg.
          if (chosen !== undefined && (next === "host") !== (holder === "host")) form.take(chosen, next);
        }}
        options={TICKET_HOLDERS.map((value) => ({ value, text: t(`ticket-holder.${value}`) }))}
      />
      {known.length === 0 ? null : (
        <SelectField<ThingId | "">
          label={t("ticket-field.thing")}
          hint={t("ticket-field.thing-hint")}
          value={thing}
          onChange={(id) => {
            setThing(id);
            setWho(known.find((one) => one.thing === id)?.name ?? who);
          }}
          options={[
            { value: "", text: t("ticket-field.in-words") },
            ...known.map((one) => ({ value: one.thing, text: one.name })),
          ]}
        />
      )}
      <TextField label={t("ticket-field.who")} hint={t("ticket-field.who-hint")} value={who} onChange={setWho} focus />
      <TicketFields {...form.fields} leg={chosen} holder={holder} />
      {earlier.length === 0 ? null : (
        <SelectField<TicketId | "">
          label={t("ticket-field.after-whom")}
          hint={t("ticket-field.after-whom-hint")}
          value={after}
          onChange={setAfter}
          options={[
            { value: "", text: t("ticket-field.nobody") },
            ...earlier.map((ticket) => ({ value: ticket.ticket, text: `${ticket.who}: ${ticket.said.to}` })),
          ]}
        />
      )}
    </FormDialog>
  );
};
