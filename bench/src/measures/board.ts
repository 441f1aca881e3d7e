import { type CaseView, caseViews, dayFrom, HOUR, MINUTE, movingViews, playSeason, season } from "@fairlead/casework";
import { figureOf, type Measure, timesOf } from "../measure.ts";

const LEGS = 300;
const CASES = 10_000;

/** What the live board costs a console, in Node: three hundred tickets under way among ten thousand cases. */
export const measure: Measure = {
  name: "board",
  run: async () => {
    const play = playSeason(season(4, dayFrom("2017-05-09")));
    const outside = play.outsideFor("wren");
    const open = caseViews(play.state, outside).filter(({ closed }) => closed === null);
    const { now } = outside;
    const cases = Array.from({ length: CASES }, (_, index): CaseView => {
      const one = open[index % open.length];
      if (one === undefined) throw new Error("no case is open");
      const theCase = index.toString(16).padStart(32, "0") as CaseView["case"];
      return {
        ...one,
        case: theCase,
        stage: index < LEGS ? "evacuating" : one.stage,
        tickets: index < LEGS ? [ticket(index, now)] : [],
      };
    });
    const times = await timesOf(40, () => {
      const shown = movingViews(cases, now).filter(({ ticket }) => ticket !== null);
      if (shown.length !== LEGS) throw new Error(`${shown.length} legs on the board`);
    });
    return [figureOf(`board of ${LEGS} legs among ${CASES} cases, Node`, "ms", times)];
  },
};

const ticket = (index: number, now: number): CaseView["tickets"][number] => {
  const at = now - (index % 100) * MINUTE;
  const tapped = { press: "with-me" as const, at, hour: Math.floor(at / HOUR), own: true };
  const phrases = { carry: "", otherwise: "", say: "Warm?", hear: "Only the rye." };
  return {
    ticket: index.toString(16).padStart(32, "0") as CaseView["tickets"][number]["ticket"],
    mailbox: index.toString(16).padStart(64, "0") as CaseView["mailboxes"][number]["mailbox"],
    ...{ holder: "driver", who: "Invented Boris", state: "going", reason: "", version: 1, leg: null },
    said: {
      from: "The mill",
      to: "The lake",
      meet: "the door",
      at,
      people: 2,
      opens: at - HOUR,
      ends: at + 8 * HOUR,
      ...phrases,
    },
    by: { id: "0".repeat(32) as CaseView["owner"]["id"], handle: "Wren", me: true },
    ...{
      at: at - HOUR,
      changedAt: at - HOUR,
      waitsFor: null,
      missed: null,
      awaitedBy: [],
      step: "with-me",
      read: true,
      problem: null,
    },
    ...{
      openedElsewhere: [],
      heldFor: null,
      hourByHand: false,
      journey: null,
      onward: false,
      stranded: false,
      late: false,
      unseen: false,
      shownFrom: at - HOUR,
      ended: false,
      presses: [tapped],
    },
  };
};
