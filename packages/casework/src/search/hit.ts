import { soundDistance } from "../matching/sound.ts";
import type { Piece } from "./piece.ts";
import { type Folded, type Word, wholesOf, wordsOf } from "./word.ts";

/** Shorter ones are taken as they are written: half the words of a language are one slip from "дом". */
export const SLIP_FROM = 5;
/** Beginnings shorter than this are of every second word: only what a place is called is found by them. */
export const PREFIX_FROM = 4;
/** How far names that sound alike may lie apart. */
const NEAR = 1;

/** One letter more, less or another, or two neighbours exchanged, of two whose lengths are one apart at most. */
const isOneSlip = (a: string, b: string): boolean => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)) return true;
  return x.length > 1 && x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
};

type Standing = Pick<Piece, "covered" | "kind">;
type Grade = 0 | 1 | 2 | 3;

const grade = (asked: string, stands: string, { covered, kind }: Standing): Grade => {
  if (asked === stands) return 3;
  if (!covered && (kind === "alias" || asked.length >= PREFIX_FROM) && stands.startsWith(asked)) return 2;
  // First what costs least: this runs for each reading of each word that is shown.
  return Math.abs(asked.length - stands.length) <= 1 && isLong(asked) && isOneSlip(asked, stands) ? 1 : 0;
};

const isLong = (asked: string): boolean => asked.length >= SLIP_FROM && !/\d/u.test(asked);

/** How well a word of a text answers a word that was typed: 3 the same, 2 begins so, 1 nearly; 0 not. */
const answers = (asked: Folded, word: Folded, how: Standing): Grade => {
  if (asked.family !== null && asked.family === word.family) return 3;
  const stands = how.covered ? wholesOf(word) : word.keys;
  let best: Grade = 0;
  for (const one of how.covered ? wholesOf(asked) : asked.keys)
    for (const other of stands) {
      const now = grade(one, other, how);
      if (now > best) best = now;
    }
  return best === 0 && how.covered && soundsAlike(asked, word) ? 1 : best;
};

const soundsAlike = (asked: Folded, word: Folded): boolean =>
  asked.sounds.some(
    (one) => isLong(one.letters) && word.sounds.some((other) => soundDistance(one, other, NEAR) <= NEAR),
  );

/** Some words around the first that answers, with the answering ones marked. Empty marks where it is covered. */
export type Excerpt = { text: string; marks: { start: number; end: number }[]; before: boolean; after: boolean };
export type Hit = { piece: Piece; excerpt: Excerpt | null };
export type Explained = { hits: Hit[]; more: number };

/** Characters before the first marked word, and in all. */
const LEAD = 40;
const LENGTH = 180;

/** What half a character would be is no place to cut. */
const clean = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
};

const excerptOf = (text: string, words: readonly Word[]): Excerpt => {
  const first = words.reduce((least, { start }) => Math.min(least, start), text.length);
  const wanted = Math.max(0, first - LEAD);
  const space = wanted === 0 ? 0 : text.indexOf(" ", wanted) + 1;
  const from = clean(text, space > 0 && space <= first ? space : wanted);
  const to = clean(text, Math.min(text.length, from + LENGTH));
  const marks = words
    .filter(({ start, end }) => start >= from && end <= to)
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }, index, all) => index === 0 || start >= (all[index - 1]?.end ?? 0))
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
  return { text: text.slice(from, to), marks, before: from > 0, after: to < text.length };
};

/**
 * Where in a place the words stand: the pieces that answer most of them, newest first. null where one of the words
 * stands nowhere: then the index was wider than the eye.
 */
export const explain = (pieces: readonly Piece[], asked: readonly Folded[], most: number): Explained | null => {
  const met = new Set<Folded>();
  const found: { piece: Piece; words: Word[]; score: number }[] = [];
  for (const piece of pieces) {
    const words: Word[] = [];
    const best = new Map<Folded, number>();
    for (const word of wordsOf(piece.text)) {
      let hit = false;
      for (const one of asked) {
        const grade = answers(one, word, piece);
        if (grade === 0) continue;
        hit = true;
        met.add(one);
        best.set(one, Math.max(best.get(one) ?? 0, grade));
      }
      if (hit) words.push(word);
    }
    const score = [...best.values()].reduce((sum, grade) => sum + 2 + grade, 0);
    if (score > 0) found.push({ piece, words, score });
  }
  if (asked.some((one) => !met.has(one))) return null;
  const order = found.toSorted((a, b) => b.score - a.score || (b.piece.at ?? 0) - (a.piece.at ?? 0));
  return {
    hits: order
      .slice(0, most)
      .map(({ piece, words }) => ({ piece, excerpt: piece.covered ? null : excerptOf(piece.text, words) })),
    more: Math.max(0, order.length - most),
  };
};
