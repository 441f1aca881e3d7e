import {
  type CaseView,
  type ConsentId,
  type FactView,
  PHOTO_BYTES_MOST,
  type PhotoView,
  type StreamId,
} from "@fairlead/casework";
import { useId, useRef, useState } from "react";
import { ConsentChoice, consentsFor } from "../consent/consent-choice.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useUndo } from "../undo/undo.tsx";
import { type DrawnAnew, drawnAnew } from "./drawn-anew.ts";
import { PhotoPicture } from "./photo-picture.tsx";
import { shownOn } from "./photo-words.ts";
import { PERSON, type Subject, subjectsFor } from "./subjects.ts";

type Props = {
  /** null for who holds nothing else of the case, and reads no consent of it. */
  one: CaseView | null;
  stream: StreamId;
  person: string;
  /** What is known of their papers; null while it is covered. */
  papers: FactView | null;
  /** The one that it takes the place of. */
  instead?: PhotoView;
  onClose(): void;
};

type Picked = { step: "none" } | { step: "drawing" } | DrawnAnew;

/** Picked, drawn anew on this machine, looked at, and only then sealed: what is seen here is all that is kept. */
export const PhotoDialog = ({ one, stream, person, papers, instead, onClose }: Props) => {
  const words = useWords();
  const { t } = words;
  const deed = useDeed();
  const offer = useUndo();
  const id = useId();
  const [subject, setSubject] = useState<Subject>(instead ?? PERSON);
  const { subjects, chosen } = subjectsFor(subject, papers);
  const [picked, setPicked] = useState<Picked>({ step: "none" });
  const [reason, setReason] = useState("");
  const allowing = one === null ? [] : consentsFor(one, "photo");
  // Of one person alone there is nobody else whose face it could be.
  const likely = one?.people === 1 && allowing.length === 1 ? allowing[0]?.consent : undefined;
  const before = allowing.find(({ consent }) => consent === instead?.rests)?.consent;
  const [rests, setRests] = useState<ConsentId | "">(before ?? (instead === undefined ? likely : undefined) ?? "");
  const isFace = subject.shows === PERSON.shows;
  const turn = useRef(0);
  const pick = async (file: File) => {
    const mine = ++turn.current;
    setPicked({ step: "drawing" });
    const drawn = await drawnAnew(file);
    if (turn.current === mine) setPicked(drawn);
  };
  const drawn = "kind" in picked && picked.kind === "drawn" ? picked : null;
  const failed = "kind" in picked && picked.kind !== "drawn" ? picked.kind : null;
  return (
    <FormDialog
      title={t(instead === undefined ? "photo.add-title" : "photo.replace-title")}
      opened
      onClose={onClose}
      deed={deed}
      halfWritten={drawn !== null}
      submit={t("save")}
      ready={drawn !== null && (instead === undefined || reason.trim() !== "")}
      act={async () => {
        if (drawn === null) return null;
        const { shows, paper } = subject;
        const named = isFace && rests !== "" ? { rests } : {};
        const said = { person, shows, paper, picture: drawn.bytes, ...named };
        const old = instead === undefined ? undefined : { photo: instead.photo, reason: reason.trim() };
        const added = await deed.run((act) => act.addPhoto(stream, said, old));
        if (added?.kind === "done" && instead === undefined)
          offer({
            said: t("undo.photo", { what: shownOn(words, subject, true) }),
            back: (act) => act.removePhoto(stream, added.photo, t("undo.reason")),
          });
        return added;
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("photo.file")}</label>
        <input
          id={id}
          type="file"
          className="input"
          accept="image/jpeg,image/png,image/webp,image/gif"
          aria-describedby={`${id}-hint`}
          onChange={({ target: { files } }) => {
            const file = files?.[0];
            if (file) void pick(file);
          }}
        />
        <p id={`${id}-hint`} className="quiet small">
          {t("photo.file-hint", { kb: PHOTO_BYTES_MOST / 1024 })}
        </p>
      </div>
      {"step" in picked && picked.step === "drawing" ? <p role="status">{t("photo.drawing")}</p> : null}
      {failed === null ? null : (
        <p role="alert" className="said">
          {t(`photo.not.${failed}`)}
        </p>
      )}
      {drawn === null ? null : (
        <figure className="photo-preview">
          <PhotoPicture bytes={drawn.bytes} alt={t("photo.preview")} />
          <figcaption className="quiet small" role="status">
            {t("photo.preview-means", { kb: Math.ceil(drawn.bytes.length / 1024), w: drawn.width, h: drawn.height })}
          </figcaption>
        </figure>
      )}
      <SelectField
        label={t("photo.shows")}
        value={String(chosen)}
        options={subjects.map((one, index) => ({ value: String(index), text: shownOn(words, one, papers === null) }))}
        onChange={(index) => setSubject(subjects[Number(index)] ?? subject)}
      />
      {!isFace ? null : allowing.length === 0 ? (
        <p className="quiet small">{t(one === null ? "photo.rests-unseen" : "photo.rests-missing")}</p>
      ) : (
        <ConsentChoice
          consents={allowing}
          value={rests}
          onChange={setRests}
          none={t("photo.rests-none")}
          hint={t("photo.rests-hint")}
        />
      )}
      {instead === undefined ? null : (
        <TextField label={t("reason")} hint={t("photo.reason-hint")} value={reason} onChange={setReason} />
      )}
    </FormDialog>
  );
};

/** Taken out it is shown to nobody; its sealed bytes go with the case. */
export const RemovePhotoDialog = ({
  stream,
  photo,
  onClose,
}: {
  stream: StreamId;
  photo: PhotoView;
  onClose(): void;
}) => {
  const words = useWords();
  const { t } = words;
  const deed = useDeed();
  const [reason, setReason] = useState("");
  return (
    <FormDialog
      title={t("photo.remove-title", { what: shownOn(words, photo, false) })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("photo.remove-do")}
      warning={t("photo.remove-means")}
      ready={reason.trim() !== ""}
      act={() => deed.run((act) => act.removePhoto(stream, photo.photo, reason.trim()))}
    >
      <TextField label={t("reason")} hint={t("photo.reason-hint")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
