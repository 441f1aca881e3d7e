import {
  asksAgain,
  type CaseView,
  inDanger,
  STAGES,
  STATUSES,
  type Stage,
  type Status,
  URGENCIES,
  type Urgency,
} from "@fairlead/casework";

/** What is asked of cases beside their words. Who asks for any of it asks for cases alone. */
export type CaseFilter = {
  stage: Stage | "any";
  urgency: Urgency | "any";
  status: Status | "any";
  /** A member's id; "me": mine, also where I stand in. */
  owner: string;
  standing: "any" | "open" | "closed";
  language: string;
  danger: boolean;
  /** To be assessed again. */
  stale: boolean;
  /** A consent has ended with something resting on it, ran out, or ends soon. */
  consent: boolean;
};
export type Asked = { typed: string; filter: CaseFilter };

export const ANY: CaseFilter = {
  stage: "any",
  urgency: "any",
  status: "any",
  owner: "any",
  standing: "any",
  language: "any",
  danger: false,
  stale: false,
  consent: false,
};
export const NOTHING: Asked = { typed: "", filter: ANY };

export const isAny = (filter: CaseFilter): boolean =>
  Object.entries(ANY).every(([field, value]) => filter[field as keyof CaseFilter] === value);

const spoken = new WeakMap<CaseView["messages"], ReadonlySet<string>>();
const languagesOf = ({ messages }: CaseView): ReadonlySet<string> => {
  const before = spoken.get(messages);
  if (before !== undefined) return before;
  const found = new Set(messages.flatMap(({ author, language }) => (author === null && language ? [language] : [])));
  spoken.set(messages, found);
  return found;
};

/** The languages in which parties write, in the order of their codes. */
export const languagesIn = (cases: readonly CaseView[]): string[] =>
  [...new Set(cases.flatMap((one) => [...languagesOf(one)]))].sort();

export const fits = (one: CaseView, filter: CaseFilter): boolean =>
  (filter.stage === "any" || one.stage === filter.stage) &&
  (filter.urgency === "any" || one.urgency.level === filter.urgency) &&
  (filter.status === "any" || one.statuses.some(({ status }) => status === filter.status)) &&
  (filter.owner === "any" || (filter.owner === "me" ? one.mine : one.owner.id === filter.owner)) &&
  (filter.standing === "any" || (one.closed === null) === (filter.standing === "open")) &&
  (filter.language === "any" || languagesOf(one).has(filter.language)) &&
  (!filter.danger || inDanger(one)) &&
  (!filter.stale || (one.assessment?.again.length ?? 0) > 0) &&
  (!filter.consent || one.consents.some((said) => said.due > 0 || (one.closed === null && asksAgain(said))));

/** What was kept on the device is read as if a stranger had written it: a version before this one may have. */
export type SavedSearch = { name: string; asked: Asked };
const SAVED_MOST = 50;
export const NAME_MOST = 80;

const oneOf = <T extends string>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;
const textIn = (value: unknown, otherwise: string, most: number): string =>
  typeof value === "string" ? value.slice(0, most) : otherwise;
const fieldsIn = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const readFilter = (value: unknown): CaseFilter => {
  const { stage, urgency, status, owner, standing, language, danger, stale, consent } = fieldsIn(value);
  return {
    stage: oneOf<CaseFilter["stage"]>(STAGES, stage, "any"),
    urgency: oneOf<CaseFilter["urgency"]>(URGENCIES, urgency, "any"),
    status: oneOf<CaseFilter["status"]>(STATUSES, status, "any"),
    owner: textIn(owner, "any", 64),
    standing: oneOf<CaseFilter["standing"]>(["open", "closed"], standing, "any"),
    language: textIn(language, "any", 35),
    danger: danger === true,
    stale: stale === true,
    consent: consent === true,
  };
};

export const readSaved = (text: string): SavedSearch[] => {
  let all: unknown;
  try {
    all = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(all)) return [];
  return all.slice(0, SAVED_MOST).flatMap((value): SavedSearch[] => {
    const { name, asked } = fieldsIn(value);
    const { typed, filter } = fieldsIn(asked);
    const called = textIn(name, "", NAME_MOST);
    return called === ""
      ? []
      : [{ name: called, asked: { typed: textIn(typed, "", 400), filter: readFilter(filter) } }];
  });
};

/** The one of this name is replaced; the newest first. */
export const withSaved = (all: readonly SavedSearch[], one: SavedSearch): SavedSearch[] =>
  [one, ...all.filter(({ name }) => name !== one.name)].slice(0, SAVED_MOST);
