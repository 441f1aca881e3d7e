/** Plans apart from the desk: a country takes seconds, and a colleague's letter must not wait for it. */
import {
  findFallbacks,
  makeTimetable,
  type Network,
  parseNetwork,
  parseQuery,
  planRoutes,
  type RouteQuery,
  type Routes,
  searchRoutes,
  type Timetable,
} from "@fairlead/planner/routes";

/** `network` null: the one of before. */
export type Asked = { network: Network | null; query: RouteQuery };

/** What somebody asked for and could ask otherwise. */
export const RULES = ["leave", "ban", "keep", "escort", "seats", "time", "notice", "rides"] as const;
export type Rule = (typeof RULES)[number];

export type Answer =
  | { kind: "progress"; done: number }
  /** Of the first `whole` routes it is also said what to do if something does not come; more follow until it is all of them. */
  | { kind: "routes"; routes: Routes; whole: number }
  /** No way at all; each of `opens`, given up by itself, would open one. */
  | { kind: "none"; opens: Rule[] }
  | { kind: "refused"; path: string; reason: string };

type Telling = { tell(done: number): void; show?(answer: Answer): void; pause(): Promise<void> };

const NO_BAN: RouteQuery["ban"] = { places: [], services: [], modes: [], operators: [] };
const DAY_MINUTES = 24 * 60;

/** The same question without one of its rules; null where it has no such rule. */
const without: Record<Rule, (query: RouteQuery) => RouteQuery | null> = {
  leave: ({ leave, ...query }) => (leave === undefined ? null : query),
  ban: (query) => (Object.values(query.ban).every((one) => one.length === 0) ? null : { ...query, ban: NO_BAN }),
  keep: ({ keep, ...query }) => (keep === undefined ? null : query),
  escort: (query) => (query.escort ? { ...query, escort: false } : null),
  seats: (query) => (query.people > 1 ? { ...query, people: 1 } : null),
  time: (query) => ({ ...query, arriveBefore: query.arriveBefore + DAY_MINUTES }),
  notice: (query) => (query.asOf > 0 ? { ...query, asOf: 0 } : null),
  rides: (query) => ({ ...query, maxRides: query.maxRides * 2 }),
};

/** Keeps the network that it was given last: planning again with one ban more begins at once. */
export const planner = () => {
  let timetable: Timetable | null = null;
  return async ({ network, query }: Asked, { tell, show = () => {}, pause }: Telling): Promise<Answer> => {
    if (network !== null) {
      const parsed = parseNetwork(network);
      if (parsed.kind === "refused") return refused(parsed);
      timetable = makeTimetable(parsed.network);
    }
    if (timetable === null) throw new Error("a query before any network");
    const asked = parseQuery(query, timetable.network);
    if (asked.kind === "refused") return refused(asked);
    const breathe = (done: number) => {
      tell(done);
      return pause();
    };
    let routes = await planRoutes(timetable, asked.query, { breathe, fallbacks: false });
    if (routes.routes.length > 0) {
      // The choice is there at once. What to do at each boarding takes ten times as long over a country.
      const { length } = routes.routes;
      for (const [index, route] of routes.routes.entries()) {
        show({ kind: "routes", routes, whole: index });
        const fallbacks = await findFallbacks(timetable, asked.query, route, { breathe: pause });
        routes = { ...routes, routes: routes.routes.with(index, { ...route, fallbacks }) };
      }
      return { kind: "routes", routes, whole: length };
    }
    const opens: Rule[] = [];
    for (const rule of RULES) {
      const other = without[rule](asked.query);
      if (other === null) continue;
      const criteria = { exposure: false, price: false };
      if ((await searchRoutes(timetable, other, { criteria })).length > 0) opens.push(rule);
    }
    return { kind: "none", opens };
  };
};

const refused = ({ path, reason }: { path: string; reason: string }): Answer => ({ kind: "refused", path, reason });

// In a worker alone: tests call what is above. Who asks again has ended the worker before, so that one runs at a time.
if ("WorkerGlobalScope" in globalThis) {
  const plan = planner();
  const tell = (done: number) => postMessage({ kind: "progress", done } satisfies Answer);
  const pause = () => new Promise<void>((resume) => setTimeout(resume));
  addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    const show = (answer: Answer) => postMessage(answer);
    void plan(data, { tell, show, pause }).then(show);
  });
}
