/** What the palette offers: found on this device, by name; nothing is asked of the server. */
export type Find = { key: string; text: string; second: string; go(): void };

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
