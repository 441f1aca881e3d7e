import { CHUNK_LENGTH } from "@fairlead/protocol";
import { Caller } from "../caller.ts";
import { random } from "../house.ts";
import type { Lie, World } from "./lie.ts";
import type { Fields } from "./lying-line.ts";

/** A caller sends a photo that is longer than one chunk. */
const sendPhoto = async ({ house, scene }: World): Promise<void> => {
  await new Caller(house, scene.other.keys).sendFile(random(CHUNK_LENGTH + 9_000), "invented.jpg");
};

type Change = (answer: Fields, asked: Fields, kept: (seq: number) => Uint8Array) => Fields;

const chunkOf = ({ chunk }: Fields): Uint8Array => (chunk instanceof Uint8Array ? chunk : new Uint8Array());

const gives = (lie: string, file: "altered" | "gone", change: Change): Lie => ({
  rule: "PAD1",
  lie,
  place: "thread",
  hides: [],
  before: sendPhoto,
  how: ({ line, read }) => {
    const kept = (seq: number) =>
      chunkOf({ chunk: read("SELECT bytes FROM file_chunks WHERE seq = ?", `${seq}`)[0]?.bytes });
    line.change("/api/file", (answer, asked) => change(answer, asked, kept));
  },
  seen: { file },
});

export const FILES: readonly Lie[] = [
  gives("changes a file", "altered", (answer) => {
    const chunk = Uint8Array.from(chunkOf(answer));
    chunk[9] = (chunk[9] ?? 0) ^ 1;
    return { ...answer, chunk };
  }),
  gives("gives a file's pieces in the other order", "altered", (answer, { index }, kept) => ({
    ...answer,
    chunk: kept(1 - Number(index)),
  })),
  gives("gives a file's first piece twice", "altered", (answer, _, kept) => ({ ...answer, chunk: kept(0) })),
  gives("cuts a piece of a file short", "altered", (answer) => ({ ...answer, chunk: chunkOf(answer).slice(0, -20) })),
  gives("gives a piece that is longer than it was sent", "altered", (answer) => ({
    ...answer,
    chunk: Uint8Array.from([...chunkOf(answer), 0]),
  })),
  gives("gives something else for a file", "altered", (answer) => ({
    ...answer,
    chunk: random(chunkOf(answer).length),
  })),
  {
    ...gives("keeps the end of a file back", "gone", (answer) => answer),
    how: ({ disk }) => disk((db) => db.exec("DELETE FROM file_chunks WHERE seq = 1")),
  },
  {
    ...gives("keeps a file back", "gone", (answer) => answer),
    how: ({ disk }) => disk((db) => db.exec("DELETE FROM file_chunks")),
  },
];
