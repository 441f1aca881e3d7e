/** Ways abroad that the team knows, and three parties who ask to go by them. No such partner or programme exists. */
import { DAY, dayOf, dayText, HOUR, MINUTE } from "../day.ts";
import type { MoveApplication, WriteApplication, WritePathway } from "../relocation/operation.ts";
import { OPENED_ON, type PlannedParty } from "./plan.ts";
import { newStory, type Story } from "./story.ts";

export type SeasonPathway = Omit<WritePathway, "op" | "pathway" | "over">;
/** `consent`: what the party allowed the partner to be told, as the season calls it. */
export type SeasonWish = Pick<WriteApplication, "name" | "rank" | "fit" | "why" | "papers" | "month"> & {
  consent: string | null;
  steps: readonly Pick<MoveApplication, "to" | "on" | "until" | "note">[];
};

type Sheltered = PlannedParty & { alias: string };

/** @param parties in the order in which they came to a shelter; the latest three who are still there ask */
export const abroadStory = (now: number, parties: readonly Sheltered[]): Story => {
  const story = newStory();
  const by = "wren" as const;
  const day = (ahead: number): string => dayText(dayOf(now) + ahead);
  const month = (ahead: number): string => {
    const today = new Date(now);
    return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7);
  };
  const embassy: SeasonPathway = {
    ...{ name: "Visas of the grey embassy", country: "LT", partner: "Lantern", programme: "humanitarian visas" },
    quota: [
      { month: month(1), places: 2 },
      { month: month(2), places: 3 },
    ],
    requirements: ["a letter from a partner", "no open criminal case"],
    papers: [{ kind: "passport", days: 180, note: "" }],
    ...{ wait: { least: 3, most: 9 }, place: "port-laz", source: "Lantern, by telephone", asOf: now - 6 * DAY },
  };
  const school: SeasonPathway = {
    ...{ name: "Language school in the hills", country: "CZ", partner: "the school", programme: "student visas" },
    quota: [{ month: month(3), places: 4 }],
    requirements: ["school certificate, translated"],
    papers: [{ kind: "passport", days: 365, note: "" }],
    ...{ wait: { least: 8, most: 16 }, place: null, source: "the school’s own page", asOf: now - 120 * DAY },
  };
  const from = Math.max(now - 15 * DAY, OPENED_ON * DAY + 12 * HOUR);
  story.at(from, { kind: "pathway", by, way: embassy });
  story.after(MINUTE, { kind: "pathway", by, way: school });
  const asks = (party: Sheltered | undefined, wish: SeasonWish): void => {
    if (party !== undefined) story.at(now - 26 * HOUR, { kind: "wish", by, case: party.alias, wish });
  };
  const [third, second, first] = parties
    .filter(({ shelteredAt, abroadAt }) => shelteredAt < now - 2 * DAY && (abroadAt === null || abroadAt > now))
    .slice(-3);
  const wish = (way: SeasonPathway, more: Partial<SeasonWish> = {}): SeasonWish => ({
    ...{ name: way.name, rank: 1, fit: "meets", why: "", papers: way.papers, month: null, consent: null, steps: [] },
    ...more,
  });
  const consent = first === undefined ? null : `${first.alias} ${embassy.partner}`;
  if (first !== undefined && consent !== null)
    story.at(now - 27 * HOUR, {
      ...{ kind: "consentForCase", by, case: first.alias, consent, purpose: "referral", recipient: embassy.partner },
      ...{
        covers: ["summary", "identity"],
        words: "Lantern may hand over what the embassy asks for.",
        how: "in-person",
      },
      ...{ until: null, over: 0 },
    });
  asks(
    first,
    wish(embassy, {
      ...{ month: month(1), consent },
      steps: [
        { to: "preparing", on: day(-9), until: null, note: "" },
        { to: "submitted", on: day(-4), until: null, note: "handed over by Lantern" },
        { to: "asked", on: day(-1), until: day(10), note: "a second photograph, on white" },
      ],
    }),
  );
  asks(second, wish(embassy));
  asks(second, wish(school, { rank: 2, fit: "hard", why: "the certificate lies with the family" }));
  asks(third, wish(school));
  return story;
};
