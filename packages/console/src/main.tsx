/** Makes the real effects: network, clock, randomness. Everything else gets them as arguments. */
import { httpTransport, openHand, openHandByPasskey } from "@fairlead/client";
import { createRoot } from "react-dom/client";
import { readConfig, readWordLists } from "./config.ts";
import { Desk } from "./desk.tsx";
import { indexedDbShelf } from "./device/indexed-db-shelf.ts";
import { passkeyDoor } from "./device/passkey-door.ts";
import { browserAuthenticator } from "./device/webauthn.ts";
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
    const { pin, clockOffset, callerPage, demo } = readConfig(config);
    const words = readWordLists(lists);
    const clock = () => Date.now() + clockOffset;
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    const transport = httpTransport(location.origin, fetch.bind(globalThis));
    const shelf = indexedDbShelf();
    const effects = { transport, clock, random, shelf };
    const authenticator = browserAuthenticator(random);
    root.render(
      <Desk
        open={(phrase) => openHand(effects, pin, phrase, words)}
        passkeys={
          authenticator === null
            ? null
            : passkeyDoor(authenticator, shelf, pin, (given) => openHandByPasskey(effects, pin, given, words))
        }
        clock={clock}
        callerPage={callerPage}
        demo={demo}
      />,
    );
  } catch {
    root.render(<NotReady why="no-config" />);
  }
};

await start();
