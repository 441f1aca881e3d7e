import type { View } from "@fairlead/client";
import type { Say } from "../say/words.tsx";

/** What the palette offers: found on this device, by name; nothing is asked of the server. */
export type Find = { key: string; text: string; second: string; go(): void };

type Names = { cases: Pick<View["cases"][number], "case" | "alias" | "closed" | "stage">[] } & {
  threads: Pick<View["threads"][number], "mailbox" | "name" | "closed" | "standing" | "urgency">[];
};

/** Cases and threads by name: of this member's view and of nothing else, which is all that he may know. [P3] */
export const namesIn = (
  { cases, threads }: Names,
  t: Say,
  go: { toCase(id: Names["cases"][number]["case"]): void; toThread(id: Names["threads"][number]["mailbox"]): void },
): Find[] => [
  ...cases.map((one) => ({
    key: one.case,
    text: one.alias,
    second: one.closed === null ? t(`stage.${one.stage}`) : t("closed"),
    go: () => go.toCase(one.case),
  })),
  ...threads
    .filter((thread) => thread.standing !== "in-case")
    .map((thread) => ({
      key: thread.mailbox,
      text: thread.name,
      second: thread.closed === null ? t(`urgency.${thread.urgency.level}`) : t("closed"),
      go: () => go.toThread(thread.mailbox),
    })),
];

const plain = (text: string): string =>
  text.toLocaleLowerCase().replaceAll("ё", "е").normalize("NFKD").replace(/\p{M}/gu, "");

/** Every typed word must begin a word of the text. Beginnings of the whole come first; else the given order stays. */
export const findIn = (all: readonly Find[], typed: string, most = 12): Find[] => {
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  const matches = all.filter(({ text, second }) => {
    const words = plain(`${text} ${second}`).split(/[^\p{L}\p{N}]+/u);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
  const first = wanted[0] ?? "";
  const score = (one: Find) => (plain(one.text).startsWith(first) ? 0 : 1);
  return matches.sort((a, b) => score(a) - score(b)).slice(0, most);
};
