import { expect, it } from "vitest";
import { holdingLanguage } from "./holding.ts";

it("[MB8] the neutral text is proposed in the caller's language, where there is one in it", () => {
  expect(["ru", "ar-SY", "EN", "ce", "", null, undefined].map(holdingLanguage)).toEqual([
    "ru",
    "ar",
    "en",
    "en",
    "en",
    "en",
    "en",
  ]);
});
