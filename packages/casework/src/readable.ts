/**
 * What others wrote, made safe to look at. The stored words stay as they were: this is for the eye alone, and everything
 * that a screen is given has passed through it, so that no screen has to think of it.
 *
 * - Overriding the direction of what follows turns "gpj.exe" into "exe.jpg" and a name into another: the two override
 *   controls are shown, as ⟨U+202E⟩. Other embeddings and isolates, which phones put in by themselves, are left out;
 *   every place that shows others' words isolates them anyway. Marks that Arabic and Hebrew need stay.
 * - Control characters are shown by their pictures (␇), new lines and tabs stay.
 * - What cannot be seen (zero width, tags, fillers) is left out. Joiners stay: Persian and emoji need them.
 * - Of a heap of combining marks eight stay: enough for every script, not enough to paint over the screen.
 * - Half of a surrogate pair becomes �, a run of empty lines becomes one.
 *
 * Linear in the length: a megabyte of marks is a megabyte read once.
 */
const ODD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0e]|\p{M}{9}|\n[^\S\n]*\n[^\S\n]*\n/u;

/** Most of what a view holds, told at one glance: with ten thousand cases the long look costs seconds. */
const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f]*$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
/** However often it stands there, once is enough to know. */
const OVERRIDE = /[\u202d\u202e]+/g;
const UNSEEN =
  /[\xad\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202c\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0e]/gu;
const HEAP = /(\p{M}{8})\p{M}+/gu;

const pictureOf = (control: string): string => {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return "␡";
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "�";
};

const nameOf = (override: string): string => `⟨U+${override.charCodeAt(0).toString(16).toUpperCase()}⟩`;

export const readable = (text: string): string =>
  !PLAIN.test(text) && ODD.test(text)
    ? text
        .replace(/[\ud800-\udfff]/gu, "�")
        .replace(/\r\n?|[\u2028\u2029]/g, "\n")
        .replace(CONTROL, pictureOf)
        .replace(OVERRIDE, nameOf)
        .replace(UNSEEN, "")
        .replace(HEAP, "$1")
        .replace(/\n(?:[^\S\n]*\n){2,}/g, "\n\n")
    : text;

/**
 * The same for everything that a view holds, however deep. What needs no change is the same object afterwards: a screen
 * that compares sees that nothing has changed.
 */
export const readableAll = <Shown>(shown: Shown): Shown => cleaned(shown) as Shown;

const cleaned = (value: unknown): unknown => {
  if (typeof value === "string") return readable(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    // Nothing is copied before something changes: of a hundred thousand lists almost none does.
    let items: unknown[] | null = null;
    for (const [index, item] of value.entries()) {
      const shown = cleaned(item);
      if (shown === item) continue;
      items ??= [...value];
      items[index] = shown;
    }
    return items ?? value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = value as Record<string, unknown>;
  let changes: Map<string, unknown> | null = null;
  for (const name of Object.keys(fields)) {
    const shown = cleaned(fields[name]);
    if (shown === fields[name]) continue;
    changes ??= new Map(Object.entries(fields));
    changes.set(name, shown);
  }
  return changes === null ? value : Object.fromEntries(changes);
};
