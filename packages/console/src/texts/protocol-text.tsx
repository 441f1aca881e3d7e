import type { Protocol, ProtocolView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";

/** What the organisation wants done, with who wrote it when; or that nobody has, and a draft that says it is one. */
export const ProtocolText = ({ protocol, now }: { protocol: Protocol; now: number }) => {
  const { t, days } = useWords();
  const { texts } = useView();
  const [writing, setWriting] = useState(false);
  const written = texts.protocols.find((one) => one.protocol === protocol)?.written ?? null;
  return (
    <div className="stack" data-tight>
      {written === null ? <p className="quiet small">{t("protocol.nobody-wrote")}</p> : null}
      <p className="words" dir="auto">
        {written === null ? t(`protocol.draft.${protocol}`) : written.text}
      </p>
      <p className="quiet small">
        {written === null
          ? null
          : `${t("protocol.written-by", { who: personText(t, written.by), at: days.when(written.at, now) })} `}
        <button type="button" className="link" onClick={() => setWriting(true)}>
          {t(written === null ? "protocol.write-own" : "change")}
          <span className="hidden-visually"> {t(`protocol.${protocol}`)}</span>
        </button>
      </p>
      {writing ? <ProtocolDialog protocol={protocol} written={written} onClose={() => setWriting(false)} /> : null}
    </div>
  );
};

type DialogProps = { protocol: Protocol; written: ProtocolView["written"]; onClose(): void };

const ProtocolDialog = ({ protocol, written, onClose }: DialogProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [over] = useState(written?.version ?? 0);
  const [text, setText] = useState(written?.text ?? t(`protocol.draft.${protocol}`));
  return (
    <FormDialog
      title={t("protocol.title", { what: t(`protocol.${protocol}`) })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={text.trim() !== ""}
      act={() => deed.run((act) => act.writeProtocol({ protocol, text: text.trim(), over }))}
    >
      <TextField
        label={t("protocol.text")}
        hint={t("protocol.hint")}
        value={text}
        onChange={setText}
        lines={12}
        focus
      />
    </FormDialog>
  );
};
