import { type Marked, mayWrite } from "@fairlead/casework";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { MarkDialog } from "./mark-dialog.tsx";

type Props = { of: Marked; name: string; label?: string };

const isSame = (of: Marked, shown: { kind: string } & object): boolean =>
  of.kind === shown.kind &&
  ((of.kind === "mailbox" && "mailbox" in shown && shown.mailbox === of.mailbox) ||
    (of.kind === "thing" && "thing" in shown && shown.thing === of.thing) ||
    (of.kind === "member" && "person" in shown && (shown.person as { id: string }).id === of.member) ||
    (of.kind === "case" && "case" in shown && shown.case === of.case));

/** Marks what stands here; where it is marked already, leads to what it reaches. */
export const MarkButton = ({ of, name, label }: Props) => {
  const { t } = useWords();
  const { me, exposure, cases } = useView();
  const navigate = useNavigate();
  const [marking, setMarking] = useState(false);
  const standing = exposure.marks.find((mark) => mark.withdrawn === null && isSame(of, mark.of));
  if (standing)
    return (
      <Link to="/exposure/$mark" params={{ mark: standing.mark }} className="button" data-grave>
        {t("exposure.is-marked")}
      </Link>
    );
  // What belongs to no case of this member's is marked in the register, which not everybody holds.
  const inCase =
    of.kind === "case" ||
    (of.kind === "mailbox" && cases.some((one) => one.mailboxes.some(({ mailbox }) => mailbox === of.mailbox)));
  if (!mayWrite(me.role, "markCompromised") || (!inCase && exposure.things === null)) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setMarking(true)}>
        {label ?? t("exposure.mark-this")}
      </button>
      {marking ? (
        <MarkDialog
          subject={{ key: "this", of, name, what: "" }}
          onClose={() => setMarking(false)}
          onMarked={(mark) => void navigate({ to: "/exposure/$mark", params: { mark } })}
        />
      ) : null}
    </>
  );
};
