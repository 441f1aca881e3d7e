import { ENTRIES_AT_ONCE, ENTRIES_MOST, type EntryView, entryKey, type NetworkEntry } from "@fairlead/casework";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { isTaken, Refused, useDeed } from "../session/deed.tsx";
import { useNow } from "../session/session.tsx";
import { NumberField } from "./entry-form.tsx";
import { wholeIn } from "./entry-words.ts";
import { batchesOf } from "./from-file.ts";
import type { Asked, Read } from "./import-worker.ts";
import { whatItAdds } from "./what-it-adds.ts";

type Stage =
  | { kind: "choosing" }
  | { kind: "reading" }
  | { kind: "read"; read: Read }
  | { kind: "writing"; read: Read; done: number; of: number }
  | { kind: "ended"; done: number; of: number };

/** A timetable, or a network of the planner, as entries: read apart from the desk, looked at, then written in pieces. */
export const ImportDialog = ({ known, onClose }: { known: readonly EntryView[]; onClose(): void }) => {
  const { t } = useWords();
  const now = useNow(60_000);
  const id = useId();
  const deed = useDeed();
  const [stage, setStage] = useState<Stage>({ kind: "choosing" });
  const [date, setDate] = useState(() => new Date(now).toISOString().slice(0, 10));
  const [metres, setMetres] = useState("200");
  const [source, setSource] = useState("");
  const worker = useRef<Worker | null>(null);
  const stopped = useRef(false);
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
    stopped.current = true;
  }, []);
  useEffect(() => stop, [stop]);

  const read = async (file: File) => {
    setSource((before) => (before === "" ? file.name.slice(0, 200) : before));
    setStage({ kind: "reading" });
    const broken: Read = { kind: "refused", where: file.name, reason: t("network.unreadable") };
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) {
      setStage({ kind: "read", read: broken });
      return;
    }
    const reading = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" });
    worker.current = reading;
    const end = (found: Read) => {
      reading.terminate();
      const added = found.kind === "entries" ? { ...found, entries: whatItAdds(found.entries, known, now) } : found;
      // With who says so it is kept by which clocks: whoever brings in another timetable can see it.
      if (found.kind === "entries" && found.zone !== null) {
        const clocks = ` (${found.zone})`;
        setSource((before) => (before.endsWith(clocks) ? before : before.slice(0, 200 - clocks.length) + clocks));
      }
      setStage({ kind: "read", read: added });
    };
    reading.addEventListener("message", ({ data }: MessageEvent<Read>) => end(data));
    reading.addEventListener("error", () => end(broken));
    const asked: Asked = { bytes: new Uint8Array(bytes), date, metres: wholeIn(metres) ?? 0 };
    reading.postMessage(asked);
  };

  const write = async (found: Extract<Read, { kind: "entries" }>) => {
    stopped.current = false;
    const versions = new Map(known.map(({ entry, version }) => [entryKey(entry), version]));
    const asOf = Math.floor(now / 60_000) * 60_000;
    const of = found.entries.length;
    let done = 0;
    for (const entries of batchesOf(found.entries, ENTRIES_AT_ONCE)) {
      if (stopped.current) break;
      setStage({ kind: "writing", read: found, done, of });
      const said = entries.map((entry) => ({ entry, over: versions.get(entryKey(entry)) ?? 0 }));
      const outcome = await deed.run((act) => act.writeNetwork({ entries: said, source: source.trim(), asOf }));
      // What waits is kept on this device, and the next piece waits behind it.
      if (!isTaken(outcome)) break;
      done += entries.length;
    }
    setStage({ kind: "ended", done, of });
  };

  return (
    <Dialog title={t("network.import-title")} opened onClose={onClose} wide holds>
      <div className="stack">
        {stage.kind === "choosing" ? (
          <>
            <p className="quiet">{t("network.import-about")}</p>
            <div className="network-pair">
              <div className="field">
                <label htmlFor={`${id}-date`}>{t("network.import-date")}</label>
                <input
                  id={`${id}-date`}
                  type="date"
                  className="input"
                  value={date}
                  onChange={(event) => setDate(event.target.value)}
                />
              </div>
              <NumberField label={t("network.import-metres")} value={metres} onChange={setMetres} />
            </div>
            <div className="field">
              <label htmlFor={`${id}-file`}>{t("network.import-file")}</label>
              <input
                id={`${id}-file`}
                type="file"
                className="input"
                accept=".zip,.json"
                disabled={date === ""}
                onChange={({ target: { files } }) => {
                  const file = files?.[0];
                  if (file) void read(file);
                }}
              />
            </div>
          </>
        ) : null}
        {stage.kind === "reading" ? (
          <p role="status">
            {t("network.reading")} <progress aria-label={t("network.reading")} />
          </p>
        ) : null}
        {stage.kind === "read" && stage.read.kind === "refused" ? (
          <p role="alert" className="said" dir="auto">
            {t("network.import-refused", { where: stage.read.where, reason: stage.read.reason })}
          </p>
        ) : null}
        {stage.kind === "read" && stage.read.kind === "entries" ? (
          <Report read={stage.read} known={known} source={source} onSource={setSource} />
        ) : null}
        {stage.kind === "writing" ? (
          <p role="status">
            {t("network.written-of", { done: stage.done, of: stage.of })}{" "}
            <progress value={stage.done} max={stage.of} aria-label={t("network.import-title")} />
          </p>
        ) : null}
        {stage.kind === "ended" ? (
          <p role="status">{t("network.written-of", { done: stage.done, of: stage.of })}</p>
        ) : null}
        <Refused deed={deed} />
        <div className="row dialog-end">
          {stage.kind === "writing" ? (
            <button type="button" className="button" onClick={stop}>
              {t("network.import-stop")}
            </button>
          ) : (
            <button type="button" className="button" onClick={onClose}>
              {stage.kind === "ended" ? t("close") : t("cancel")}
            </button>
          )}
          {stage.kind === "read" && stage.read.kind === "entries" ? (
            <WriteButton read={stage.read} known={known} source={source} onWrite={write} />
          ) : null}
        </div>
      </div>
    </Dialog>
  );
};

type Entries = Extract<Read, { kind: "entries" }>;

const addedBy = (entries: readonly NetworkEntry[], known: readonly EntryView[]): number => {
  const there = new Set(known.map(({ entry }) => entryKey(entry)));
  return entries.filter((entry) => !there.has(entryKey(entry))).length;
};

type WriteProps = { read: Entries; known: readonly EntryView[]; source: string; onWrite(read: Entries): Promise<void> };

const WriteButton = ({ read, known, source, onWrite }: WriteProps) => {
  const { t } = useWords();
  const fits = known.length + addedBy(read.entries, known) <= ENTRIES_MOST;
  return (
    <button
      type="button"
      className="button"
      data-filled
      disabled={!fits || source.trim() === "" || read.entries.length === 0}
      onClick={() => void onWrite(read)}
    >
      {t("network.import-do", { n: read.entries.length })}
    </button>
  );
};

type ReportProps = { read: Entries; known: readonly EntryView[]; source: string; onSource(source: string): void };

/** What would be written and what the file had wrong, before anything is. */
const Report = ({ read, known, source, onSource }: ReportProps) => {
  const { t } = useWords();
  const count = (kind: NetworkEntry["kind"]) => read.entries.filter((entry) => entry.kind === kind).length;
  const added = addedBy(read.entries, known);
  return (
    <>
      <p>
        {t("network.found", {
          places: count("place"),
          services: count("service"),
          drives: count("drive"),
          walks: count("walk"),
        })}{" "}
        {t("network.of-these-new", { n: added })} <span className="quiet">{t("network.import-keeps")}</span>
      </p>
      {read.zone === null ? null : <p>{t("network.import-clocks", { zone: read.zone })}</p>}
      {known.length + added > ENTRIES_MOST ? (
        <p role="alert" className="said">
          {t("refusal.too-many-entries", { most: ENTRIES_MOST })}
        </p>
      ) : null}
      {read.brokenCount === 0 ? null : (
        <details>
          <summary>{t("network.broken", { n: read.brokenCount })}</summary>
          <ul className="small">
            {read.broken.map(({ where, reason }) => (
              <li key={`${where} ${reason}`} dir="auto">
                {where}: {reason}
              </li>
            ))}
            {read.brokenCount > read.broken.length ? (
              <li className="quiet">{t("things.more-uses", { n: read.brokenCount - read.broken.length })}</li>
            ) : null}
          </ul>
        </details>
      )}
      <TextField label={t("network.source")} hint={t("network.source-hint")} value={source} onChange={onSource} />
    </>
  );
};
