import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** On a new or a cleared device, and where it can keep nothing: what that means, once. */
export const NewDevice = () => {
  const { t } = useWords();
  const { device } = useView().status;
  const [read, setRead] = useState(false);
  if (device === null || read || (device.since !== null && !device.failing)) return null;
  return (
    <div className="panel banner panel-row row" role="status">
      {device.failing ? <Icon name="warning" className="warning" /> : null}
      <p className="grow">{t(device.failing ? "device.failing" : "device.new")}</p>
      <button type="button" className="button" onClick={() => setRead(true)}>
        {t("undone.read")}
      </button>
    </div>
  );
};
