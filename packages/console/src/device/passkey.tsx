import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { type Text, useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";

/** A second way to unlock, on this device alone. */
export const Passkey = () => {
  const { t } = useWords();
  const { passkeys } = useSession();
  const { device } = useView().status;
  const [asking, setAsking] = useState(false);
  const removing = useDeed();
  if (device === null || (passkeys === null && !device.passkey)) return null;
  return (
    <>
      <p>{t(device.passkey ? "passkey.here" : "passkey.none")}</p>
      {device.passkey ? (
        <p>
          <button
            type="button"
            className="button"
            disabled={removing.busy}
            onClick={() => void removing.run((_act, hand) => hand.removePasskey())}
          >
            {t("passkey.remove")}
          </button>
        </p>
      ) : (
        <p>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t("passkey.set-up")}
          </button>
        </p>
      )}
      <Refused deed={removing} />
      {asking ? <SetUp onClose={() => setAsking(false)} /> : null}
    </>
  );
};

const SetUp = ({ onClose }: { onClose(): void }) => {
  const { t } = useWords();
  const { passkeys } = useSession();
  const deed = useDeed();
  const [said, setSaid] = useState<Text | null>(null);
  return (
    <FormDialog
      title={t("passkey.title")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("passkey.set-up-do")}
      warning={t("passkey.who")}
      ready
      act={async () => {
        setSaid(null);
        const answered = (await passkeys?.make()) ?? { kind: "failed" as const };
        if (answered.kind === "given") return deed.run((_act, hand) => hand.keepPasskey(answered.given));
        setSaid(`passkey.${answered.kind}`);
        return null;
      }}
    >
      <p>{t("passkey.what")}</p>
      {said === null ? null : (
        <p role="alert" className="said">
          {t(said)}
        </p>
      )}
    </FormDialog>
  );
};
