/** The words of everything that this member can read: in this worker's memory, and gone with it. */
import { type PlaceText, textIndex } from "./text-index.ts";

export type Asked =
  | { kind: "put"; places: PlaceText[]; gone: string[] }
  | { kind: "find"; turn: number; typed: string };
export type Answered = { kind: "put" } | { kind: "found"; turn: number; ids: string[] };

const index = textIndex();
const answer = (said: Answered) => postMessage(said);

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  if (data.kind === "find") answer({ kind: "found", turn: data.turn, ids: index.find(data.typed) });
  else {
    index.remove(data.gone);
    index.put(data.places);
    answer({ kind: "put" });
  }
});
