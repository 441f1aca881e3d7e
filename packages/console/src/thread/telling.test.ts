import { describe, expect, it } from "vitest";
import { SUGGESTED } from "../texts/suggested.ts";
import { knownIn, tellingIn } from "./telling.ts";

const NOTHING = knownIn([], []);
const kinds = (text: string, asked: string[] = [], known = NOTHING) =>
  tellingIn(text, asked, known).map(({ kind, words }) => [kind, words]);

describe("Neither confirm nor deny", () => {
  it.each([
    "He is not with us.",
    "They are safe, do not worry.",
    "Your brother was here in spring.",
    "She has never written to us.",
    "We have not seen him.",
    "We don't know your son.",
    "There is nobody by that name.",
    "Он у нас.",
    "Она уже уехала.",
    "Ваш сын никогда не обращался.",
    "Его у нас нет.",
    "У нас такого не было.",
    "Мы не знаем его.",
    "Мы помогли вашему брату.",
    "Человека с таким именем нет.",
  ])("%j says one or the other", (text) => {
    expect(kinds(text).map(([kind]) => kind)).toContain("phrase");
  });

  it("the templates that an organisation begins with say neither", () => {
    for (const { title, text } of SUGGESTED) expect([title, kinds(text)]).toEqual([title, []]);
  });

  it.each([
    "Are you safe? We are here every night.",
    "We do not say who has written to us.",
    "Вы в безопасности? Мы здесь каждую ночь.",
    "Напишите, если вам страшно.",
  ])("%j is about whoever writes, and is left alone", (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it("a name from their own letter, in another alphabet and another case of it, is a name said again", () => {
    const asked = ["Скажите, Руслан у вас? Мы ищем его третий день."];
    expect(kinds("Ruslan may come home.", asked)).toEqual([["name", "Ruslan"]]);
    expect(kinds("Руслана никто не обидит.", asked).map(([kind]) => kind)).toContain("name");
    expect(kinds("Nobody says anything about anybody here.", asked)).toEqual([]);
    expect(kinds("Ruslan", ["is ruslan with you"])).toEqual([["name", "Ruslan"]]);
  });

  it("names, aliases and accounts from what this console holds open are known", () => {
    const known = knownIn(["Grey Kettle"], ["Меня зовут Адлан Берсанов, пишите @adlan_invented или +7 900 000 41 16."]);
    expect(kinds("Adlan is a common name.", [], known)).toEqual([["known", "Adlan"]]);
    expect(kinds("Берсанова?", [], known).map(([kind]) => kind)).toEqual(["known"]);
    expect(kinds("the grey kettle sends greetings", [], known)).toEqual([["alias", "Grey Kettle"]]);
    expect(kinds("Ring 8 900 000 41 16", [], known)).toEqual([["account", "8 900 000 41 16"]]);
  });

  it("a long answer over many names stays quick enough to type", () => {
    const known = knownIn(
      Array.from({ length: 300 }, (_, index) => `Alias ${index}`),
      Array.from({ length: 500 }, (_, index) => `Меня зовут Адлан Берсан${"абвгд"[index % 5]}ов.`),
    );
    const text = "Мы никогда не говорим, писал ли нам кто-то. ".repeat(60);
    const before = performance.now();
    tellingIn(text, ["Руслан у вас?"], known);
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});
