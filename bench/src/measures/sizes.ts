import type { Figure, Measure } from "../measure.ts";
import { LETTER_OF_1KB, makeBenchKeys, NOTE } from "../protocol-work.ts";

/** What sealing adds: encapsulation, header, signature, and padding that hides the length. [PAD1] */
export const measure: Measure = {
  name: "sizes",
  run: async () => {
    const keys = await makeBenchKeys();
    const text = new TextEncoder().encode(LETTER_OF_1KB.text).length;
    const of = (name: string, form: Uint8Array, inside: number): Figure => ({
      name,
      value: form.length,
      unit: "bytes",
      runs: 1,
      beside: [{ value: inside, what: "inside" }],
    });
    return [
      of("sealed letter of 1 KB", (await keys.letter(LETTER_OF_1KB)).bytes, text),
      of("sealed letter without text", (await keys.letter({ ...LETTER_OF_1KB, text: "" })).bytes, 0),
      of("commit with a note of 200 bytes", (await keys.commit(NOTE)).bytes, NOTE.length),
      of("wrap of an epoch's key", await keys.wrap(), keys.epochKey.length),
    ];
  },
};
