import { needsSomebody } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { isForMe } from "../people/waiting-words.ts";
import type { Text } from "../say/words.tsx";
import { needsYou } from "../today/needs-you.ts";

/** Where one can go, what is counted there. Communications and specialists have a smaller desk of their own. */
export type Place = {
  to:
    | "/"
    | "/queue"
    | "/decisions"
    | "/cases"
    | "/moving"
    | "/parts"
    | "/interpreting"
    | "/exposure"
    | "/beds"
    | "/network"
    | "/pathways"
    | "/figures"
    | "/access"
    | "/duty"
    | "/team"
    | "/people"
    | "/unsent";
  text: Text;
  count: number;
};

export const placesFor = (view: View): Place[][] => {
  const { role } = view.me;
  const answers = role === "operator" || role === "caseworker" || role === "coordinator";
  const holdsCases = answers || view.cases.length > 0;
  const holdsParts = role === "specialist" || view.parts.length > 0;
  const { waitingForMe, figuresForMe, moving } = view.today;
  const signatures = view.waiting.filter(isForMe).length;
  const answered = view.invitations.filter(({ state }) => state === "answered" || state === "spoiled").length;
  const silent = view.access.logs?.filter(({ gap }) => gap !== null).length ?? 0;
  const open = view.cases.filter((one) => one.closed === null).length;
  const unsent = view.status.unsent.length + view.status.undone.length;
  const groups: (Place | null)[][] = [
    [
      { to: "/", text: "nav.today", count: needsYou(view) },
      answers ? { to: "/queue", text: "nav.queue", count: view.queue.waiting } : null,
      // A specialist decides nothing, and learns of no decision.
      role === "specialist" && !holdsCases
        ? null
        : { to: "/decisions", text: "nav.decisions", count: waitingForMe.length },
      // Nothing to see there most of the time, and then no place to look.
      unsent === 0 ? null : { to: "/unsent", text: "unsent.nav", count: unsent },
    ],
    [
      holdsCases ? { to: "/cases", text: "nav.cases", count: open } : null,
      holdsCases ? { to: "/moving", text: "nav.moving", count: moving.filter(needsSomebody).length } : null,
      holdsParts ? { to: "/parts", text: "nav.parts", count: 0 } : null,
      // Operators have it beside the thread.
      role === "specialist" && view.interpretings.length > 0
        ? {
            to: "/interpreting",
            text: "nav.interpreting",
            count: view.interpretings.reduce((n, one) => n + one.waits, 0),
          }
        : null,
    ],
    [
      // The network stands in the register: who holds the one holds the other, and this asks for no list of things.
      answers || view.network !== null
        ? { to: "/exposure", text: "nav.exposure", count: view.exposure.standing }
        : null,
      view.access.logs === null ? null : { to: "/access", text: "access.title", count: silent },
      view.figures === null ? null : { to: "/figures", text: "nav.figures", count: figuresForMe.length },
      view.network === null ? null : { to: "/beds", text: "nav.beds", count: 0 },
      view.network === null ? null : { to: "/network", text: "nav.network", count: 0 },
      view.pathways === null ? null : { to: "/pathways", text: "nav.pathways", count: 0 },
    ],
    [
      answers || role === "administrator" ? { to: "/duty", text: "duty.title", count: 0 } : null,
      // Everybody else reaches their own line from *Today*.
      role === "coordinator" ? { to: "/team", text: "team.title", count: 0 } : null,
      { to: "/people", text: "nav.people", count: signatures + answered },
    ],
  ];
  return groups.map((group) => group.filter((place) => place !== null)).filter((group) => group.length > 0);
};

export const firstPlaceFor = (role: View["me"]["role"]): string =>
  role === "communications" ? "/figures" : role === "specialist" ? "/parts" : role === "auditor" ? "/access" : "/";
