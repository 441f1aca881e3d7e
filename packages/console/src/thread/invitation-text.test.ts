import { expect, it } from "vitest";
import { invitationText } from "./invitation-text.ts";

it("an invitation is in the caller's language, names the page and its six words, and nothing of the matter", () => {
  const words = ["juniper", "harbor", "lantern", "meadow", "kettle", "orbit"];
  for (const language of ["ru-RU", "ar", "en", "fi", null]) {
    const text = invitationText(language, "https://example.test", words);
    expect(text).toContain("https://example.test");
    expect(text).toContain("juniper harbor lantern meadow kettle orbit");
    expect(text).not.toMatch(/help|danger|помощ|опас|مساعدة|خطر/i);
  }
  expect(invitationText("ru", "", words)).toMatch(/[а-я]/);
  expect(invitationText("fi", "", words)).toBe(invitationText("en", "", words));
});
