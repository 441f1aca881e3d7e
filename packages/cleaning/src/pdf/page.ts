/** One page: how it looks, and the remarks that show something on it. */
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
} from "@cantoo/pdf-lib";
import type { Copy } from "./copy.ts";
import { INHERITED, NotKnown, name, PAGE, REMARK, REMARKS } from "./known.ts";
import type { Page } from "./pages.ts";

/** Neither shown nor printed, or not shown. */
const HIDDEN = 0x02 | 0x20;

export const copyPage = ({ dict, inherited }: Page, copy: Copy, to: PDFContext, parent: PDFObject): PDFDict => {
  const page = to.obj({ Type: "Page" });
  page.set(name("Parent"), parent);
  take(page, [...INHERITED, ...PAGE, "Contents"], (key) => dict.get(name(key)) ?? inherited.get(key), copy);
  const remarks = PDFArray.withContext(to);
  const found = dict.lookup(name("Annots"));
  if (found instanceof PDFArray)
    for (let at = 0; at < found.size(); at++) {
      const remark = copyRemark(found.lookup(at), copy, to);
      if (remark !== null) remarks.push(to.register(remark));
    }
  if (remarks.size() > 0) page.set(name("Annots"), remarks);
  return page;
};

const take = (
  into: PDFDict,
  keys: readonly string[],
  get: (key: string) => PDFObject | undefined,
  copy: Copy,
): void => {
  for (const key of keys) {
    const value = get(key);
    const copied = value === undefined ? PDFNull : copy.value(value);
    if (copied !== PDFNull) into.set(name(key), copied);
  }
};

const copyRemark = (dict: PDFObject | undefined, copy: Copy, to: PDFContext): PDFDict | null => {
  if (!(dict instanceof PDFDict)) return null;
  const subtype = dict.lookup(name("Subtype"));
  const flags = dict.lookup(name("F"));
  if (!(subtype instanceof PDFName) || (flags instanceof PDFNumber && (flags.asNumber() & HIDDEN) !== 0)) return null;
  const kind = subtype.decodeText();
  const isField = kind === "Widget";
  const look = lookOf(dict);
  if (!isField && !REMARKS.has(kind)) return null;
  // What was typed into a form stands where no page draws it; without it the form would be another one.
  if (isField && look === null && isFilled(dict)) throw new NotKnown();
  if (isField && look === null) return null;
  const made = to.obj({});
  take(made, REMARK, (key) => dict.get(name(key)), copy);
  // A field without its form is drawn by nobody; a stamp is.
  if (isField) made.set(name("Subtype"), name("Stamp"));
  if (look !== null) made.set(name("AP"), to.obj({ N: copy.value(look) }));
  return made;
};

/** How it looks when nobody touches it. */
const lookOf = (dict: PDFDict): PDFObject | null => {
  const looks = dict.lookup(name("AP"));
  if (!(looks instanceof PDFDict)) return null;
  const rest = looks.lookup(name("N"));
  if (rest instanceof PDFRawStream) return looks.get(name("N")) ?? null;
  const state = dict.lookup(name("AS"));
  if (!(rest instanceof PDFDict) || !(state instanceof PDFName)) return null;
  return rest.lookup(state) instanceof PDFRawStream ? (rest.get(state) ?? null) : null;
};

const isFilled = (field: PDFDict): boolean => {
  let at: PDFObject | undefined = field;
  for (let depth = 0; at instanceof PDFDict && depth < 20; depth++) {
    const value = at.lookup(name("V"));
    // A box that is not ticked says so, and looks like nothing.
    if (value !== undefined && !(value instanceof PDFName && value.decodeText() === "Off")) return true;
    at = at.lookup(name("Parent"));
  }
  return false;
};
