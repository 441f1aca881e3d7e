import type { Text } from "./words.tsx";

const ABOUT: Record<string, Text> = {
  roster: "about.roster",
  thread: "about.thread",
  commons: "about.commons",
  intake: "about.intake",
  "intake-keys": "about.intake-keys",
  ledger: "about.ledger",
  figures: "about.figures",
  resources: "about.resources",
  access: "about.access",
};

/** What a compartment is called where a halt, a removal or an alarm names it. */
export const aboutText = (about: string): Text =>
  ABOUT[about] ?? (about.startsWith("case") ? "about.case" : "about.compartment");
