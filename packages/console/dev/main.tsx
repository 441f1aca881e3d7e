import { dayFrom, glanceOf } from "@fairlead/casework";
import type { Opening } from "@fairlead/client";
import { createRoot } from "react-dom/client";
import { Desk } from "../src/desk.tsx";
import { deviceLanguage, isLanguage, speak } from "../src/say/words.tsx";
import { setTheme } from "../src/shell/preferences.tsx";
import { type Mood, makeHand, type Who } from "./hand.ts";
import { suspendedHand } from "./members.ts";

const asked = new URLSearchParams(location.search);
const language = asked.get("lang") ?? "en";
speak(isLanguage(language) ? language : deviceLanguage(["en"]));
if (asked.get("dir") === "rtl") document.documentElement.dir = "rtl";
if (asked.get("theme") === "dark") setTheme("dark");
const who = (asked.get("as") ?? "wren") as Who;
const { hand, now, people } = makeHand(
  who,
  dayFrom(asked.get("day") ?? "2017-05-09"),
  (asked.get("mood") ?? "well") as Mood,
  Number(asked.get("threads") ?? 10_000),
);
const offset = now - Date.now();

/** A desk of which a third is open, and stays so. */
const slowly = (told: Opening) => {
  told.glance(glanceOf(hand.view(), now - 40 * 60_000));
  told.progress(3_400, 10_200);
  return new Promise<never>(() => undefined);
};

const element = document.getElementById("desk");
if (element !== null) {
  createRoot(element).render(
    <Desk
      open={async (phrase, told) =>
        phrase.startsWith("glance")
          ? slowly(told)
          : phrase.startsWith("open")
            ? { kind: "open", hand }
            : phrase.startsWith("suspended")
              ? { kind: "suspended", hand: suspendedHand(people) }
              : { kind: "unknown-word", position: 2, word: "lanterm" }
      }
      passkeys={{
        isHere: async () => asked.get("mood") === "passkey",
        open: async () => ({ kind: "passkey-not-given" }),
        make: async () => ({ kind: "no-secret" }),
      }}
      joining={{
        needed: false,
        code: "",
        join: async () => ({ kind: "not-kept" }),
        twoPlaces: () => [1, 4],
      }}
      identity={{ organisation: () => null, build: async () => null }}
      clock={() => Date.now() + offset}
      callerPage="https://example.org"
      demo
    />,
  );
}
