import { readBuild } from "@fairlead/portal/dist";
import type { Language } from "@fairlead/portal/pages";
import { stampPortal } from "@fairlead/portal/stamp";
import { organisationWords, type Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import type { CallerPages } from "@fairlead/server";
import { Failure } from "./failure.ts";

/** How an organisation presents itself to callers. */
export interface Presentation {
  name: string;
  /** Where else its six words are published, and its other ways. */
  elsewhere: string;
  /** Where *Leave quickly* leads: a harmless site. */
  leaveTo: string;
  /** IANA zone for hours on pages made without script. */
  zone: string;
  /** The path that leads to the page; "" where it stands at the address itself. */
  door: string;
}

/** The caller's pages of one organisation: the build, with its pin stamped in. */
export async function callerPages(pin: Pin, clockOffset: number, presentation: Presentation): Promise<CallerPages> {
  const build = await readBuild().catch(() => {
    throw new Failure("The caller's pages are not built yet. Run script/bootstrap.");
  });
  const { files, manifest } = stampPortal(build, pin, clockOffset);
  const { leaveTo, door, ...organisation } = presentation;
  const words = (language: Language) => organisationWords(pin.organisation, language === "ru" ? RUSSIAN_LIST : ENGLISH);
  return {
    place: (language) => ({
      language,
      door,
      organisation: { ...organisation, words: words(language), onePerson: pin.administrators.length === 1 },
      leaveTo,
      assets: manifest,
    }),
    asset: (path) => files.get(path) ?? null,
  };
}

/** Pages whose pin can be changed while they are served. */
export interface TurningPages extends CallerPages {
  readonly pin: Pin;
  turnTo(pin: Pin): Promise<void>;
}

/** Whoever loaded a page a moment ago still finds the script that it names. */
export async function turningPages(first: Pin, presentation: Presentation): Promise<TurningPages> {
  let pin = first;
  let newest = await callerPages(pin, 0, presentation);
  let before: CallerPages | null = null;
  return {
    get pin() {
      return pin;
    },
    async turnTo(next) {
      [before, newest, pin] = [newest, await callerPages(next, 0, presentation), next];
    },
    place: (language) => newest.place(language),
    asset: (path) => newest.asset(path) ?? before?.asset(path) ?? null,
  };
}
