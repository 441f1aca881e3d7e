import { type CaseView, mayWrite, type ShortStay, shortStays } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { thingText } from "../exposure/marked-words.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { Section } from "../today/section.tsx";

type Of = Pick<CaseView, "case" | "closed" | "people" | "uses">;

/** How many they are, how many beds they have, and the press that takes the missing ones where the house has them. */
const ShortBed = ({ of, stay }: { of: Of; stay: ShortStay }) => {
  const { t } = useWords();
  const { me } = useView();
  const deed = useDeed();
  const { use, people, beds, free } = stay;
  const name = thingText(t, use.thing);
  // Written once more as it stands, a stay takes a bed for each of them: in the register too, and not whose.
  const take = () =>
    deed.run((act) =>
      act.recordUse(of.case, {
        ...{ use: use.use, thing: use.thing.thing, as: use.as, from: use.from, until: use.until },
        ...{ with: use.with.map((one) => one.thing), note: use.note, over: use.version },
      }),
    );
  return (
    <>
      <p className="danger">
        <b dir="auto">{name}</b> · {t("beds.short", { people, beds })}
      </p>
      {free ? null : <p className="small">{t("beds.short-none")}</p>}
      {free && mayWrite(me.role, "recordUse") ? (
        <p>
          <button type="button" className="button" disabled={deed.busy} onClick={() => void take()}>
            {t("beds.short-take", { n: people - beds })}
            <span className="hidden-visually"> {name}</span>
          </button>{" "}
          <span className="small quiet">{t("beds.short-ring")}</span>
        </p>
      ) : null}
      <Refused deed={deed} />
    </>
  );
};

/** Of one case, above all its parts. */
export const ShortBeds = ({ one, now }: { one: Of; now: number }) => {
  const { exposure } = useView();
  const short = shortStays(one, exposure.things ?? [], now);
  if (short.length === 0) return null;
  return (
    <div className="panel">
      {short.map((stay) => (
        <div key={stay.use.use} className="panel-row stack" data-tight>
          <ShortBed of={one} stay={stay} />
        </div>
      ))}
    </div>
  );
};

/** Of all the cases that this member reads. */
export const ShortBedsOf = ({ cases, now }: { cases: readonly (Of & Pick<CaseView, "alias">)[]; now: number }) => {
  const { t } = useWords();
  const { exposure } = useView();
  const rows = cases.flatMap((of) => shortStays(of, exposure.things ?? [], now).map((stay) => ({ of, stay })));
  if (rows.length === 0) return null;
  return (
    <Section title={t("beds.short-today")} count={rows.length}>
      <ul className="panel">
        {rows.map(({ of, stay }) => (
          <li key={stay.use.use} className="panel-row stack" data-tight>
            <p>
              <Link to="/cases/$case" params={{ case: of.case }}>
                <b>{of.alias}</b>
              </Link>
            </p>
            <ShortBed of={of} stay={stay} />
          </li>
        ))}
      </ul>
    </Section>
  );
};
