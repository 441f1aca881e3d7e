import { isNamed } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import type { Say } from "../say/words.tsx";

/** What the palette offers: found on this device, by name; nothing is asked of the server. */
export type Find = {
  key: string;
  text: string;
  second: string;
  /** What else people call it, never shown. */
  also?: string;
  /** Asks for something more first, in the palette itself. */
  stays?: true;
  go(): void;
};

type Names = {
  cases: Pick<View["cases"][number], "case" | "alias" | "closed" | "stage">[];
  /** Single ones: the parts of a case that is held are found by the case. */
  parts: Pick<View["parts"][number], "stream" | "title">[];
  threads: Pick<View["threads"][number], "mailbox" | "name" | "closed" | "standing" | "urgency">[];
};

type Go = {
  toCase(id: Names["cases"][number]["case"]): void;
  toPart(stream: Names["parts"][number]["stream"]): void;
  toThread(id: Names["threads"][number]["mailbox"]): void;
};

/** Cases, threads and single parts by name: of this member's view and of nothing else, which is all there is to know. [P3] */
export const namesIn = ({ cases, parts, threads }: Names, t: Say, go: Go): Find[] => [
  ...cases.map((one) => ({
    key: one.case,
    text: one.alias,
    second: one.closed === null ? t(`stage.${one.stage}`) : t("closed"),
    go: () => go.toCase(one.case),
  })),
  // By what its holders call it alone: not by its kind, its notes or its readers.
  ...parts.map((part) => ({
    key: part.stream,
    text: part.title === "" ? t("parts.untitled") : part.title,
    second: "",
    go: () => go.toPart(part.stream),
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

/** Every typed word must begin a word of the text. Beginnings of the whole come first; else the given order stays. Other spellings last. */
export const findIn = (all: readonly Find[], typed: string, most = 12): Find[] => {
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  const matches = all.filter(({ text, second, also = "" }) => {
    const words = plain(`${text} ${second} ${also}`).split(/[^\p{L}\p{N}]+/u);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
  // Then what sounds so: an alias is said on the telephone, and typed in whatever alphabet the keyboard has.
  const taken = new Set(matches);
  const similar = wanted.length === 0 ? [] : all.filter((one) => !taken.has(one) && isNamed(one.text, typed));
  const first = wanted[0] ?? "";
  const score = (one: Find) => (plain(one.text).startsWith(first) ? 0 : 1);
  return [...matches.sort((a, b) => score(a) - score(b)), ...similar].slice(0, most);
};
