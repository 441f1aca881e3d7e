import { createServer, get } from "node:http";
import { connect } from "node:net";
import { type Hash, idFrom, type OrganisationId, type Pin } from "@fairlead/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ConsoleHost, startConsoleHost } from "./host.ts";

const bytes = new Uint8Array(32);
const pin: Pin = { organisation: idFrom<OrganisationId>(bytes), head: idFrom<Hash>(bytes), administrators: [] };
let host: ConsoleHost;

const start = (port: number) =>
  startConsoleHost({ pin, clockOffset: 0, callerPage: "", demo: false, server: "http://127.0.0.1:9", port });

beforeEach(async () => {
  host = await start(0);
});
afterEach(() => host.close());

/** What it answers to a request for that name, at that address. */
const ask = (name: string, address = "127.0.0.1", path = "/config.json") =>
  new Promise<{ status: number; location: string | undefined }>((answered, failed) => {
    const { port } = new URL(host.url);
    get({ host: address, port, path, headers: { host: `${name}:${port}` } }, (response) => {
      response.resume();
      answered({ status: response.statusCode ?? 0, location: response.headers.location });
    }).on("error", failed);
  });

it("has one address, by name, and sends those who came by number there", async () => {
  expect(host.url).toMatch(/^http:\/\/localhost:\d+\/$/);
  expect(await ask("localhost")).toEqual({ status: 200, location: undefined });
  for (const number of ["127.0.0.1", "[::1]"])
    for (const path of ["/", "/config.json", "/api/status"])
      expect(await ask(number, "127.0.0.1", path)).toEqual({ status: 302, location: host.url });
});

it("answers to no other name", async () => {
  for (const name of ["attacker.example", "localhost.attacker.example", "127.0.0.1.attacker.example"])
    expect((await ask(name)).status).toBe(421);
});

it("takes both loopback addresses, so that nobody else of this machine answers for that name", async (test) => {
  if (!(await hasIpv6())) return test.skip("this machine has no IPv6 loopback");
  const { port } = new URL(host.url);
  expect(await ask("localhost", "::1")).toEqual({ status: 200, location: undefined });
  await host.close();
  await expect(reach("::1", Number(port))).rejects.toThrow();
  const stranger = createServer();
  await new Promise<void>((ready) => stranger.listen({ host: "::1", port: Number(port) }, ready));
  await expect(start(Number(port))).rejects.toThrow("EADDRINUSE");
  await expect(reach("127.0.0.1", Number(port))).rejects.toThrow();
  await new Promise((closed) => stranger.close(closed));
});

const reach = (address: string, port: number) =>
  new Promise<void>((reached, failed) => {
    const socket = connect(port, address, () => {
      socket.destroy();
      reached();
    }).on("error", failed);
  });

const hasIpv6 = () =>
  new Promise<boolean>((told) => {
    const server = createServer().on("error", () => told(false));
    server.listen({ host: "::1", port: 0 }, () => server.close(() => told(true)));
  });
