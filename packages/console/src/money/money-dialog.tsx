import {
  amountText,
  type CaseView,
  isCurrency,
  type JourneyView,
  type MemberId,
  MONEY_KINDS,
  MONEY_PURPOSES,
  type MoneyKind,
  type MoneyLineView,
  type MoneyPurpose,
  readAmount,
  type ThingId,
  type ThingKind,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, SelectField, TextField } from "../parts/field.tsx";
import { MomentField } from "../parts/moment-field.tsx";
import { mayHoldCases } from "../queue/team.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow, useView } from "../session/session.tsx";
import { lastCurrency, moneyPart } from "./ledger.ts";

const PERSONS: readonly ThingKind[] = ["driver", "escort", "host"];
const MEANS: readonly ThingKind[] = ["card", "account"];

type Props = {
  one: CaseView;
  journey: JourneyView;
  /** The line in whose place this one stands. */
  before: MoneyLineView | null;
  onClose(): void;
};

/** One line of a journey's ledger. A card, an account and whoever carries money become uses of the case with it. */
export const MoneyDialog = ({ one, journey, before, onClose }: Props) => {
  const { t } = useWords();
  const { exposure, people, me } = useView();
  const now = useNow(60_000);
  const deed = useDeed();
  const part = moneyPart(one);
  const [is, setIs] = useState<MoneyKind>(before?.is ?? "handed");
  const [purpose, setPurpose] = useState<MoneyPurpose>(before?.purpose ?? "tickets");
  const [amount, setAmount] = useState(before === null ? "" : amountText(before.amount, before.currency));
  const [currency, setCurrency] = useState(before?.currency ?? lastCurrency(part));
  const [when, setWhen] = useState(before?.when ?? now);
  const [thing, setThing] = useState<ThingId | "">(before?.thing?.thing ?? "");
  const [whom, setWhom] = useState(before?.words ?? "");
  const [member, setMember] = useState<MemberId | "">(before === null ? me.id : (before.member?.id ?? ""));
  const [means, setMeans] = useState<ThingId | "">(before?.means?.thing ?? "");
  const [receipt, setReceipt] = useState(before?.receipt ?? "");
  const [note, setNote] = useState(before?.note ?? "");
  const [reason, setReason] = useState("");
  const things = (exposure.things ?? []).filter(
    (known) => known.retired === null || known.thing === thing || known.thing === means,
  );
  const code = currency.trim().toUpperCase();
  const read = isCurrency(code) ? readAmount(amount, code) : null;
  const isInHand = is === "handed" || is === "returned";
  const chosen = things.filter((known) => known.thing === thing || known.thing === means);
  const isMarked = is !== "planned" && chosen.some(({ marked }) => marked !== null);
  const wrong = (text: "money.amount-wrong" | "money.currency-wrong" | "money.currency-missing") => (
    <span className="warning">{t(text)}</span>
  );
  const named = (kinds: readonly ThingKind[]) =>
    things
      .filter(({ kind }) => kinds.includes(kind))
      .map((known) => ({ value: known.thing, text: `${known.name} · ${t(`thing-kind.${known.kind}`)}` }));
  const persons = named(PERSONS);
  const means_ = named(MEANS);
  const hasWhom = is !== "planned";
  return (
    <FormDialog
      title={t(before === null ? "money.write-title" : "money.mend-title", { alias: one.alias })}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("save")}
      {...(isMarked ? { warning: t("moves.is-marked"), grave: true } : {})}
      ready={
        read !== null &&
        read > 0 &&
        (!isInHand || thing !== "" || whom.trim() !== "") &&
        (before === null || reason.trim() !== "")
      }
      act={() =>
        deed.run((act) =>
          act.writeMoney(one.case, {
            ...{ journey: journey.journey, is, purpose, amount: read ?? 0, currency: code, when },
            thing: hasWhom && thing !== "" ? thing : null,
            words: hasWhom ? whom.trim() : "",
            member: isInHand && member !== "" ? member : null,
            means: (is === "handed" || is === "spent") && means !== "" ? means : null,
            ...{ receipt: receipt.trim(), note: note.trim() },
            ...{ instead: before?.line ?? null, reason: before === null ? "" : reason.trim() },
          }),
        )
      }
    >
      <Radios
        legend={t("money.what")}
        value={is}
        options={MONEY_KINDS.map((value) => ({ value, text: t(`money.is.${value}`) }))}
        onChange={setIs}
      />
      <div className="money-amount">
        <TextField
          label={t("money.amount")}
          hint={
            amount.trim() !== "" && isCurrency(code) && read === null
              ? wrong("money.amount-wrong")
              : priceHint(journey, t)
          }
          value={amount}
          onChange={setAmount}
          focus
        />
        <TextField
          label={t("money.currency")}
          // A sum without one is the one thing that nobody can put right a year later: it is asked for, not guessed.
          hint={
            currency.trim() === ""
              ? wrong("money.currency-missing")
              : isCurrency(code)
                ? t("money.currency-hint")
                : wrong("money.currency-wrong")
          }
          value={currency}
          onChange={setCurrency}
        />
      </div>
      <SelectField
        label={t("money.purpose")}
        value={purpose}
        onChange={setPurpose}
        options={MONEY_PURPOSES.map((value) => ({ value, text: t(`money.for.${value}`) }))}
      />
      {hasWhom ? (
        <>
          {persons.length === 0 ? null : (
            <SelectField
              label={t(`money.who.${is}`)}
              value={thing}
              onChange={setThing}
              options={[{ value: "" as const, text: t("money.nobody") }, ...persons]}
            />
          )}
          <TextField
            label={t(persons.length === 0 ? `money.who.${is}` : "money.in-words")}
            hint={t("money.in-words-hint")}
            value={whom}
            onChange={setWhom}
          />
        </>
      ) : null}
      {isInHand ? (
        <SelectField
          label={t(is === "handed" ? "money.gave" : "money.took")}
          value={member}
          onChange={setMember}
          options={[
            { value: "" as const, text: t("money.nobody-of-us") },
            ...people.filter(mayHoldCases).map((person) => ({ value: person.id, text: personText(t, person) })),
          ]}
        />
      ) : null}
      {(is === "handed" || is === "spent") && means_.length > 0 ? (
        <SelectField
          label={t("money.means")}
          hint={t("money.means-hint")}
          value={means}
          onChange={setMeans}
          options={[{ value: "" as const, text: t("money.cash") }, ...means_]}
        />
      ) : null}
      <MomentField label={t("money.when")} value={when} onChange={setWhen} />
      {is === "planned" ? null : (
        <TextField label={t("money.receipt")} hint={t("money.receipt-hint")} value={receipt} onChange={setReceipt} />
      )}
      <TextField label={t("exposure.note")} value={note} onChange={setNote} lines={2} />
      {before === null ? null : (
        <TextField label={t("money.why-mended")} value={reason} onChange={setReason} lines={2} />
      )}
      {part === null ? <p className="quiet small">{t("money.begins-part")}</p> : null}
    </FormDialog>
  );
};

/** The planner counts in the network's own money and says no currency: a person does. */
const priceHint = ({ route }: JourneyView, t: ReturnType<typeof useWords>["t"]): string =>
  route === null || route.price === 0 ? t("money.amount-hint") : t("money.price", { n: route.price });
