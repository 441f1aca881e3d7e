import { describe, expect, it } from "vitest";
import { identifiersIn, takeOut } from "./identifier.ts";

const kinds = (text: string) => identifiersIn(text).map(({ kind, text }) => [kind, text]);

describe("What must not travel in an answer", () => {
  it.each([
    ["Машина у аптеки, телефон +7 900 000 41 16", "+7 900 000 41 16"],
    ["ring 8 (900) 000-41-16 tonight", "8 (900) 000-41-16"],
    ["0000000000", "0000000000"],
    ["спросите 200-00-16", "200-00-16"],
    ["اتصلي على ٠٩٠٠٠٠٠٠١٦", "٠٩٠٠٠٠٠٠١٦"],
  ])("sees the number in %j", (text, number) => {
    expect(kinds(text)).toEqual([["phone", number]]);
  });

  it.each([
    ["паспорт серия 8205 № 000016, прописка Тарск", "passport", "8205 № 000016"],
    ["82 05 000016", "passport", "82 05 000016"],
    ["رقم جواز السفر N00000016", "passport", "N00000016"],
    ["серая «Лада», А000ВС 95", "plate", "А000ВС 95"],
    ["a000bc95 behind the house", "plate", "a000bc95"],
    ["пишите wa.me/79000004116", "phone", "wa.me/79000004116"],
  ])("knows papers, cars and links to a phone: %j", (text, kind, found) => {
    expect(kinds(text)).toEqual([[kind, found]]);
  });

  it("sees addresses and accounts", () => {
    expect(kinds("Write to juniper@example.org or @juniper_desk, t.me/juniper")).toEqual([
      ["e-mail", "juniper@example.org"],
      ["account", "@juniper_desk"],
      ["account", "t.me/juniper"],
    ]);
  });

  it.each([
    "Be there by 09:30, bus 12 leaves at 10:05.",
    "04.05.2017, с 10:00 до 11:30",
    "7 600 ₽, 2 пересадки, 58 минут",
    "12 500 000",
    "2017-05-09 and 2017-05-16",
    "flat 12, floor 4, code 5589",
    "ещё 12 км, потом в 100 км от Тарска",
  ])("leaves %j alone", (text) => {
    expect(identifiersIn(text)).toEqual([]);
  });

  it("takes it out without leaving its gap", () => {
    const text = "Машина у аптеки, +7 900 000 41 16 в пять.";
    const [number] = identifiersIn(text);
    expect(number && takeOut(text, number)).toBe("Машина у аптеки, в пять.");
  });
});
