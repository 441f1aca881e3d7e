import { describe, expect, it } from "vitest";
import { isolated } from "./direction.ts";

const apart = (text: string) => `\u2068${text}\u2069`;

describe("A value in a sentence that runs the other way", () => {
  it("stands apart in Arabic: names in Latin or Russian letters, a telephone number, an hour", () => {
    const values = { name: "Heron", town: "Порт", call: "+7 900 000 41 16", at: "06:40", n: 2 };
    expect(isolated(values, "ar")).toEqual({
      name: apart("Heron"),
      town: apart("Порт"),
      call: apart("+7 900 000 41 16"),
      at: apart("06:40"),
      n: 2,
    });
  });

  it("stands apart in English and Russian where it is in Arabic letters, and there alone", () => {
    const values = { name: "بلشون", at: "06:40", other: "Heron" };
    for (const language of ["en", "ru"])
      expect(isolated(values, language)).toEqual({ ...values, name: apart("بلشون") });
  });

  it("is left as it is where there is nothing to turn round", () => {
    const values = { name: "Heron", n: 3 };
    expect(isolated(values, "en")).toBe(values);
  });
});
