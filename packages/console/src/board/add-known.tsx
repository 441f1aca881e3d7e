import { identifiersIn, KNOWN_KINDS, type KnownKind, namesIn, type ThreadView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && line.length <= 200),
  ),
];

/** What the caller wrote, once each: a member strikes out what does not belong. */
const foundIn = (thread: ThreadView | null): { names: string; identifiers: string } => {
  const texts = (thread?.messages ?? []).flatMap(({ direction, text }) =>
    direction === "to-team" ? [text ?? ""] : [],
  );
  return {
    names: [...new Set(texts.flatMap(namesIn).map(({ text }) => text))].slice(0, 5).join("\n"),
    identifiers: [...new Set(texts.flatMap(identifiersIn).map(({ text }) => text))].slice(0, 10).join("\n"),
  };
};

/** Somebody whom the next shift should recognise. One member's word until another confirms it; closes no thread. */
export const AddKnown = ({ thread, onClose }: { thread: ThreadView | null; onClose(): void }) => {
  const { t } = useWords();
  const deed = useDeed();
  const [found] = useState(() => foundIn(thread));
  const [kind, setKind] = useState<KnownKind | null>(null);
  const [names, setNames] = useState(found.names);
  const [identifiers, setIdentifiers] = useState(found.identifiers);
  const [reason, setReason] = useState("");
  const [source, setSource] = useState("");
  const said = { names: linesOf(names).slice(0, 20), identifiers: linesOf(identifiers).slice(0, 50) };
  return (
    <FormDialog
      title={t("known.add-title")}
      opened
      onClose={onClose}
      wide
      deed={deed}
      submit={t("known.add-do")}
      warning={t("known.add-warning")}
      ready={
        kind !== null && said.names.length + said.identifiers.length > 0 && reason.trim() !== "" && source.trim() !== ""
      }
      act={() =>
        deed.run(async (act) =>
          kind === null
            ? { kind: "incomplete", field: "kind" }
            : act.addKnown({ kind, ...said, reason: reason.trim(), source: source.trim() }),
        )
      }
    >
      <Radios
        legend={t("known.kind")}
        value={kind}
        onChange={setKind}
        options={KNOWN_KINDS.map((one) => ({
          value: one,
          text: (
            <>
              {t(`known-kind.${one}`)} <span className="quiet">{t(`known-kind.${one}.means`)}</span>
            </>
          ),
        }))}
      />
      <TextField label={t("known.names")} hint={t("known.one-a-line")} value={names} onChange={setNames} lines={2} />
      <TextField
        label={t("known.identifiers")}
        hint={t("known.identifiers-hint")}
        value={identifiers}
        onChange={setIdentifiers}
        lines={2}
      />
      <TextField
        label={t("known.reason")}
        hint={t("known.reason-hint")}
        value={reason}
        onChange={setReason}
        lines={2}
      />
      <TextField label={t("verification.source")} hint={t("known.source-hint")} value={source} onChange={setSource} />
    </FormDialog>
  );
};
