/** Makes the real effects: network, clock, randomness. Everything else gets them as arguments. */
import { httpTransport, openHand, openHandByPasskey } from "@fairlead/client";
import { createRoot } from "react-dom/client";
import { type Pin, readConfig, readWordLists } from "./config.ts";
import { Desk } from "./desk.tsx";
import { indexedDbShelf } from "./device/indexed-db-shelf.ts";
import { passkeyDoor } from "./device/passkey-door.ts";
import { browserAuthenticator } from "./device/webauthn.ts";
import { makeIdentity, makeJoining, takeInvitation } from "./locked/joining.ts";
import { NotReady } from "./locked/not-ready.tsx";
import { deviceLanguage, speak } from "./say/words.tsx";

const element = document.getElementById("desk");
if (element === null) throw new Error("no place for the desk");
const root = createRoot(element);

const told = async (path: string): Promise<unknown> => {
  const answer = await fetch(path, { cache: "no-store", credentials: "omit" });
  return await answer.json();
};

const start = async (): Promise<void> => {
  speak(deviceLanguage(navigator.languages));
  // Over plain http on another machine a browser has no keys to offer.
  if (!globalThis.crypto?.subtle) return root.render(<NotReady why="no-crypto" />);
  try {
    const [config, lists] = await Promise.all([told("/config.json"), told("/words.json")]);
    const { pin: known, keepPin, clockOffset, callerPage, demo } = readConfig(config);
    const words = readWordLists(lists);
    const clock = () => Date.now() + clockOffset;
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const fetcher = fetch.bind(globalThis);
    const transport = httpTransport(location.origin, fetcher);
    const shelf = indexedDbShelf();
    // The build names this file by what stands in it and in all that it loads.
    const effects = { transport, clock, random, shelf, release: import.meta.url };
    const authenticator = browserAuthenticator(random);
    const held = { pin: known };
    const identity = makeIdentity(fetcher, words, held);
    const onPin = (pin: Pin) => show(pin);
    const joining = makeJoining(effects, words, held, { fetcher, keepPin, code: takeInvitation(), onPin });
    // Shown again when the first invitation has brought the pin.
    const show = (pin: Pin | null) =>
      root.render(
        <Desk
          open={async (phrase, told) =>
            pin === null ? { kind: "unknown-phrase" } : openHand(effects, pin, phrase, words, told)
          }
          passkeys={
            authenticator === null || pin === null
              ? null
              : passkeyDoor(authenticator, shelf, pin, (given, told) =>
                  openHandByPasskey(effects, pin, given, words, told),
                )
          }
          joining={joining}
          identity={identity}
          clock={clock}
          callerPage={callerPage}
          demo={demo}
        />,
      );
    show(known);
  } catch {
    root.render(<NotReady why="no-config" />);
  }
};

await start();
