/** Invented ways abroad, and a first case that asks to go by three of them. Not shipped. */
import type { ApplicationView, ConsentView, PathwayView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const DAY = 86_400_000;
const id = <T extends string>(letter: string): T => letter.repeat(32) as T;

export const relocatingDesk = (view: View): View => {
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const month = (ahead: number): string =>
    new Date(Date.UTC(new Date(view.now).getUTCFullYear(), new Date(view.now).getUTCMonth() + ahead, 1))
      .toISOString()
      .slice(0, 7);
  const day = (ahead: number): string => new Date(view.now + ahead * DAY).toISOString().slice(0, 10);
  const way = (letter: string, name: string, more: Partial<PathwayView>): PathwayView => ({
    ...{ pathway: id(letter), name, country: "LT", partner: "Invented Lantern", programme: "humanitarian visas" },
    ...{ quota: [], requirements: [], papers: [], wait: { least: 3, most: 9 }, place: null, retired: null },
    ...{ source: "Lantern, by telephone", asOf: view.now - 9 * DAY, version: 1, by, at: view.now, fresh: "fresh" },
    ...more,
  });
  const pathways = [
    way("a", "Embassy on the hill", {
      quota: [
        { month: month(1), places: 4 },
        { month: month(2), places: 2 },
      ],
      requirements: ["a letter from a partner", "no open criminal case"],
      papers: [
        { kind: "passport", days: 180, note: "" },
        { kind: "birth-certificate", days: 0, note: "" },
      ],
    }),
    way("b", "Invented language school", {
      ...{ country: "CZ", programme: "student visas", fresh: "fading", asOf: view.now - 120 * DAY },
      quota: [{ month: month(3), places: 1 }],
    }),
    way("c", "An old consulate", {
      ...{ country: null, wait: null, quota: [] },
      retired: { by, at: view.now - 2 * DAY, reason: "closed for the summer" },
    }),
  ];
  const application = (
    letter: string,
    of: PathwayView | undefined,
    more: Partial<ApplicationView>,
  ): ApplicationView => ({
    ...{ application: id(letter), pathway: of?.pathway ?? id("a"), name: of?.name ?? "", party: ["1"], rank: 1 },
    ...{ fit: "meets", why: "", papers: of?.papers ?? [], month: null, note: "", version: 1, by, at: view.now },
    ...{ state: "considered", steps: [], next: ["preparing", "withdrawn"], out: false, allowed: null },
    ...more,
  });
  const step = (to: ApplicationView["state"], on: number, until: number | null, note = "") => ({
    ...{ to, on: day(on), until: until === null ? null : day(until), note, by, at: view.now + on * DAY },
  });
  const said = { at: view.now - 3 * 3_600_000, by, how: "telephone" as const };
  const yes = { kind: "given" as const, covers: ["summary" as const, "identity" as const], row: null, until: null };
  const consent = (letter: string, more: Partial<ConsentView>): ConsentView => ({
    ...{ consent: id(letter), purpose: "referral", recipient: "Invented Lantern", standing: "given", covers: [] },
    ...{ until: null, endsSoon: false, version: 1, earlier: [], rests: [], due: 0 },
    now: { ...said, ...yes, words: "They may have the file." },
    ...more,
  });
  const lantern = consent("8", {
    ...{ standing: "withdrawn", version: 2, due: 1 },
    now: { ...said, kind: "withdrawn", words: "My cousin works there. Not them." },
    earlier: [{ ...said, ...yes, at: view.now - 40 * DAY, words: "They may have the file." }],
    rests: [
      {
        ...{ kind: "application", application: id("1"), name: "Embassy on the hill", state: "asked" },
        ...{ out: true, told: null, due: true },
      },
    ],
  });
  const consents = [lantern, consent("9", { purpose: "lawyer", recipient: "an invented lawyer" })];
  const applications = [
    application("1", pathways[0], {
      ...{ state: "asked", month: month(1), next: ["submitted", "granted", "refused", "withdrawn"] },
      ...{ out: true, rests: lantern.consent, allowed: "withdrawn" },
      steps: [step("asked", -2, 12, "a second photograph"), step("submitted", -20, null), step("preparing", -31, null)],
    }),
    application("2", pathways[1], {
      ...{
        rank: 2,
        fit: "hard",
        why: "no school certificate yet",
        state: "preparing",
        next: ["submitted", "withdrawn"],
      },
      steps: [step("preparing", -3, null)],
    }),
  ];
  const [first, second] = view.cases.filter(({ closed }) => closed === null);
  const asking = application("3", pathways[0], {});
  const cases = view.cases.map((one): View["cases"][number] => {
    if (one !== first && one !== second) return one;
    const own = one === first ? applications : [asking];
    const contact = one.parts.find(({ part }) => part === "contact");
    if (contact === undefined) return one;
    const part = { ...contact, part: "relocation" as const, stream: id<typeof contact.stream>("e"), applications: own };
    return {
      ...one,
      stage: "relocating",
      consents,
      parts: [...one.parts, { ...part, title: "", notes: [], facts: [] }],
    };
  });
  return { ...view, cases, pathways };
};
