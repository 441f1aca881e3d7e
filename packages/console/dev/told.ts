/** An invented evening on which a step was told by telephone while *do not set out* lay in the mailbox, and beds were taken twice. Not shipped. */
import type { JourneyView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

/** On the case that has a journey, and on the first shelter. */
export const toldDesk = (view: View): View => {
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const cases = view.cases.map((one): View["cases"][number] => {
    const [journey] = one.journeys;
    const [first] = journey?.legs ?? [];
    const mailbox = one.mailboxes[0]?.mailbox;
    if (journey === undefined || first === undefined || mailbox === undefined) return one;
    const said = { at: 0, departs: 0, from: first.from, meet: "", to: "", service: "", say: "", hear: "" };
    const rang = {
      by,
      at: view.now - HOUR,
      leg: first.leg,
      said,
      message: null,
      words: "",
      stopped: false,
      lies: false,
    };
    const here = { state: "moving" as const, started: { by, at: view.now - HOUR }, noGo: false, unopened: true };
    const moving: JourneyView = {
      ...journey,
      ...here,
      told: [rang],
      lying: [{ message: "w", mailbox, at: view.now - 2 * HOUR, isStep: false }],
    };
    return { ...one, journeys: [moving] };
  });
  const things = (view.exposure.things ?? []).map((thing) =>
    thing.kind === "shelter" && thing.retired === null
      ? { ...thing, overbooked: { day: Math.floor(view.now / 86_400_000) + 2, taken: 6, beds: 4 } }
      : thing,
  );
  return { ...view, cases, exposure: { ...view.exposure, things: things.length === 0 ? null : things } };
};
