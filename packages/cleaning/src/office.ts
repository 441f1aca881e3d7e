/**
 * Word, Excel and PowerPoint files since 2007 (ECMA-376): properties, thumbnail, authors of changes and comments, their
 * times, session numbers, and the paths of the machine go; pictures inside are cleaned as pictures. What this does not
 * know (macros, embedded documents, other pictures) is not called clean.
 */
import type { Bytes } from "./bytes.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";
import { type Entry, readZip, stored, unpack, writeZip } from "./zip.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const EMPTY: Readonly<Record<string, string>> = {
  "docProps/core.xml": `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  "docProps/app.xml": `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
  "docProps/custom.xml": `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`,
};
/** Parts that only text can be in, and that are known here. Any other kind is not called clean. */
const TEXT = /^(\[Content_Types\]\.xml|(_rels|docProps|word|xl|ppt)\/.*\.(xml|rels)|_rels\/\.rels)$/;
const MEDIA = /^(word|xl|ppt)\/media\/[^/]+\.(jpe?g|png|webp)$/i;
const PRINTERS = /^(xl|word)\/printerSettings\/[^/]+\.bin$/;
const THUMBNAIL = /^docProps\/thumbnail\.\w+$/;

/** An attribute of this name, whatever its prefix, loses its value. */
const blankAttribute = (xml: string, names: string): string =>
  xml.replace(new RegExp(`(\\s(?:\\w+:)?(?:${names})=)("[^"]*"|'[^']*')`, "g"), '$1""');
const dropAttribute = (xml: string, names: string): string =>
  xml.replace(new RegExp(`\\s(?:\\w+:)?(?:${names})=("[^"]*"|'[^']*')`, "g"), "");
const dropElement = (xml: string, names: string): string =>
  xml.replace(new RegExp(`<(\\w+:)?(${names})(?=[\\s/>])[^>]*?(/>|>[\\s\\S]*?</(\\w+:)?\\2>)`, "g"), "");

const cleanXml = (name: string, xml: string): string => {
  let clean = dropElement(xml, "rsids|absPath|fileSharing|lastModifiedBy|person");
  clean = dropAttribute(clean, "rsid\\w*|userId|providerId|dT");
  if (/^word\//.test(name)) clean = dropAttribute(blankAttribute(clean, "author|initials"), "date|dateUtc");
  if (/^xl\//.test(name)) clean = clean.replace(/(<author>)[^<]*(<\/author>)/g, "$1$2");
  if (/ommentAuthors|authors\.xml/.test(name)) clean = blankAttribute(clean, "name|initials");
  if (/comments?/i.test(name) && /^ppt\//.test(name)) clean = dropAttribute(clean, "dt|created");
  if (name === "_rels/.rels") clean = clean.replace(/<Relationship\b[^>]*thumbnail[^>]*\/>/g, "");
  // Where the template, a linked picture or a workbook lay on somebody's disk.
  return name.endsWith(".rels")
    ? clean.replace(/(Target=)"(?:file:|\\\\|[A-Za-z]:)[^"]*"/g, '$1"file:///removed"')
    : clean;
};

/** What would be left of a name if a part were written in a way that this does not expect. */
const TELLING =
  /<(dc:creator|cp:lastModifiedBy|Company|Manager|x15ac:absPath)\b[^>]*>[^<]|\bw:author="[^"]|\bw:rsid\w*="|Target="(file:\/\/\/(?!removed)|\\\\)/;

const cleanPicture = (bytes: Uint8Array): Bytes | null => cleanJpeg(bytes) ?? cleanPng(bytes) ?? cleanWebp(bytes);

/** @returns null where it is none of these, or holds something that is not known to be clean */
export const cleanOffice = async (bytes: Uint8Array): Promise<Bytes | null> => {
  const entries = readZip(bytes);
  if (entries === null || !entries.some(({ name }) => name === "[Content_Types].xml")) return null;
  if (typeof DecompressionStream === "undefined") return null;
  const kept: Entry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (THUMBNAIL.test(name)) continue;
    const clean = await cleanPart(entry);
    if (clean === null) return null;
    const same = clean.length === entry.size && (await unpack(entry))?.every((byte, index) => clean[index] === byte);
    kept.push(same === true ? entry : stored(name, clean));
  }
  return writeZip(kept);
};

const cleanPart = async (entry: Entry): Promise<Uint8Array | null> => {
  const { name, size } = entry;
  const text = new TextEncoder();
  const empty = EMPTY[name];
  if (empty !== undefined) return text.encode(empty);
  if (PRINTERS.test(name)) return new Uint8Array(size);
  const part = await unpack(entry);
  if (part === null) return null;
  if (MEDIA.test(name)) return cleanPicture(part);
  if (!TEXT.test(name)) return null;
  let xml: string;
  try {
    xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(part);
  } catch {
    return null;
  }
  // Entities could hide what is looked for; Office writes none.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return null;
  const clean = cleanXml(name, xml);
  return TELLING.test(clean) ? null : text.encode(clean);
};
