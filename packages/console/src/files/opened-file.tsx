import type { LetterFile } from "@fairlead/casework";
import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useCleanedCopy } from "./cleaned-copy.ts";
import { PIXELS_LIMIT, type Picture, pictureIn } from "./picture.ts";

type Props = { file: LetterFile; bytes: Uint8Array<ArrayBuffer>; onClose(): void };

/**
 * A file in memory. What was not cleaned before it came is cleaned here: so nobody passes on by mistake where somebody
 * lives. The untouched original is a step further, as evidence.
 */
export const OpenedFile = ({ file, bytes, onClose }: Props) => {
  const { t } = useWords();
  const isCleaned = file.cleaned === "cleaned";
  const copy = useCleanedCopy(bytes, !isCleaned);
  const [original, setOriginal] = useState(false);
  if (isCleaned) return <Shown file={file} bytes={bytes} onClose={onClose} />;
  if (copy === "looking") {
    return (
      <p className="row" role="status">
        {t("files.being-cleaned")}
        <button type="button" className="button" onClick={onClose}>
          {t("files.close")}
        </button>
      </p>
    );
  }
  if (copy === null) {
    return (
      <>
        <p className="warning" role="status">
          <Icon name="warning" /> {t("files.not-cleaned-here")}
        </p>
        <Shown file={file} bytes={bytes} onClose={onClose} />
      </>
    );
  }
  return original ? (
    <>
      <p className="warning" role="status">
        <Icon name="warning" /> {t("files.is-original")}
      </p>
      <Shown key="original" file={file} bytes={bytes} onClose={onClose}>
        <button type="button" className="button" onClick={() => setOriginal(false)}>
          {t("files.back-to-cleaned")}
        </button>
      </Shown>
    </>
  ) : (
    <>
      <p className="quiet" role="status">
        <Icon name="check" /> {t("files.cleaned-here")} {isPdf(copy) ? t("files.pdf-copy") : null}
      </p>
      <Shown key="copy" file={file} bytes={copy} onClose={onClose}>
        <button type="button" className="button" onClick={() => setOriginal(true)}>
          {t("files.original-instead")}
        </button>
      </Shown>
    </>
  );
};

const isPdf = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-";

/**
 * Pictures are covered until asked for, and drawn only where their own header says that they fit; sound and film play;
 * anything else is only saved: a document that is drawn here could speak to others, or be a bomb.
 */
const Shown = ({ file, bytes, onClose, children }: Props & { children?: ReactNode }) => {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const picture = pictureIn(bytes);
  const fits = picture !== null && picture.width * picture.height <= PIXELS_LIMIT;
  const url = useBlob(bytes, typeFor(file, picture));
  const plays = picture === null && /^(audio|video)\//.test(file.type);
  return (
    <div className="file-open">
      {picture !== null && !fits ? (
        <p className="warning">{t("files.too-many-pixels", { w: picture.width, h: picture.height })}</p>
      ) : null}
      {fits && shown && url !== null ? <img className="file-picture" src={url} alt={file.name} /> : null}
      {plays && shown && url !== null ? <Played file={file} url={url} /> : null}
      {picture === null && !plays ? <p className="quiet">{t("files.only-saved")}</p> : null}
      <p className="row">
        {(fits || plays) && !shown ? (
          <button type="button" className="button" data-filled onClick={() => setShown(true)}>
            <Icon name="eye-off" /> {t(plays ? "files.play" : "files.show")}
          </button>
        ) : null}
        {url === null ? null : <SaveFile file={file} url={url} />}
        {children}
        <button type="button" className="button" onClick={onClose}>
          {t("files.close")}
        </button>
      </p>
    </div>
  );
};

/** Never the sender's word for anything that a browser would run or draw by itself. */
const typeFor = (file: LetterFile, picture: Picture | null): string =>
  picture?.type ?? (/^(audio|video)\/[a-z0-9.+-]+$/.test(file.type) ? file.type : "application/octet-stream");

const useBlob = (bytes: Uint8Array<ArrayBuffer>, type: string): string | null => {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
};

const Played = ({ file, url }: { file: LetterFile; url: string }) =>
  file.type.startsWith("video/") ? (
    // biome-ignore lint/a11y/useMediaCaption: a caller's film has none
    <video className="file-picture" controls src={url} aria-label={file.name} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: a caller's voice note has none
    <audio controls src={url} aria-label={file.name} />
  );

/** On a disk it lies open, outlives the lock, and is found by whoever takes the machine. */
const SaveFile = ({ file, url }: { file: LetterFile; url: string }) => {
  const { t } = useWords();
  const [warned, setWarned] = useState(false);
  return warned ? (
    <>
      <span className="warning">{t("files.save-warning")}</span>
      <a className="button" href={url} download={file.name}>
        {t("files.save-anyway")}
      </a>
    </>
  ) : (
    <button type="button" className="button" onClick={() => setWarned(true)}>
      {t("files.save")}
    </button>
  );
};
