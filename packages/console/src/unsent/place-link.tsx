import type { UnsentPlace } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** Where it was written, as a way there. */
export const PlaceLink = ({ place }: { place: UnsentPlace }) => {
  const { t } = useWords();
  const { threads } = useView();
  if (place.case !== null)
    return (
      <Link to="/cases/$case" params={{ case: place.case.id }}>
        {place.case.alias}
      </Link>
    );
  const thread = threads.find(({ mailbox }) => mailbox === place.mailbox);
  if (thread === undefined) return place.part === null ? null : <span>{t(`part.${place.part}`)}</span>;
  return (
    <Link to="/queue/$mailbox" params={{ mailbox: thread.mailbox }}>
      {thread.name}
    </Link>
  );
};
