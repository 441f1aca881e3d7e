/** A file that a letter names: sealed beside it, under a key of its own that stands in the letter. [PAD1] */
export type LetterFile = {
  /** Its name at the server, 16 bytes in hex. */
  id: string;
  /** 32 bytes in hex: whoever has it and the sealed chunks reads the file. */
  key: string;
  /** As its sender called it, without control or direction characters. */
  name: string;
  /** Media type, by the sender's claim. */
  type: string;
  /** Bytes. */
  size: number;
  cleaned: Cleaned;
};

export const CLEANED = ["cleaned", "not-cleanable", "original"] as const;
/** Whether location, camera and author were taken out before it was sent. `original`: left in, because the caller asked. */
export type Cleaned = (typeof CLEANED)[number];
