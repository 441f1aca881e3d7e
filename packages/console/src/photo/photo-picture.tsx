import { useEffect, useState } from "react";
import { PIXELS_LIMIT, pictureIn } from "../files/picture.ts";
import { useWords } from "../say/words.tsx";

/** Drawn only where its own header says that it fits: a colleague's changed program may have sealed a bomb. */
export const PhotoPicture = ({ bytes, alt }: { bytes: Uint8Array<ArrayBuffer>; alt: string }) => {
  const { t } = useWords();
  const [url, setUrl] = useState<string | null>(null);
  const found = pictureIn(bytes);
  const fits = found?.type === "image/jpeg" && found.width * found.height <= PIXELS_LIMIT;
  useEffect(() => {
    if (!fits) return;
    const made = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, fits]);
  if (!fits) return <span className="quiet small">{t("photo.not-drawn")}</span>;
  return url === null ? null : <img className="photo-picture" src={url} alt={alt} />;
};
