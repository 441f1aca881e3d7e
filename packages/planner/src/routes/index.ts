/** Routes that weigh exposure: parse a network and a query, make a timetable, plan. Pure; runs in a browser's worker. */

export { findFallbacks } from "./fallback.ts";
export type { Interval, Network, OnDemand, Place, Service, StopTime, Trip, Walk } from "./network.ts";
export { type ParsedNetwork, parseNetwork } from "./parse-network.ts";
export { type ParsedQuery, parseQuery } from "./parse-query.ts";
export { type PlanOptions, planRoutes, searchRoutes } from "./plan.ts";
export type { Kept, RouteQuery } from "./query.ts";
export type { Refusal } from "./reading.ts";
export type { Fallback, LeftOut, Leg, Part, PlainRoute, Reason, Route, Routes } from "./routes.ts";
export type { Breath, SearchOptions } from "./search.ts";
export { makeTimetable, type Timetable } from "./timetable.ts";
