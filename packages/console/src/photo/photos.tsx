import { type CaseView, type FactView, lineOf, type PartView, type PhotoView } from "@fairlead/casework";
import { useMemo, useState } from "react";
import { OpenedFile } from "../files/opened-file.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";
import { PhotoDialog, RemovePhotoDialog } from "./photo-dialog.tsx";
import { PhotoPicture } from "./photo-picture.tsx";
import { shownOn } from "./photo-words.ts";
import "../files/files.css";
import "./photo.css";

type Props = {
  part: PartView;
  /** null for who holds nothing else of the case. */
  one: CaseView | null;
  person: string;
  papers: FactView | null;
  covered: boolean;
  /** It may be written. */
  open: boolean;
  now: number;
};

/** Pictures of one person and of their papers. A face identifies: it stands covered like a name. */
export const Photos = ({ part, one, person, papers, covered, open, now }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const [adding, setAdding] = useState(false);
  const theirs = part.photos.filter((photo) => photo.person === person);
  const standing = theirs.filter(({ removed }) => removed === null);
  return (
    <section className="stack" data-tight aria-label={t("photo.heading")}>
      <div className="spread">
        <h3>{t("photo.heading")}</h3>
        {open ? (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t("photo.add")}
          </button>
        ) : null}
      </div>
      {standing.length === 0 ? <p className="quiet">{t("photo.none")}</p> : null}
      <ul className="photos">
        {standing.map((photo) => (
          <PhotoLine key={photo.photo} {...{ part, one, photo, papers, covered, open, now }} />
        ))}
      </ul>
      {theirs.flatMap(({ photo, removed, ...said }) =>
        removed === null
          ? []
          : [
              <p key={photo} className="quiet small" data-line={lineOf("photo", part.part, person, photo)}>
                {t("photo.taken-out", {
                  what: shownOn(words, said, true),
                  who: personText(t, removed.by),
                  at: days.when(removed.at, now),
                })}{" "}
                <bdi>{removed.reason}</bdi>
              </p>,
            ],
      )}
      {adding ? (
        <PhotoDialog
          one={one}
          stream={part.stream}
          person={person}
          papers={covered ? null : papers}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  );
};

type LineProps = Omit<Props, "person"> & { photo: PhotoView };

const PhotoLine = ({ part, one, photo, papers, covered, open, now }: LineProps) => {
  const words = useWords();
  const { t, days } = words;
  const [asking, setAsking] = useState<"open" | "replace" | "remove" | null>(null);
  const what = shownOn(words, photo, covered);
  const close = () => setAsking(null);
  return (
    <li className="photo" data-line={lineOf("photo", part.part, photo.person, photo.photo)}>
      {photo.stopped !== null ? (
        <p className="fact-covered photo-covered">
          {t(photo.rests === undefined ? "photo.stopped-unnamed" : "photo.stopped")}
        </p>
      ) : covered ? (
        <p className="fact-covered photo-covered">{t("fact.covered")}</p>
      ) : photo.bytes === null ? (
        <p className="fact-covered photo-covered">{t("fact.left-out")}</p>
      ) : (
        <Thumbnail part={part} photo={photo} what={what} onOpen={() => setAsking("open")} />
      )}
      <p>
        <bdi>{what}</bdi>
        <br />
        <span className="quiet small">
          {personText(t, photo.by)}, {days.when(photo.at, now)}
        </span>
      </p>
      {open && !covered ? (
        <p className="row">
          {photo.stopped === null ? (
            <button type="button" className="link small" onClick={() => setAsking("replace")}>
              {t("photo.replace")}
              <span className="hidden-visually"> {what}</span>
            </button>
          ) : null}
          <button type="button" className="link small" onClick={() => setAsking("remove")}>
            {t("photo.remove")}
            <span className="hidden-visually"> {what}</span>
          </button>
        </p>
      ) : null}
      {asking === "open" && !covered && photo.stopped === null ? (
        <PhotoOpen part={part} photo={photo} what={what} onClose={close} />
      ) : null}
      {asking === "replace" && !covered ? (
        <PhotoDialog
          one={one}
          stream={part.stream}
          person={photo.person}
          papers={papers}
          instead={photo}
          onClose={close}
        />
      ) : null}
      {asking === "remove" && !covered ? (
        <RemovePhotoDialog stream={part.stream} photo={photo} onClose={close} />
      ) : null}
    </li>
  );
};

/** Read when it is shown, and let go of when it is covered. */
const usePicture = (part: PartView, { photo }: PhotoView): Uint8Array<ArrayBuffer> | null => {
  const { hand } = useSession();
  return useMemo(() => {
    const opened = hand.photo(part.stream, photo);
    return opened.kind === "photo" ? opened.bytes : null;
  }, [hand, part.stream, photo]);
};

type Of = { part: PartView; photo: PhotoView; what: string };

const Thumbnail = ({ part, photo, what, onOpen }: Of & { onOpen(): void }) => {
  const { t } = useWords();
  const bytes = usePicture(part, photo);
  if (bytes === null) return <p className="quiet small">{t("photo.gone")}</p>;
  return (
    <button type="button" className="photo-thumbnail" onClick={onOpen} aria-label={t("photo.open", { what })}>
      <PhotoPicture bytes={bytes} alt="" />
    </button>
  );
};

/** In the viewer that letters' files have: shown, saved after a warning, never sent anywhere. */
const PhotoOpen = ({ part, photo, what, onClose }: Of & { onClose(): void }) => {
  const bytes = usePicture(part, photo);
  const file = {
    ...{ id: photo.photo, key: "", name: `${photo.shows}.jpg`, type: "image/jpeg" },
    ...{ size: photo.bytes ?? 0, cleaned: "cleaned" as const },
  };
  return (
    <Dialog title={what} opened onClose={onClose} wide>
      {bytes === null ? null : <OpenedFile file={file} bytes={bytes} onClose={onClose} />}
    </Dialog>
  );
};
