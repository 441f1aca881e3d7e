import {
  type CaseId,
  type CaseView,
  caseRecord,
  caseView,
  commonsOf,
  type DecisionId,
  type DecisionView,
  dayOf,
  dayText,
  type ExportPlan,
  fieldViews,
  filesOf,
  type LetterFile,
  mayWrite,
  type Operation,
  type PhotoId,
  partsLeftOut,
  partsNeeded,
  partsTaken,
  photosOf,
  propose,
  type RecordFile,
  readableAll,
  writeToCase,
} from "@fairlead/casework";
import { type Hash, hashOf, toHex } from "@fairlead/protocol";
import { noteLook } from "./access-log.ts";
import type { Appender } from "./append.ts";
import { caseTar, photoFileOf, recordFileOf } from "./bundle/case-files.ts";
import { bundlePassphrase, isRecipientKey, sealBundle } from "./bundle/seal-bundle.ts";
import type { TarFile } from "./bundle/tar.ts";
import { openFile } from "./file.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { recipientInWords } from "./in-words.ts";
import { openPhoto } from "./photo.ts";
import { Unreachable } from "./transport.ts";

/** `missing`: files that could not be had; the record says which. `passphrase`: shown once, null where a key seals it. */
export type Bundle = {
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
  bundle: Hash;
  passphrase: string | null;
  missing: number;
};

/** One case leaves as a sealed bundle, decided by two, resting on what the person allows. [P11] */
export interface ExportActions {
  proposeExport(
    theCase: CaseId,
    said: { plan: ExportPlan; text: string; expires: number },
  ): Promise<Outcome<{ decision: DecisionId }>>;
  /** Whether `age` would seal to this `age1…`, and the words in which its owner reads it out. */
  checkKey(key: string): Promise<Outcome<{ words: string[] }>>;
  /**
   * Made in this member's memory, and written down before it is handed out: what the server has not taken does not leave by
   * this door. `progress` is told the bytes of files that have come.
   */
  makeExport(theCase: CaseId, decision: DecisionId, progress?: (bytes: number) => void): Promise<Outcome<Bundle>>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

type Approved = DecisionView & { export: NonNullable<DecisionView["export"]> };

export function makeExportActions({ held, appender, run }: Workings): ExportActions {
  const { random, clock } = held.effects;
  const list = () => held.lists.find(({ language }) => language === "en") ?? held.lists[0];

  /** Why this hand may not make it, asked before anything is fetched and again when it is written down. */
  const mayMake = (theCase: CaseId, operation: Extract<Operation, { op: "exported" }>) =>
    writeToCase(held.state, theCase, [operation], held.hand());

  const recorded = (theCase: CaseId, operation: Extract<Operation, { op: "exported" }>) =>
    run(() =>
      appender.write((hand) => {
        const outcome = writeToCase(held.state, theCase, [operation], hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );

  return {
    proposeExport: async (theCase, { plan, text, expires }) => {
      const { consent, version, covers, key } = plan;
      if (key !== null && !(await isRecipientKey(key))) return { kind: "incomplete", field: "key" };
      const decision = toHex(random(16)) as DecisionId;
      const said = { decision, about: "export" as const, text, checklist: [], expires };
      const intent = { ...said, export: { consent, version, covers, key } };
      const written = await run(() =>
        appender.write((hand) => {
          const outcome = propose(held.state, theCase, intent, hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      );
      return written.kind === "done" ? { kind: "done", decision } : written;
    },
    checkKey: async (key) => {
      const words = list();
      return words !== undefined && (await isRecipientKey(key))
        ? { kind: "done", words: recipientInWords(key, words) }
        : { kind: "incomplete", field: "key" };
    },
    makeExport: async (theCase, decision, progress = () => undefined) => {
      if (held.locked) return { kind: "locked" };
      if (!mayWrite(held.role, "exported")) return { kind: "not-your-role" };
      if (!held.online) return { kind: "offline" };
      const nothing = { op: "exported" as const, decision, bundle: hashOf(new Uint8Array(0)), bytes: 0 };
      const may = mayMake(theCase, nothing);
      if (may.kind !== "operations") return may;
      const view = caseView(held.state, held.outside(), theCase);
      const approved = view?.decisions.find((one): one is Approved => one.decision === decision && one.export !== null);
      const words = list();
      if (!view || !approved || words === undefined) return { kind: "no-such-case" };
      const { covers } = approved.export;
      const asked = [...partsNeeded(view, covers), ...partsLeftOut(view, covers)];
      const lacking = asked.find((part) => !view.parts.some((one) => one.part === part));
      if (lacking !== undefined) return { kind: "not-held", part: lacking };
      const made = await contents(held, readableAll(view), approved, progress);
      if (made === null) return { kind: "offline" };
      const { key } = approved.export;
      const passphrase = key === null ? bundlePassphrase(random, words) : null;
      const bytes = await sealBundle(made.tar, passphrase === null ? { key: key ?? "" } : { passphrase });
      made.tar.fill(0);
      const bundle = hashOf(bytes);
      const written = await recorded(theCase, { op: "exported", decision, bundle, bytes: bytes.length });
      if (written.kind !== "done") return written;
      const taken = partsTaken(view, covers);
      for (const { part, stream } of view.parts) if (taken.includes(part)) noteLook(held, stream, "export");
      const name = `case-${decision.slice(0, 8)}-${dayText(dayOf(clock()))}.tar.age`;
      return { kind: "done", bytes, name, bundle, passphrase, missing: made.missing };
    },
  };
}

/** What the consent covers, as a folder in memory. null: the network went away. */
async function contents(
  held: Held,
  view: CaseView,
  approved: Approved,
  progress: (bytes: number) => void,
): Promise<{ tar: Uint8Array<ArrayBuffer>; missing: number } | null> {
  const records = new Map<LetterFile["id"], RecordFile>();
  const files: TarFile[] = [];
  const stop = new AbortController();
  let before = 0;
  for (const [index, named] of filesOf(view, approved.export.covers).entries()) {
    try {
      const opened = await openFile(held, named, (bytes) => progress(before + bytes), stop.signal);
      const had = opened.kind === "file" ? opened.bytes : opened.kind === "altered" ? "altered" : "erased";
      const { record, file } = recordFileOf(named, index, had);
      records.set(named.id, record);
      if (file !== null) files.push(file);
      before += named.size;
    } catch (error) {
      if (error instanceof Unreachable) return null;
      throw error;
    }
  }
  const photos = new Map<PhotoId, RecordFile>();
  for (const [index, { stream, photo, unread }] of photosOf(view, approved.export.covers).entries()) {
    const opened = openPhoto(held, stream, photo);
    const without = unread ? "unread" : "erased";
    const { record, file } = photoFileOf(index, opened.kind === "photo" ? opened.bytes : without);
    photos.set(photo, record);
    if (file !== null) files.push(file);
  }
  const made = held.effects.clock();
  const organisation = commonsOf(held.state).settings?.name ?? "";
  const record = caseRecord(view, approved, {
    ...{ organisation, made, files: records, photos },
    fields: readableAll(fieldViews(held.state, held.outside())),
  });
  const tar = caseTar(record, files, made);
  return { tar, missing: records.size + photos.size - files.length };
}
