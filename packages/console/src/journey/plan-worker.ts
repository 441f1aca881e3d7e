/** Plans apart from the desk: a country takes seconds, and a colleague's letter must not wait for it. */
import {
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
  | { kind: "routes"; routes: Routes }
  /** No way at all; each of `opens`, given up by itself, would open one. */
  | { kind: "none"; opens: Rule[] }
  | { kind: "refused"; path: string; reason: string };

type Telling = { tell(done: number): void; pause(): Promise<void> };

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
  return async ({ network, query }: Asked, { tell, pause }: Telling): Promise<Answer> => {
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
    const routes = await planRoutes(timetable, asked.query, { breathe });
    if (routes.routes.length > 0) return { kind: "routes", routes };
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
    void plan(data, { tell, pause }).then((answer) => postMessage(answer));
  });
}
