import type { Clock } from "@fairlead/protocol";
import {
  type CallerPages,
  type Cover,
  type Log,
  type Ringer,
  type RunningServer,
  type Store,
  startServer,
} from "@fairlead/server";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

/** Starts the case server with an organisation's pages; the app's effects come in here. */
export async function startOrganisation(options: {
  store: Store;
  portal: CallerPages;
  cover: Cover | null;
  clock: Clock;
  effects: Pick<Effects, "random">;
  port: number;
  host: string;
  trustProxy: boolean;
  log: Log;
  ringer?: Ringer | null;
}): Promise<RunningServer> {
  const { store, portal, cover, clock, effects, port, host, trustProxy, log, ringer = null } = options;
  const settings = { trustProxy };
  const covered = cover === null ? {} : { cover };
  const rung = ringer === null ? {} : { ringer };
  const { random } = effects;
  return startServer({ store, clock, random, portal, ...covered, ...rung, port, host, settings, log }).catch(
    portTaken(port),
  );
}

/** A taken port is the operator's to change; everything else is not. */
export function portTaken(port: number): (error: unknown) => never {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      throw new Failure(`Port ${port} is taken. Set another one: PORT=… or --port …`);
    throw error;
  };
}
