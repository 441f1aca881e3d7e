import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { Passkey } from "./passkey.tsx";

/** What this device remembers, and how to end that. */
export const ThisDevice = () => {
  const { t, days } = useWords();
  const { device } = useView().status;
  const [asking, setAsking] = useState(false);
  if (device === null) return null;
  return (
    <section className="stack">
      <h2>{t("device.title")}</h2>
      <p>
        {device.since === null
          ? t("device.since-now")
          : t("device.since", { at: days.date(device.since), size: mebibytes(device.size) })}
      </p>
      <p className="quiet small">{t("device.what")}</p>
      {device.damaged === 0 ? null : <p className="warning small">{t("device.damaged", { n: device.damaged })}</p>}
      {device.failing ? <p className="warning small">{t("device.failing")}</p> : null}
      <Passkey />
      <p>
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t("device.forget")}
        </button>
      </p>
      {asking ? <Forget onClose={() => setAsking(false)} /> : null}
    </section>
  );
};

const Forget = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const { unsent, undone } = useView().status;
  const left = unsent.length + undone.length;
  return (
    <FormDialog
      title={t("device.forget-do")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("device.forget-do")}
      warning={t("device.forget-destroys")}
      grave
      ready
      act={() => deed.run((_act, hand) => hand.forgetDevice())}
    >
      <p>{t("device.forget-keeps")}</p>
      {left === 0 ? null : <p className="said">{t("unsent.forgets", { n: left })}</p>}
    </FormDialog>
  );
};

/** One digit is enough to see it grow. */
const mebibytes = (bytes: number): number => Math.max(0.1, Math.round(bytes / 104_857.6) / 10);
