import { join } from "node:path";
import { LANGUAGES, type Language } from "@fairlead/portal/pages";
import { openStore } from "@fairlead/server";
import { folderOnDisk } from "../disk.ts";
import type { Figure, Measure } from "../measure.ts";
import { foundBenchOrganisation, pagesOf, serve } from "../organisation.ts";
import { bytesServed, CODINGS } from "../served.ts";

const BUDGET = { page: 10 * 1024, all: 60 * 1024 };
const NAMES: Record<Language, string> = { en: "English", ru: "Russian", ar: "Arabic" };

/** Bytes as the real server sends them, compressed by it: what a caller's line has to carry. */
export const measure: Measure = {
  name: "first-page",
  run: async () => {
    const organisation = await foundBenchOrganisation();
    const portal = await pagesOf(organisation);
    const store = await openStore(join(folderOnDisk(), "store.sqlite"));
    const server = await serve(store, organisation, { portal });
    try {
      const figures: Figure[] = [];
      for (const language of LANGUAGES) {
        const { script, words } = portal.place(language).assets;
        for (const coding of CODINGS) {
          const load = (path: string) => bytesServed(server.url + path, coding);
          const page = await load(`/${language}`);
          const first = page.body;
          const all = first + (await load(script)).body + (await load(language === "ru" ? words.ru : words.en)).body;
          figures.push(
            {
              ...once(`first page in ${NAMES[language]}: HTML and style, ${coding}`, first),
              beside: [{ value: BUDGET.page, what: "budget" }],
            },
            {
              ...once(`with script and a word list, in ${NAMES[language]}, ${coding}`, all),
              beside: [{ value: BUDGET.all, what: "budget" }],
            },
          );
          if (language === "en" && coding === "gzip")
            figures.push(once("HTTP header of the first page, beside its bytes", page.header));
        }
      }
      return figures;
    } finally {
      await server.close();
      await store.close();
    }
  },
};

function once(name: string, value: number): Figure {
  return { name, value, unit: "bytes", runs: 1 };
}
