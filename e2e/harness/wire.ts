/**
 * A wire between a browser and the server that can be cut, or made to swallow what the server answers: the network
 * of a train, the same for every browser.
 */
import { connect, createServer, type Socket } from "node:net";

export type Wire = {
  /** The caller's page at the far end of the wire. */
  callerPage: string;
  /** No network: what is open breaks, what is tried fails. */
  cut: () => void;
  /** What is asked of `path` still reaches the server; its answer is lost. @returns settles when that has happened. */
  swallowAnswersOf: (path: string) => Promise<void>;
  /** The network is back, to a server on this port. */
  mend: () => void;
  close: () => Promise<void>;
};

type State = "whole" | "cut" | { swallowing: string };

export async function layWire(serverPort: number): Promise<Wire> {
  let state: State = "whole";
  let swallowed: () => void = () => {};
  const sockets = new Set<Socket>();
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  const wire = createServer((near) => {
    if (state === "cut") {
      near.destroy();
      return;
    }
    const far = connect(serverPort, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    let asked = "";
    near.on("data", (bytes) => {
      const line = bytes.toString("latin1", 0, 80);
      if (/^(GET|POST) \//.test(line)) asked = line;
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (typeof state === "object" && asked.startsWith(`POST ${state.swallowing} `)) {
        near.destroy();
        swallowed();
      } else if (state !== "cut") near.write(bytes);
    });
    far.once("end", () => near.end());
  });
  await new Promise<void>((resolve) => wire.listen(0, "127.0.0.1", resolve));
  const address = wire.address();
  if (typeof address !== "object" || address === null) throw new Error("the wire has no end");
  return {
    callerPage: `http://127.0.0.1:${address.port}/`,
    cut: () => {
      state = "cut";
      drop();
    },
    swallowAnswersOf: (path) => {
      state = { swallowing: path };
      return new Promise((resolve) => {
        swallowed = resolve;
      });
    },
    mend: () => {
      state = "whole";
    },
    close: () => {
      drop();
      return new Promise((resolve) => wire.close(() => resolve()));
    },
  };
}
