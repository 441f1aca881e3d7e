/**
 * What every page has to be told: in which language, for which organisation, with which files.
 *
 * Plain values only. The pages know no protocol: the server renders them, and the server must not be
 * able to reach anything that opens a mailbox from here.
 */

/** The languages of the caller's pages. A fourth is one PO file and one line here. */
export type Language = "en" | "ru" | "ar";

/** The files that a stamped build offers, as paths behind the door; see `@fairlead/portal/stamp`. */
export type Manifest = {
  /**
   * The style sheet itself, for it stands in the page: on a slow line another connection costs seconds before the
   * first word can be read. The server's policy allows exactly this text, by `integrity.style`, and nothing else inline.
   */
  style: string;
  script: string;
  /** The ticket holder's. */
  ticket: string;
  /** Subresource integrity (`sha256-…`) of the three. */
  integrity: { style: string; script: string; ticket: string };
  /** The parts that are fetched when somebody asks for them: `path integrity`, by language. */
  later: Record<Language, string>;
  /** The coded word lists. The script knows their hashes; the pages do not name them. */
  words: { en: string; ru: string };
  /** The script for whoever adds a file; likewise. */
  files: string;
};

export type Organisation = {
  /** The name that callers know it by. Appears in the page's text, never in a title or address. */
  name: string;
  /** The six words of its id, from the list that suits the language of the page. */
  words: readonly string[];
  /** Where else the six words are published, and its other ways: plain text, e.g. "example.org, @example". */
  elsewhere: string;
  /** True while the pinned roster names one administrator only: the page says so. [RO1] */
  onePerson: boolean;
  /** IANA zone for hours on pages made without script, e.g. "Europe/Moscow". */
  zone: string;
};

export type Place = {
  language: Language;
  /** The path that leads to the page, e.g. "/r/garden"; "" where nothing else is at this address. */
  door: string;
  organisation: Organisation;
  /** Absolute address of the harmless site that *Leave quickly* leads to. */
  leaveTo: string;
  assets: Manifest;
};

/** One reply as the on-arrival mailbox page shows it. */
export type ShownReply = {
  /** The row's hash, hex; comes back in field `read` when the caller confirms. */
  hash: string;
  /** Hashes of the same reply as it was signed before or besides; they come back with it. */
  twins?: readonly string[];
  text: string;
  /** Whole hours since 1970. */
  hour: number;
  /** A standing instruction: stays until its hour, is not confirmed away. [MB5] */
  standing: boolean;
  /** Hour of the next check-in, or null. */
  checkInBy: number | null;
  /** False when it stands only under an expired card: shown as *cannot be confirmed*. [MB3] */
  confirmable: boolean;
};
