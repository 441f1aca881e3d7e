import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isPlainQuestion, plainQuestion } from "./plain-question.ts";
import { LANGUAGES, sayIn } from "./say.ts";

const seedOf = (n: number) => new Uint8Array(createHash("sha256").update(`seed ${n}`).digest());

/** What somebody who reads English answers, found without looking into the maker. */
function readAndAnswer(text: string): string {
  const words = (text.split(": ")[1] ?? "").replace("?", "").split(", ");
  const quoted = /“(\w+)”/.exec(text)?.[1] ?? "";
  if (text.startsWith("Type the"))
    return words[["first", "second", "third", "fourth"].findIndex((nth) => text.includes(nth))] ?? "";
  if (text.startsWith("How many")) return String(words.filter((word) => word === quoted).length);
  if (text.startsWith("What is")) {
    const opposite = {
      day: "Night",
      black: "white",
      left: "right",
      yes: "no",
      up: "down",
      hot: "cold.",
      big: "small",
      open: "shut",
    };
    return Object.entries(opposite).find(([word]) => word === quoted)?.[1] ?? "";
  }
  const numbers = ["nought", "one", "two", "three", "four", "five", "six"];
  return String(text.split(/\W+/).reduce((sum, word) => sum + Math.max(0, numbers.indexOf(word)), 0));
}

describe("[MB9] the plain question", () => {
  it("is answered by whoever reads it, with a telephone's capitals and full stops", () => {
    const kinds = new Set<string>();
    for (let n = 0; n < 200; n++) {
      const { text, isAnswer } = plainQuestion("en", seedOf(n));
      kinds.add(text.slice(0, 8));
      expect(isAnswer(` ${readAndAnswer(text)} `), `${text} ${readAndAnswer(text)}`).toBe(true);
      for (const wrong of ["", " ", "x", "1", text, undefined, 4]) expect(isAnswer(wrong), text).toBe(false);
    }
    expect(kinds.size).toBe(4);
  });

  it("takes numbers as digits of any script or as words, ё as е, Arabic with and without its marks", () => {
    const find = (language: "en" | "ru" | "ar", like: RegExp) => {
      for (let n = 0; ; n++) {
        const question = plainQuestion(language, seedOf(n));
        if (like.test(question.text)) return question;
      }
    };
    for (const typed of ["7", "٧", "۷", "Seven", "seven."])
      expect(find("en", /three plus four/).isAnswer(typed)).toBe(true);
    expect(find("ru", /«чёрный»/).isAnswer("Белый")).toBe(true);
    expect(find("ru", /Напишите третье из этих слов: (\S+, ){2}зелень/).isAnswer("ЗЕЛЕНЬ")).toBe(true);
    expect(find("ru", /четыре плюс три/).isAnswer("семь")).toBe(true);
    expect(find("ar", /الثالثة من هذه الكلمات: (\S+، ){2}أخضر/).isAnswer("اخضر")).toBe(true);
    expect(find("ar", /«أبيض»/).isAnswer("أسْود")).toBe(true);
  });

  it.each(LANGUAGES)("has lists that a question can be made of, in %s, and knows its own questions", (language) => {
    const say = sayIn(language);
    const words = say("question.words").split(" ");
    expect([new Set(words).size, words.length >= 8]).toEqual([words.length, true]);
    expect(say("question.numbers").split(" ")).toHaveLength(13);
    for (const pair of say("question.opposites").split(" ")) expect(pair).toMatch(/^[^:/]+:[^:]+$/);
    for (let n = 0; n < 100; n++) {
      const { text } = plainQuestion(language, seedOf(n));
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(isPlainQuestion(language, text), text).toBe(true);
    }
    expect(isPlainQuestion(language, "Type your eight words: river, lamp")).toBe(false);
    expect(isPlainQuestion(language, `${plainQuestion(language, seedOf(1)).text} and your name`)).toBe(false);
  });
});
