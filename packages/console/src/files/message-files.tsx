import type { LetterFile } from "@fairlead/casework";
import type { FileOpened } from "@fairlead/client";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";
import { OpenedFile } from "./opened-file.tsx";
import "./files.css";

/** The files of one message. Nothing is fetched, and nothing shown, before somebody asks for it. */
export const MessageFiles = ({ files }: { files: readonly LetterFile[] }) => {
  const { t } = useWords();
  return files.length === 0 ? null : (
    <ul className="files" aria-label={t("files.label")}>
      {files.map((file) => (
        <li key={file.id}>
          <FileLine file={file} />
        </li>
      ))}
    </ul>
  );
};

type Fetched =
  | { step: "closed" }
  | { step: "coming"; bytes: number }
  | { step: "open"; bytes: Uint8Array<ArrayBuffer> }
  | { step: "failed"; why: Exclude<FileOpened["kind"], "file" | "stopped"> | "offline" };

const FileLine = ({ file }: { file: LetterFile }) => {
  const { t, number } = useFileWords();
  const { hand } = useSession();
  const [fetched, setFetched] = useState<Fetched>({ step: "closed" });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const open = async () => {
    const controller = new AbortController();
    stop.current = controller;
    setFetched({ step: "coming", bytes: 0 });
    const progress = (bytes: number) => controller.signal.aborted || setFetched({ step: "coming", bytes });
    const opened = await hand.file(file, progress, controller.signal);
    if (controller.signal.aborted || opened.kind === "locked" || opened.kind === "stopped") return;
    setFetched(opened.kind === "file" ? { step: "open", bytes: opened.bytes } : { step: "failed", why: opened.kind });
  };
  const close = () => {
    stop.current?.abort();
    setFetched({ step: "closed" });
  };

  return (
    <div className="file">
      <p className="row">
        <b className="file-name">
          <bdi>{file.name}</bdi>
        </b>
        <span className="quiet small">
          {number(file.size)} · <bdi dir="ltr">{file.type}</bdi>
        </span>
        <span className={file.cleaned === "cleaned" ? "sign small quiet" : "sign small warning"}>
          <Icon name={file.cleaned === "cleaned" ? "check" : "warning"} />
          {t(`files.${file.cleaned}`)}
        </span>
      </p>
      {fetched.step === "coming" ? (
        <p className="row">
          <progress max={Math.max(1, file.size)} value={fetched.bytes} aria-label={t("files.coming")} />
          <button type="button" className="button" onClick={close}>
            {t("files.stop")}
          </button>
        </p>
      ) : fetched.step === "open" ? (
        <OpenedFile file={file} bytes={fetched.bytes} onClose={close} />
      ) : (
        <>
          {fetched.step === "failed" ? (
            <p className="danger" role="alert">
              {t(`files.failed.${fetched.why}`)}
            </p>
          ) : null}
          <button type="button" className="button" onClick={() => void open()}>
            {t("files.open")} <span className="hidden-visually">{file.name}</span>
          </button>
        </>
      )}
    </div>
  );
};

/** Sizes as people say them. */
const useFileWords = () => {
  const { t } = useWords();
  const number = (bytes: number) =>
    bytes < 1024 * 1024
      ? t("files.kilobytes", { n: Math.max(1, Math.round(bytes / 1024)) })
      : t("files.megabytes", { n: Math.round((10 * bytes) / (1024 * 1024)) / 10 });
  return { t, number };
};
