/** Languages in which callers have written or are expected to; one that a template has already is added to them. */
const EXPECTED = ["en", "ru", "ar", "ce", "az", "de", "es", "fr", "hy", "ka", "tr", "uk"] as const;

export const templateLanguages = (templates: readonly { language: string }[]): string[] => [
  ...new Set([...EXPECTED, ...templates.map(({ language }) => language)]),
];

/** Names that browsers do not bring along: a list that says "ce" is of no use to whoever speaks it. */
const UNNAMED: Record<string, { en: string; ru: string }> = {
  ab: { en: "Abkhaz", ru: "абхазский" },
  ady: { en: "Adyghe", ru: "адыгейский" },
  agx: { en: "Aghul", ru: "агульский" },
  ase: { en: "American Sign Language", ru: "американский жестовый" },
  av: { en: "Avar", ru: "аварский" },
  azb: { en: "South Azerbaijani", ru: "южноазербайджанский" },
  bfi: { en: "British Sign Language", ru: "британский жестовый" },
  ce: { en: "Chechen", ru: "чеченский" },
  ckb: { en: "Central Kurdish", ru: "сорани (курдский)" },
  dar: { en: "Dargwa", ru: "даргинский" },
  gsg: { en: "German Sign Language", ru: "немецкий жестовый" },
  inh: { en: "Ingush", ru: "ингушский" },
  kbd: { en: "Kabardian", ru: "кабардино-черкесский" },
  kmr: { en: "Northern Kurdish", ru: "курманджи (курдский)" },
  krc: { en: "Karachay-Balkar", ru: "карачаево-балкарский" },
  kum: { en: "Kumyk", ru: "кумыкский" },
  lbe: { en: "Lak", ru: "лакский" },
  lez: { en: "Lezgian", ru: "лезгинский" },
  nog: { en: "Nogai", ru: "ногайский" },
  os: { en: "Ossetian", ru: "осетинский" },
  rom: { en: "Romani", ru: "цыганский" },
  rsl: { en: "Russian Sign Language", ru: "русский жестовый" },
  rut: { en: "Rutul", ru: "рутульский" },
  sdh: { en: "Southern Kurdish", ru: "южнокурдский" },
  tab: { en: "Tabasaran", ru: "табасаранский" },
  tkr: { en: "Tsakhur", ru: "цахурский" },
  tly: { en: "Talysh", ru: "талышский" },
  ttt: { en: "Tat", ru: "татский" },
  udi: { en: "Udi", ru: "удинский" },
};

/** "Russian", in the reader's language; the code itself where nobody has a name for it. */
export const languageName = (code: string, reader: string): string => {
  const unnamed = UNNAMED[code]?.[reader === "ru" ? "ru" : "en"] ?? code;
  try {
    const name = new Intl.DisplayNames([reader], { type: "language", fallback: "none" }).of(code);
    return name === undefined || name === code ? unnamed : name;
  } catch {
    return unnamed;
  }
};
