import type { Lie, Seen } from "./lie.ts";
import type { PageLie, PageSeen } from "./page-lie.ts";
import type { PaperLie, PaperSeen } from "./paper-lie.ts";
import { hiddenBy, PLACES } from "./place.ts";
import { TO_ADMINISTRATORS, TO_MEMBERS, TO_PAGES, UNNOTICED_BY_MEMBERS, UNNOTICED_BY_PAGES } from "./tables.ts";
import type { Words } from "./words.ts";

const NAMES: Record<Words, string> = {
  letter: "first letter",
  secondLetter: "second letter",
  otherLetter: "letter",
  reply: "first reply",
  secondReply: "second reply",
  threadNote: "note on the thread",
  caseNote: "note",
  oldThreat: "first threat",
  threat: "second threat",
  forged: "the forgery",
  later: "what came later",
};

const namesOf = (words: readonly Words[]): string => words.map((word) => NAMES[word]).join(", ");

const what = (place: string): string =>
  place === "roster" ? "everything" : place === "thread" ? "that thread" : `*${place}*`;

function metBy(seen: Seen, { place }: Lie): string {
  if ("halts" in seen) return `halts ${what(PLACES[place].about)}: \`${seen.halts}\``;
  if ("lockedOut" in seen) return `unlocks nothing: \`${seen.lockedOut}\``;
  if ("alarm" in seen) return `alarms: \`${seen.alarm}\``;
  if ("disputes" in seen) return `alarms: \`${seen.disputes}\`, with what both sides can compare`;
  if ("lonely" in seen) return "says that nobody else has been heard for two days";
  if ("passesOver" in seen) return "does not count it, begins the next epoch in its place, and goes on";
  if ("gone" in seen) return "opens nothing of it again";
  if ("ignores" in seen) return "passes it over";
  if ("unreadable" in seen) return "shows a letter that does not open";
  if ("refuses" in seen) return `refuses the round: \`${seen.refuses}\``;
  if ("standsOverdue" in seen) return "keeps it overdue on *Today*, and says that the server does not agree";
  if ("file" in seen)
    return seen.file === "altered"
      ? "says that the file was altered, opens nothing of it"
      : "says that the file is gone";
  if ("armsAgain" in seen) return "arms an alarm once more";
  if ("escalates" in seen) return "shows it as escalated by its own clock";
  if ("keepsCards" in seen) return `dates no card: \`${seen.keepsCards}\``;
  if ("undone" in seen) return `says that nothing was written: \`${seen.undone}\``;
  return seen.unnoticed;
}

function metByPage(seen: PageSeen): string {
  if ("stops" in seen) return `stops: \`${seen.stops}\``;
  if ("withholds" in seen) return `counts ${seen.withholds} reply and does not show it`;
  if ("asksFirst" in seen)
    return "says since when nobody has renewed it, vouches for no reply, seals nothing unless told to";
  if ("closed" in seen) return "says that it is closed, seals nothing";
  return seen.unnoticed;
}

function metByPaper(seen: PaperSeen): string {
  if ("proposals" in seen) return "is not shown the paper";
  if ("words" in seen) return "is shown other words than the newcomer says";
  return seen.state === "open" ? "is told that nobody has answered" : "is told that it is spoiled";
}

const isStopped = (seen: Seen | PageSeen): boolean =>
  ["halts", "lockedOut", "refuses", "keepsCards", "undone", "gone", "stops", "asksFirst", "closed"].some(
    (way) => way in seen,
  );

function memberRow(lie: Lie): string {
  const told = lie.to === undefined ? "first login" : lie.to === "an open hand" ? "open hand" : "next session";
  const written = isStopped(lie.seen) ? "yes" : "";
  return `| ${lie.rule} | ${lie.lie} | ${told} | ${metBy(lie.seen, lie)} | ${namesOf(hiddenBy(lie))} | ${written} |`;
}

function pageRow({ rule, lie, seen, hides = ["reply", "secondReply"] }: PageLie): string {
  return `| ${rule} | ${lie} | ${metByPage(seen)} | ${namesOf(hides)} | ${isStopped(seen) ? "yes" : ""} |`;
}

function paperRow({ rule, lie, seen }: PaperLie): string {
  return `| ${rule} | ${lie} | ${metByPaper(seen)} | ${"proposals" in seen ? "" : "yes"} |`;
}

const PAPER_HEAD = "| rule | the server … | the administrator … | nobody let in |\n|---|---|---|---|";
const MEMBER_HEAD =
  "| rule | the server … | told to | the client … | not shown | not written |\n|---|---|---|---|---|---|";
const PAGE_HEAD = "| rule | the server … | the page … | not shown | not written |\n|---|---|---|---|---|";
const UNNOTICED_HEAD = "| rule | the server … | told to | why nobody notices |\n|---|---|---|---|";

/** `docs/lies.md`, from the tables that the tests tell. */
export function pageOfLies(): string {
  const noticed = TO_MEMBERS.reduce((sum, { lies }) => sum + lies.length, TO_PAGES.length + TO_ADMINISTRATORS.length);
  const unnoticed = UNNOTICED_BY_MEMBERS.length + UNNOTICED_BY_PAGES.length;
  const parts = [
    `# The server that lies

Made by \`script/test scenario --report\` from the tables in \`packages/client/scenario/lies/\`; do not edit.

A whole organisation on a real server, which then cheats: its answers are changed on their way, its disk behind its
back, or a member helps with his keys. ${noticed} lies are met as the tables say; ${unnoticed} are not noticed, and stand at the end.

Each row is a test. *First login* is a client that sees the lie from its first call on, *open hand* one that has seen
the truth before, *next session* a new one on a device that remembers the truth. After the lie the client reads, tries to write at that place, and reads again. *Not shown* is what was
said there and does not reach the screen; what a forger wrote never does, in any row. Where *not written* says yes, the
write is refused, and the server's disk holds no row more than before. Then the same is done without the lie: all of it
is shown, the write is taken, and nothing halts.
`,
    ...TO_MEMBERS.map(({ about, lies }) => `## ${about}\n\n${[MEMBER_HEAD, ...lies.map(memberRow)].join("\n")}\n`),
    `## Newcomers and signatures\n\n${[PAPER_HEAD, ...TO_ADMINISTRATORS.map(paperRow)].join("\n")}\n`,
    `## A caller's page\n\n${[PAGE_HEAD, ...TO_PAGES.map(pageRow)].join("\n")}\n`,
    `## Not noticed\n\nThese work. A test says so too, and fails on the day on which one of them no longer does.\n
${[
  UNNOTICED_HEAD,
  ...UNNOTICED_BY_MEMBERS.map((lie) => `| ${lie.rule} | ${lie.lie} | a member | ${metBy(lie.seen, lie)} |`),
  ...UNNOTICED_BY_PAGES.map((lie) => `| ${lie.rule} | ${lie.lie} | a caller | ${metByPage(lie.seen)} |`),
].join("\n")}
`,
  ];
  return parts.join("\n");
}
