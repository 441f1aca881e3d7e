import { Icon, type IconName } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { statusOf } from "./status.ts";

const SIGN: Record<ReturnType<typeof statusOf>["kind"], IconName> = {
  halted: "halted",
  disputed: "halted",
  refused: "halted",
  reading: "warning",
  "not-kept": "warning",
  offline: "offline",
  pending: "warning",
  unread: "warning",
  unchecked: "warning",
  "up-to-date": "check",
};

/** One plain sentence: the worst thing first. Its kind is announced; its running age is not. */
export const StatusLine = () => {
  const { t, days } = useWords();
  const { status } = useView();
  const now = useNow(5_000);
  const said = statusOf(status);
  const age =
    status.syncedAt === null
      ? ""
      : now - status.syncedAt < 60_000
        ? t("age.seconds", { n: Math.max(0, Math.round((now - status.syncedAt) / 1000)) })
        : days.age(now - status.syncedAt);
  const at = status.syncedAt === null ? "" : days.when(status.syncedAt, now);
  return (
    <p
      className={
        SIGN[said.kind] === "halted" ? "status danger" : said.kind === "up-to-date" ? "status" : "status warning"
      }
    >
      <Icon name={SIGN[said.kind]} />
      <span aria-hidden="true">{t(`status.${said.kind}`, { age, at, n: said.n, code: status.refused ?? "" })}</span>
      <span className="hidden-visually" role="status">
        {t(`status.${said.kind}.short`, { n: said.n })}
      </span>
    </p>
  );
};
