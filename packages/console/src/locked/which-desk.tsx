import { useState } from "react";
import { useWords } from "../say/words.tsx";
import type { Identity } from "./joining.ts";

type Build = { kind: "unasked" } | { kind: "known"; words: string[] | null };

/** For whoever did not start this desk himself: words to compare with those that an administrator reads out. */
export const WhichDesk = ({ identity }: { identity: Identity }) => {
  const { t } = useWords();
  const [build, setBuild] = useState<Build>({ kind: "unasked" });
  const organisation = identity.organisation();
  return (
    <details
      className="small which-desk"
      onToggle={async (event) => {
        if (event.currentTarget.open) setBuild({ kind: "known", words: await identity.build() });
      }}
    >
      <summary>{t("which-desk")}</summary>
      {organisation === null ? null : (
        <p>
          {t("which-desk.organisation")} <b lang="en">{organisation.join(" ")}</b>
        </p>
      )}
      {build.kind === "unasked" ? null : (
        <p>
          {t("which-desk.build")} <b lang="en">{build.words?.join(" ") ?? t("which-desk.no-build")}</b>
        </p>
      )}
      <p className="quiet">{t("which-desk.proves")}</p>
    </details>
  );
};
