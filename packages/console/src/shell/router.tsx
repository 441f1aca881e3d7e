import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { AccessPage } from "../access/access-page.tsx";
import { BedsPage } from "../beds/beds-page.tsx";
import { KnownPage } from "../board/known-page.tsx";
import { CasePage } from "../case/case-page.tsx";
import { CasesPage } from "../case/cases-page.tsx";
import { DecisionsPage } from "../decisions/decisions-page.tsx";
import { DutyPage } from "../duty/duty-page.tsx";
import { ExposurePage } from "../exposure/exposure-page.tsx";
import { MarkPage } from "../exposure/mark-page.tsx";
import { ThingsPage } from "../exposure/things-page.tsx";
import { FiguresPage } from "../figures/figures-page.tsx";
import { ImportPage } from "../import/import-page.tsx";
import { InterpretingList, InterpretingPage } from "../interpreting/interpreting-page.tsx";
import { PlanJourneyPage } from "../journey/plan-page.tsx";
import { MovingPage } from "../moving/moving-page.tsx";
import { NetworkPage } from "../network/network-page.tsx";
import { LostDevice } from "../people/lost-device.tsx";
import { MemberPage } from "../people/member-page.tsx";
import { PeoplePage } from "../people/people-page.tsx";
import { FieldsPage } from "../person/fields-page.tsx";
import { QueuePage } from "../queue/queue-page.tsx";
import { PathwaysPage } from "../relocation/pathways-page.tsx";
import { SearchPage } from "../search/search-page.tsx";
import { PartPage, PartsPage } from "../sharing/parts-page.tsx";
import { TeamPage } from "../team/team-page.tsx";
import { CallPage } from "../telephone/call-page.tsx";
import { TextsPage } from "../texts/texts-page.tsx";
import { TodayPage } from "../today/today-page.tsx";
import { UnsentPage } from "../unsent/unsent-page.tsx";
import { NotFound } from "./not-found.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const today = createRoute({ getParentRoute: () => root, path: "/", component: TodayPage });
const queue = createRoute({ getParentRoute: () => root, path: "/queue", component: QueuePage });
const thread = createRoute({
  getParentRoute: () => root,
  path: "/queue/$mailbox",
  component: function ThreadOf() {
    const { mailbox } = thread.useParams();
    return <QueuePage mailbox={mailbox} />;
  },
});
const texts = createRoute({ getParentRoute: () => root, path: "/texts", component: TextsPage });
const call = createRoute({ getParentRoute: () => root, path: "/call", component: CallPage });
const duty = createRoute({ getParentRoute: () => root, path: "/duty", component: DutyPage });
const team = createRoute({ getParentRoute: () => root, path: "/team", component: TeamPage });
const known = createRoute({ getParentRoute: () => root, path: "/known", component: KnownPage });
const cases = createRoute({ getParentRoute: () => root, path: "/cases", component: CasesPage });
const moving = createRoute({ getParentRoute: () => root, path: "/moving", component: MovingPage });
const theCase = createRoute({
  getParentRoute: () => root,
  path: "/cases/$case",
  component: function CaseOf() {
    const { case: id } = theCase.useParams();
    return <CasePage id={id} key={id} />;
  },
});
const planJourney = createRoute({
  getParentRoute: () => root,
  path: "/cases/$case/journey",
  component: function JourneyOf() {
    const { case: id } = planJourney.useParams();
    return <PlanJourneyPage id={id} key={id} />;
  },
});
const depart = createRoute({
  getParentRoute: () => root,
  path: "/cases/$case/depart/$application",
  component: function DepartureOf() {
    const { case: id, application } = depart.useParams();
    return <PlanJourneyPage id={id} application={application} key={`${id} ${application}`} />;
  },
});
const search = createRoute({ getParentRoute: () => root, path: "/search", component: SearchPage });
const bringIn = createRoute({ getParentRoute: () => root, path: "/import", component: ImportPage });
const parts = createRoute({ getParentRoute: () => root, path: "/parts", component: PartsPage });
const part = createRoute({
  getParentRoute: () => root,
  path: "/parts/$stream",
  component: function PartOf() {
    const { stream } = part.useParams();
    return <PartPage stream={stream} key={stream} />;
  },
});
const interpretings = createRoute({ getParentRoute: () => root, path: "/interpreting", component: InterpretingList });
const interpreting = createRoute({
  getParentRoute: () => root,
  path: "/interpreting/$stream",
  component: function InterpretingOf() {
    const { stream } = interpreting.useParams();
    return <InterpretingPage stream={stream} key={stream} />;
  },
});
const decisions = createRoute({ getParentRoute: () => root, path: "/decisions", component: DecisionsPage });
const exposure = createRoute({ getParentRoute: () => root, path: "/exposure", component: ExposurePage });
const mark = createRoute({
  getParentRoute: () => root,
  path: "/exposure/$mark",
  component: function MarkOf() {
    const { mark: id } = mark.useParams();
    return <MarkPage id={id} key={id} />;
  },
});
const things = createRoute({ getParentRoute: () => root, path: "/things", component: ThingsPage });
const beds = createRoute({ getParentRoute: () => root, path: "/beds", component: BedsPage });
const network = createRoute({ getParentRoute: () => root, path: "/network", component: NetworkPage });
const pathways = createRoute({ getParentRoute: () => root, path: "/pathways", component: PathwaysPage });
const figures = createRoute({ getParentRoute: () => root, path: "/figures", component: FiguresPage });
const access = createRoute({ getParentRoute: () => root, path: "/access", component: AccessPage });
const unsent = createRoute({ getParentRoute: () => root, path: "/unsent", component: UnsentPage });
const people = createRoute({ getParentRoute: () => root, path: "/people", component: PeoplePage });
const fields = createRoute({ getParentRoute: () => root, path: "/fields", component: FieldsPage });
const lostDevice = createRoute({ getParentRoute: () => root, path: "/people/lost-device", component: LostDevice });
const member = createRoute({
  getParentRoute: () => root,
  path: "/people/$member",
  component: function MemberOf() {
    const { member: id } = member.useParams();
    return <MemberPage id={id} key={id} />;
  },
});

const routeTree = root.addChildren([
  today,
  queue,
  thread,
  texts,
  call,
  duty,
  team,
  known,
  cases,
  moving,
  theCase,
  planJourney,
  depart,
  search,
  bringIn,
  parts,
  part,
  interpretings,
  interpreting,
  decisions,
  exposure,
  mark,
  things,
  beds,
  network,
  pathways,
  figures,
  access,
  unsent,
  people,
  fields,
  lostDevice,
  member,
]);

/**
 * Routes live in memory: the address bar, the history and whoever looks at them learn nothing about a case.
 * One router a session, so that locking forgets where the member was too.
 */
export const makeRouter = (first: string) =>
  createRouter({
    routeTree,
    history: createMemoryHistory({ initialEntries: [first] }),
    scrollRestoration: false,
    defaultNotFoundComponent: NotFound,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
