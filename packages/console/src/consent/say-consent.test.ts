import { CONSENT_PURPOSES } from "@fairlead/casework";
import { expect, it } from "vitest";
import { byHandText } from "./say-consent.ts";

it("says of what nothing in the program rests on that it stops by hand alone", () => {
  const said = CONSENT_PURPOSES.filter((purpose) => byHandText((id) => id, purpose) !== null);
  expect(said).toEqual(["testimony-publish", "photograph", "money", "relative"]);
});
