import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { peopleText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";

/** How many cases were erased, and parts taken from this member, when the screen was opened. */
export type Before = { erased: number; taken: number };

/** Where a case stood until now: erased by two, or no longer given. Its alias is not kept for the sentence. */
export const Gone = ({ before }: { before: Before }) => {
  const { t, days } = useWords();
  const { erased, status } = useView();
  const now = useNow(60_000);
  const [newest] = erased;
  // Decided once: what is erased or taken elsewhere afterwards is not this one.
  const [wasErased] = useState(erased.length > before.erased && status.takenAway.length === before.taken);
  return (
    <div className="page">
      <h1>{t(wasErased ? "erase.gone-title" : "withdraw-part.gone-title")}</h1>
      <p role="status">
        {wasErased && newest !== undefined
          ? t("erase.gone", { at: days.when(newest.at, now), who: peopleText(t, newest.by) })
          : t("withdraw-part.gone")}
      </p>
      <p>
        <Link to="/cases" className="button">
          {t("nav.cases")}
        </Link>
      </p>
    </div>
  );
};
