import type { NetworkDrive, NetworkService } from "@fairlead/casework";
import { useState } from "react";
import { Check, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { NumberField } from "./entry-form.tsx";
import { wholeIn } from "./entry-words.ts";

type Ridden = Pick<
  NetworkDrive,
  "name" | "mode" | "operator" | "identity" | "idCheck" | "perHour" | "escort" | "seats"
>;

/** What services and drives have in common. `said` is null while something is not understood. */
export const useRidden = (was: NetworkDrive | NetworkService | undefined, mode: string) => {
  const { t } = useWords();
  const [name, setName] = useState(was?.name ?? "");
  const [by, setBy] = useState(was?.mode ?? mode);
  const [operator, setOperator] = useState(was?.operator ?? "");
  const [identity, setIdentity] = useState(was?.identity ?? "");
  const [idCheck, setIdCheck] = useState(String(was?.idCheck ?? 0));
  const [perHour, setPerHour] = useState(String(was?.perHour ?? 0));
  const [seats, setSeats] = useState(was?.seats == null ? "" : String(was.seats));
  const [escort, setEscort] = useState(was?.escort ?? false);
  const check = wholeIn(idCheck);
  const riding = wholeIn(perHour);
  const room = seats.trim() === "" ? null : wholeIn(seats);
  const said: Ridden | null =
    name.trim() === "" || check === undefined || riding === undefined || room === undefined
      ? null
      : {
          ...{ name: name.trim(), mode: by.trim(), operator: operator.trim(), identity: identity.trim() },
          ...{ idCheck: check, perHour: riding, seats: room, escort },
        };
  const head = (
    <>
      <TextField label={t("things.name")} value={name} onChange={setName} focus />
      <div className="network-pair">
        <TextField label={t("network.mode")} hint={t("network.mode-hint")} value={by} onChange={setBy} />
        <TextField
          label={t("network.operator")}
          hint={t("network.operator-hint")}
          value={operator}
          onChange={setOperator}
        />
      </div>
    </>
  );
  const rest = (
    <>
      <div className="network-pair">
        <TextField
          label={t("network.identity")}
          hint={t("network.identity-hint")}
          value={identity}
          onChange={setIdentity}
        />
        <NumberField label={t("network.id-check")} value={idCheck} onChange={setIdCheck} />
      </div>
      <div className="network-pair">
        <NumberField label={t("network.per-hour")} value={perHour} onChange={setPerHour} />
        <NumberField label={t("network.seats")} hint={t("network.seats-hint")} value={seats} onChange={setSeats} />
      </div>
      <Check checked={escort} onChange={setEscort} label={t("network.escort")} />
    </>
  );
  return { said, head, rest };
};
