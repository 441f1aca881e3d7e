import type { Bytes } from "@fairlead/protocol";
import type { Hand, Outcome } from "../../src/index.ts";
import type { House } from "../house.ts";
import type { LyingLine } from "./lying-line.ts";
import type { Scene } from "./scene.ts";

/** An administrator has invited an operator, who has answered; his colleague has signed something, perhaps. */
export type PaperWorld = {
  scene: Scene;
  house: House;
  /** Between the server and the administrator. */
  line: LyingLine;
  hand: Hand;
  /** As it was handed over. */
  code: string;
  /** The newcomer's answer. */
  joining: Bytes;
};

/** What the administrator is shown. */
export type PaperSeen =
  /** Nobody is let in. */
  | { state: "spoiled" | "open" }
  /** Other words than the newcomer says: whoever compares them lets nobody in. */
  | { state: "answered"; words: "others" }
  /** So many papers that wait for a signature. */
  | { proposals: 0 };

/** One lie of a server to an administrator who lets people in and signs. */
export type PaperLie = {
  rule: string;
  /** Continues "The server …". */
  lie: string;
  how: (world: PaperWorld) => void | Promise<void>;
  seen: PaperSeen;
};

/** What came of one telling. */
export type Papers = {
  state: string | null;
  /** The same six words on both sides. */
  agree: boolean;
  proposals: number;
  /** What came of letting him in, where that was tried. */
  welcomed: Outcome["kind"] | null;
  enrolled: number;
  wasTold: boolean;
};
