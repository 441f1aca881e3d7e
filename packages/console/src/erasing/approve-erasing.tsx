import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { eventWords } from "../case/event-words.ts";
import { FormDialog } from "../parts/dialog.tsx";
import { Check } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { askedFor } from "./asking.ts";
import { WhatGoes } from "./what-goes.tsx";

type Props = { one: CaseInHand; opened: true; onClose(): void };

/** The second signature. The server destroys before it answers. [CO6] */
export const ApproveErasing = ({ one, opened, onClose }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const now = useNow(15_000);
  const deed = useDeed();
  const [looked, setLooked] = useState(false);
  const { erasing } = one;
  if (erasing === null) return null;
  const asked = askedFor(one);
  return (
    <FormDialog
      title={t("erase.approve-title", { alias: one.alias })}
      opened={opened}
      onClose={onClose}
      wide
      deed={deed}
      submit={t("erase.approve-do")}
      warning={t("erase.for-ever")}
      grave
      ready={looked && !erasing.goneOn}
      act={() => deed.run((act) => act.approveErasing(one.case))}
    >
      <div>
        <p>
          {t("erase.asked-by", { who: personText(t, erasing.by), at: days.when(erasing.at, now) })}
          {asked === null ? null : (
            <>
              {" "}
              <span className="words" dir="auto">
                {t("quote", { text: asked.text })}
              </span>
            </>
          )}
        </p>
        {erasing.goneOn ? (
          <>
            <p className="said">{t("erase.gone-on")}</p>
            <ul className="listed">
              {asked?.changedSince.map((event, index) => {
                const { title, second } = eventWords(words, event);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a log; lines only come at its end
                  <li key={index} className="small">
                    {days.when(event.at, now)} · {title} <span className="quiet">{second}</span>
                  </li>
                );
              })}
            </ul>
          </>
        ) : (
          <p className="quiet">{t("erase.not-gone-on")}</p>
        )}
      </div>
      <WhatGoes one={one} />
      <Check label={t("erase.looked")} checked={looked} onChange={setLooked} disabled={erasing.goneOn} />
    </FormDialog>
  );
};
