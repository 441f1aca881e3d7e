/** Whom outside the organisation cases and threads name: who was told of them by a record that stands there, or may be. */
import type { ResponseRecord } from "../fold/plan.ts";
import { type CaseState, intakeOf } from "../fold/state.ts";
import type { CaseId } from "../ids.ts";
import { plainText } from "../import/values.ts";
import type { ApplicationRecord } from "../relocation/fold.ts";
import { wasRefused } from "../rule/consent.ts";
import { askedWords, isNamed } from "../search/word.ts";
import type { ConsentPurpose, Covered } from "../words.ts";
import type { Node } from "./graph.ts";
import type { Known } from "./origins.ts";
import { nodeOfMailbox } from "./ties.ts";

/**
 * The person allowed it · a bundle has left · somebody was sent on to them · an application lay before them · the response
 * agreed beforehand names them.
 */
export type ToldAs = "allowed" | "bundle" | "referral" | "application" | "response";

/** `covers`: of a bundle, what was in it. */
export type Told = { name: string; as: ToldAs; at: number; covers?: readonly Covered[] };

/** "same": each names the other · "alike": the one says less than the other, and may be somebody else. */
export type Likeness = "same" | "alike";

/** As other marks are found: as another alphabet or another hand would write it. Few names stand in thousands of cases. */
export const likenessTo = (name: string): ((other: string) => Likeness | null) => {
  const known = new Map<string, Likeness | null>();
  const says = (one: string, asked: string) => askedWords(asked).length > 0 && isNamed(one, asked);
  const compare = (other: string): Likeness | null => {
    if (plainText(other) === plainText(name)) return "same";
    const [less, more] = [says(other, name), says(name, other)];
    if (less && more) return "same";
    return less || more ? "alike" : null;
  };
  return (other) => {
    const before = known.get(other);
    if (before !== undefined) return before;
    const found = compare(other);
    known.set(other, found);
    return found;
  };
};

/** Who is named in what was agreed for the day on which somebody is taken. */
export const namesInResponse = ({ lawyer, tell }: Pick<ResponseRecord, "lawyer" | "tell">): string[] =>
  [lawyer, tell].filter((line) => line.trim() !== "");

/** What the team does with them itself: whom that consent names is nobody outside. */
const BY_THE_TEAM: ReadonlySet<ConsentPurpose> = new Set(["journey", "testimony-record"]);

/** What the case's own record says; what lies in a part of it is not asked. */
export const toldOf = ({ contact }: Pick<CaseState, "contact">): Told[] => {
  const { consent, decisions, exports, provision, plan } = contact;
  const allowed = [...consent.records.values()].flatMap((record): Told[] => {
    const first = record.versions.find(({ kind }) => kind === "given");
    return BY_THE_TEAM.has(record.purpose) || wasRefused(record) || !first
      ? []
      : [{ name: record.recipient, as: "allowed", at: first.at }];
  });
  const bundles = exports.flatMap(({ decision, at }): Told[] => {
    const leaves = decisions.find((one) => one.decision === decision)?.export;
    const record = leaves && consent.records.get(leaves.consent);
    return record ? [{ name: record.recipient, as: "bundle", at, covers: leaves.covers }] : [];
  });
  const referrals = provision.referrals.map(({ to, at }): Told => ({ name: to, as: "referral", at }));
  const responses = [...plan.responses.values()].flatMap((response) =>
    namesInResponse(response).map((name): Told => ({ name, as: "response", at: response.agreedAt })),
  );
  return [...bundles, ...referrals, ...allowed, ...responses];
};

/** The day on which the partner had it first. */
const submittedAt = ({ steps }: ApplicationRecord): number | null =>
  steps.find(({ to }) => to === "submitted")?.at ?? null;

/** In the parts that are held. */
const applicationsIn = ({ state, byId, resources }: Known): { case: CaseId; told: Told }[] =>
  [...state.streams.values()].flatMap(({ begun, content }) => {
    const about = begun?.compartment;
    if (content.is !== "part" || about?.about !== "case") return [];
    const records = byId.get(about.case)?.contact.consent.records;
    return [...content.part.applications.values()].flatMap((application) => {
      const at = submittedAt(application);
      if (at === null) return [];
      const names = [
        resources.pathways.get(application.pathway)?.partner,
        application.rests == null ? undefined : records?.get(application.rests)?.recipient,
      ];
      return names.flatMap((name) =>
        name ? [{ case: about.case, told: { name, as: "application" as const, at } }] : [],
      );
    });
  });

/** All of it, in cases that this member holds and in threads that are none. */
export const toldIn = (known: Known): (Told & { to: Node })[] => {
  const { cases, byMailbox, state } = known;
  const ofCase = (id: CaseId, told: Told) => ({ ...told, to: { kind: "case" as const, case: id } });
  return [
    ...cases.flatMap((one) => toldOf(one).map((told) => ofCase(one.case, told))),
    ...applicationsIn(known).map(({ case: id, told }) => ofCase(id, told)),
    ...[...intakeOf(state).threads.values()].flatMap(({ mailbox, provision }) =>
      provision.referrals.map(({ to, at }) => ({
        ...{ name: to, as: "referral" as const, at },
        to: nodeOfMailbox(mailbox, byMailbox),
      })),
    ),
  ];
};

/** Names by which somebody outside could be looked for, each once; lines of a response are no names. */
export const recipientsIn = (known: Known): string[] => {
  const byPlain = new Map<string, string>();
  const partners = [...known.resources.pathways.values()].map(({ partner }) => partner);
  const told = toldIn(known).flatMap(({ as, name }) => (as === "response" ? [] : [name]));
  for (const name of [...told, ...partners])
    if (name.trim() !== "" && !byPlain.has(plainText(name))) byPlain.set(plainText(name), name.trim());
  return [...byPlain.values()].toSorted((a, b) => a.localeCompare(b));
};
