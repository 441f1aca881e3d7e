import { type CaseView, endingsOf, followOperations, followsOf, type JourneyView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { askedWithoutTicket } from "./asked.ts";
import { Follows } from "./follows.tsx";

type Props = { one: CaseView; journey: JourneyView; how: "cancel" | "end"; now: number; onClose(): void };

/** They do not go so after all; or turned back on the way. That they came is the arrival's to say. */
export const EndDialog = ({ one, journey, how, now, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [note, setNote] = useState("");
  const follows = how === "cancel" ? followsOf(one.tickets, journey.legs, [], note.trim(), now) : [];
  const endings = endingsOf(one.tickets, journey.journey, "off", follows);
  const said = { journey: journey.journey, over: journey.version };
  return (
    <FormDialog
      title={t(how === "cancel" ? "journey.cancel-title" : "journey.end-title", {
        from: journey.from,
        to: journey.to,
      })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(how === "cancel" ? "journey.cancel-do" : "save")}
      warning={t(how === "cancel" ? "journey.cancel-means" : "journey.end-means")}
      grave={how === "cancel" && journey.state === "moving"}
      ready={note.trim() !== ""}
      act={() =>
        deed.run((act) =>
          how === "cancel"
            ? act.cancelJourney(one.case, { ...said, reason: note.trim() }, followOperations(follows))
            : act.endJourney(one.case, { ...said, how: "broken-off", note: note.trim() }),
        )
      }
    >
      <AskedWithoutTicket one={one} journey={journey} now={now} />
      <Follows one={one} follows={follows} endings={endings} now={now} />
      <TextField label={t("reason")} value={note} onChange={setNote} lines={2} focus />
    </FormDialog>
  );
};

const AskedWithoutTicket = ({ one, journey, now }: Pick<Props, "one" | "journey" | "now">) => {
  const { t } = useWords();
  const asked = askedWithoutTicket(one, journey, now);
  if (asked.length === 0) return null;
  return (
    <section className="stack" data-tight>
      <p className="small warning">{t("journey.asked-no-ticket")}</p>
      <ul className="small">
        {asked.map(({ key, as, leg, who }) => (
          <li key={key} dir="auto">
            <b>{who}</b> ({t(`ticket-holder.${as}`)}): <Way from={leg.from} to={leg.to} />
          </li>
        ))}
      </ul>
    </section>
  );
};
