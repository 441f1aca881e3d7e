/**
 * PDF: a new document of the pages as they look. What stays behind: title, author, program and times, metadata of any part,
 * earlier revisions, files and scripts inside, actions, links, bookmarks, names of remarks' authors, layers' names, forms
 * to fill in. Pages' drawing instructions are not looked into.
 */
import { PDFArray, PDFContext, PDFDict, PDFParser, PDFWriter } from "@cantoo/pdf-lib";
import { ascii, type Bytes, holdsAny } from "../bytes.ts";
import { openCopy } from "./copy.ts";
import { NotKnown, name } from "./known.ts";
import { layersOf } from "./layers.ts";
import { copyPage } from "./page.ts";
import { pagesIn } from "./pages.ts";
import { hasBurst, unfoldAnew } from "./unfolding.ts";

/** What must not be in a cleaned file: metadata that something carried along in a way that is not known here. */
const LEFT = ["<?xpacket", "<x:xmpmeta", "http://ns.adobe.com/xap/"];

/** @returns null where it is none, is locked or broken, or holds what is not known to be clean */
export const cleanPdf = async (bytes: Uint8Array): Promise<Bytes | null> => {
  // Readers look for the mark in the first thousand bytes.
  if (!ascii(bytes, 0, 1024).includes("%PDF-")) return null;
  const from = await read(bytes);
  if (from === null) return null;
  try {
    const to = PDFContext.create();
    copyDocument(from, to);
    const clean = new Uint8Array(await PDFWriter.forContext(to, Number.POSITIVE_INFINITY).serializeToBuffer());
    return hasBurst() || holdsAny(clean, LEFT) ? null : clean;
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
};

/** The library throws whatever it likes at what it cannot read. */
const read = async (bytes: Uint8Array): Promise<PDFContext | null> => {
  unfoldAnew();
  try {
    const from = await PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY).parseDocument();
    return hasBurst() || from.trailerInfo.Encrypt !== undefined ? null : from;
  } catch {
    return null;
  }
};

const copyDocument = (from: PDFContext, to: PDFContext): void => {
  const catalog = from.lookup(from.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) throw new NotKnown();
  const form = catalog.lookup(name("AcroForm"));
  // Its pages are drawn by a program that lies inside.
  if (form instanceof PDFDict && form.has(name("XFA"))) throw new NotKnown();
  const copy = openCopy(from, to);
  const root = to.nextRef();
  const tree = to.nextRef();
  const kids = PDFArray.withContext(to);
  for (const page of pagesIn(from, catalog.get(name("Pages")))) kids.push(to.register(copyPage(page, copy, to, tree)));
  if (kids.size() === 0) throw new NotKnown();
  const made = to.obj({ Type: "Catalog", Pages: tree });
  const layers = layersOf(catalog, copy, to);
  if (layers !== null) made.set(name("OCProperties"), layers);
  copy.finish();
  to.assign(root, made);
  to.assign(tree, to.obj({ Type: "Pages", Count: kids.size(), Kids: kids }));
  to.trailerInfo.Root = root;
};
