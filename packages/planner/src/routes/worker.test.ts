import { afterEach, expect, it } from "vitest";
import { type Request, type Response, serveRoutes } from "./worker.ts";

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

/** Asks through a real port, and hears all that is answered until it is what one waits for. */
function open() {
  const channel = new MessageChannel();
  channels.push(channel);
  serveRoutes(channel.port2, () => new Promise((resume) => setTimeout(resume)));
  channel.port2.start();
  const heard: Response[] = [];
  return {
    heard,
    ask: (request: Request): void => channel.port1.postMessage(request),
    until: (kind: Response["kind"]): Promise<Response> =>
      new Promise((resolve) => {
        channel.port1.onmessage = ({ data }: MessageEvent<Response>) => {
          heard.push(data);
          if (data.kind === kind) resolve(data);
        };
      }),
  };
}

const stops = Array.from({ length: 200 }, (_, index) => `p${index}`);
const network = {
  format: "fairlead-network/1",
  date: "2017-04-07",
  places: stops.map((id) => ({ id })),
  services: [{ id: "s", stops, trips: [{ id: "t", times: stops.map((_, minute) => [minute, minute]) }] }],
};
const query = { format: "fairlead-route-query/1", from: "p0", to: ["p199"], departAfter: 0, arriveBefore: 500 };

it("learns a network, plans, tells its progress", async () => {
  const { ask, until, heard } = open();
  ask({ kind: "network", network });
  await until("ready");
  ask({ kind: "plan", id: 1, query });
  expect(await until("routes")).toMatchObject({ id: 1, routes: { routes: [{ arrive: 199 }], complete: true } });
  expect(heard.filter(({ kind }) => kind === "progress").length).toBeGreaterThan(3);
});

it("one search is cancelled, the other goes on", async () => {
  const { ask, until, heard } = open();
  ask({ kind: "network", network });
  await until("ready");
  ask({ kind: "plan", id: 1, query });
  ask({ kind: "plan", id: 2, query });
  ask({ kind: "cancel", id: 1 });
  expect(await until("routes")).toMatchObject({ id: 2 });
  expect(heard).toContainEqual({ kind: "cancelled", id: 1 });
});

it("what does not fit is answered with its path", async () => {
  const { ask, until } = open();
  ask({ kind: "network", network: { ...network, date: "today" } });
  expect(await until("refused")).toMatchObject({ refusal: { path: "date" } });
  ask({ kind: "network", network });
  await until("ready");
  ask({ kind: "plan", id: 3, query: { ...query, to: ["p200"] } });
  expect(await until("refused")).toMatchObject({ id: 3, refusal: { path: "to[0]" } });
});
