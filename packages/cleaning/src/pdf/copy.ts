/**
 * Copies what a page is drawn with into a new document, part by part, and nothing that no page leads to: earlier revisions,
 * and what was once deleted, stay behind.
 */
import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from "@cantoo/pdf-lib";
import { copyStream } from "./copy-stream.ts";
import { NAMED, NotKnown, name, TELLING, TELLING_TYPES } from "./known.ts";

/** Far more than a document has. */
const PARTS = 200_000;
/** How deep a part may lie within itself: what is written runs down as far. */
const DEPTH = 60;

/** `named`: a list whose keys are names that its author chose; `marks`: such a list of what a page says of its parts. */
type Kind = "plain" | "named" | "marks" | "mark";

const typeOf = (dict: PDFDict): string => {
  const type = dict.lookup(name("Type"));
  return type instanceof PDFName ? type.decodeText() : "";
};
const dictOf = (object: PDFObject | undefined): PDFDict | null =>
  object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : null;

export type Copy = {
  /** The same value in the new document; what is telling is null there. */
  value(object: PDFObject): PDFObject;
  /** Goes on until everything that was led to is copied. */
  finish(): void;
};

export const openCopy = (from: PDFContext, to: PDFContext): Copy => {
  const copied = new Map<PDFRef, PDFRef>();
  const waiting: { object: PDFObject; as: PDFRef; kind: Kind }[] = [];

  const follow = (ref: PDFRef, kind: Kind): PDFObject => {
    const known = copied.get(ref);
    if (known !== undefined) return known;
    const object = from.lookup(ref);
    const dict = dictOf(object);
    if (object === undefined || object === PDFNull || (dict && TELLING_TYPES.has(typeOf(dict)))) return PDFNull;
    if (copied.size >= PARTS) throw new NotKnown();
    const as = to.nextRef();
    copied.set(ref, as);
    waiting.push({ object, as, kind });
    return as;
  };

  const copy = (object: PDFObject, kind: Kind, depth: number): PDFObject => {
    if (depth > DEPTH) throw new NotKnown();
    if (object instanceof PDFRef) return follow(object, kind);
    if (object instanceof PDFDict) {
      return TELLING_TYPES.has(typeOf(object)) ? PDFNull : copyDict(object, kind, depth);
    }
    if (object instanceof PDFArray) {
      const array = PDFArray.withContext(to);
      for (const inner of object.asArray()) array.push(copy(inner, "plain", depth + 1));
      return array;
    }
    if (object instanceof PDFRawStream) return copyStream(object, copyDict(object.dict, "plain", depth + 1));
    const isPlain =
      object instanceof PDFName ||
      object instanceof PDFNumber ||
      object instanceof PDFBool ||
      object instanceof PDFString ||
      object instanceof PDFHexString;
    if (!isPlain && object !== PDFNull) throw new NotKnown();
    return object;
  };

  const copyDict = (dict: PDFDict, kind: Kind, depth: number): PDFDict => {
    const made = PDFDict.withContext(to);
    const type = typeOf(dict);
    // What a page says of a part of itself may be anything; that it is said has to stay, for the page refers to it.
    if (kind === "mark" && type !== "OCG" && type !== "OCMD") return made;
    for (const [key, value] of dict.entries()) {
      const text = key.decodeText();
      if ((kind === "plain" || kind === "mark") && TELLING.has(text)) continue;
      const inner =
        type === "OCG" && text === "Name" ? PDFString.of("Layer") : copy(value, within(kind, text, value), depth + 1);
      if (inner !== PDFNull) made.set(key, inner);
    }
    return made;
  };

  const within = (kind: Kind, key: string, value: PDFObject): Kind => {
    if (kind === "named") return "plain";
    if (kind === "marks") return "mark";
    if (!(from.lookup(value) instanceof PDFDict)) return "plain";
    return key === "Properties" ? "marks" : NAMED.has(key) ? "named" : "plain";
  };

  return {
    value: (object) => copy(object, "plain", 0),
    finish() {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        to.assign(next.as, copy(next.object, next.kind, 0));
    },
  };
};
