/** What is kept of a PDF and what is not (ISO 32000-2), by the names of its parts. */
import { PDFName } from "@cantoo/pdf-lib";

/** It holds something that is not known to be clean. */
export class NotKnown extends Error {}

export const name = (text: string): PDFName => PDFName.of(text);

/** Of a page. Not its metadata, thumbnail, actions, place on a map, structure, or what a program keeps in it for itself. */
export const PAGE = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate", "UserUnit", "Group"] as const;
/** What a page may have from the branch of the tree that it hangs on. */
export const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"] as const;

/** What is drawn beside the page's own contents: of a remark how it looks and what it says, not who said so and when. */
export const REMARK = [
  ...["Type", "Subtype", "Rect", "Contents", "F", "Border", "C", "IC", "CA", "ca", "Name", "QuadPoints", "Vertices"],
  ...["InkList", "L", "LE", "BS", "BE", "RD", "DA", "Q", "OC"],
] as const;
/** Kinds of remark that show something. Links, files, sound, film and whatever acts by itself are not among them. */
export const REMARKS = new Set([
  ...["Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly"],
  ...["StrikeOut", "Stamp", "Caret", "Ink", "Redact", "Watermark"],
]);

/** Keys that are left out of every other part. */
export const TELLING = new Set([
  ...["Metadata", "PieceInfo", "LastModified", "StructParent", "StructParents", "StructTreeRoot", "Parent"],
  ...["A", "AA", "OpenAction", "JS", "JavaScript", "URI", "Dest", "Names", "AF", "EF", "UF", "Ref", "OPI", "Thumb"],
  ...["Author", "Creator", "Producer", "Title", "Subject", "Keywords", "Company", "CreationDate", "ModDate"],
  ...["SourceModified", "CreatorInfo", "Private", "ID", "Alternates", "Measure", "PtData", "Usage", "Length"],
]);
/** Parts that are left out wherever something leads to them. */
export const TELLING_TYPES = new Set([
  ...["Metadata", "Filespec", "EmbeddedFile", "Action", "Sig", "SigRef", "TransformParams", "StructTreeRoot"],
  ...["StructElem", "Catalog", "Pages", "Page", "Annot", "Outlines", "Thread", "Bead", "ObjStm", "XRef", "Collection"],
]);
/** Keys whose value is a list with names that the document's author chose, "Author" perhaps: all of it is kept. */
export const NAMED = new Set([
  ...["Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading", "CharProcs", "Colorants", "Solidities"],
]);
