/**
 * What is written anew as a whole, and counts its own versions: texts, plans, tasks, consents, facts, things and their
 * uses. Each such operation names the version that its author had before their eyes (`over`); this says which one stands.
 */
import { assignedKey, isOfArrival, isOfJourney, type Journeys } from "../journey/fold.ts";
import type { Operation } from "../operation.ts";
import { type Applications, isOfApplications, isOfPathways, type Pathways } from "../relocation/fold.ts";
import { factKey } from "./facts.ts";
import type { Written } from "./over.ts";
import type { Content } from "./stream.ts";

/** `operation`: the one that would say what stands, for comparing field by field. */
export type Standing = Written & { version: number };

type Said = Omit<Standing, "operation">;

/** Inside its compartment; null where an operation counts no versions. */
export const versionedOf = (operation: Operation): string | null => {
  switch (operation.op) {
    case "writeTemplate":
    case "withdrawTemplate":
      return `template ${operation.template}`;
    case "writeProtocol":
      return `protocol ${operation.protocol}`;
    case "writePlan":
    case "withdrawPlan":
      return `plan ${operation.plan}`;
    case "defineField":
    case "retireField":
      return `field ${operation.field}`;
    case "writeThing":
    case "retireThing":
      return `thing ${operation.thing}`;
    case "recordUse":
    case "withdrawUse":
      return `use ${operation.use}`;
    case "seekShelter":
      return "shelter sought";
    case "giveTask":
      return `task given ${operation.task}`;
    case "moveTask":
      return `task moved ${operation.task}`;
    case "agreeResponse":
      return `response ${operation.status}`;
    case "giveConsent":
    // Says no `over`, since it is never stale; the version that it makes counts like any other.
    case "withdrawConsent":
      return `consent ${operation.consent}`;
    case "namePerson":
      return `person ${operation.person}`;
    case "setFact":
      return `fact ${factKey(operation)}`;
    case "writeJourney":
    case "cancelJourney":
    case "startJourney":
    case "endJourney":
      return `journey ${operation.journey}`;
    case "assignLeg":
      return `journey ${operation.journey} ${assignedKey(operation.leg, operation.as)}`;
    case "tellStep":
      return `journey ${operation.journey} told`;
    case "writePathway":
    case "retirePathway":
      return `pathway ${operation.pathway}`;
    case "writeApplication":
    case "moveApplication":
      return `application ${operation.application}`;
    case "writeArrival":
    case "lookBack":
      return `journey ${operation.journey} ${operation.op}`;
    default:
      return null;
  }
};

/** The version that stands where this operation writes; null where none does, or it counts none. */
export const versionThere = (content: Content, operation: Operation): Standing | null => {
  switch (content.is) {
    case "intake":
      return textThere(content.intake.texts, operation);
    case "commons":
      return fieldThere(content.commons.fields, operation);
    case "resources":
      return thingThere(content.resources.things, operation) ?? pathwayThere(content.resources.pathways, operation);
    case "part":
      return (
        factThere(content.part.facts, operation) ??
        journeyThere(content.part.journeys, operation) ??
        aftermathThere(content.part.journeys, operation) ??
        applicationThere(content.part.applications, operation)
      );
    case "contact":
      return (
        taskThere(content.contact.plan, operation) ??
        consentThere(content.contact.consent, operation) ??
        useThere(content.contact.uses, operation) ??
        personThere(content.contact.persons, operation) ??
        soughtThere(content.contact.sought, operation)
      );
    default:
      return null;
  }
};

type Of<I extends Content["is"]> = Extract<Content, { is: I }>;
type Contact = Of<"contact">["contact"];

const before = (version: number): number => Math.max(0, version - 1);
const said = ({ version, by, at }: Said): Said => ({ version, by, at });

const textThere = (texts: Of<"intake">["intake"]["texts"], operation: Operation): Standing | null => {
  switch (operation.op) {
    case "writeTemplate":
    case "withdrawTemplate": {
      const { template } = operation;
      const known = texts.templates.get(template);
      if (!known) return null;
      const { language, title, text, withdrawn, version } = known;
      const over = before(version);
      return {
        ...said(known),
        operation: withdrawn
          ? { op: "withdrawTemplate", template, over }
          : { op: "writeTemplate", template, language, title, text, over },
      };
    }
    case "writePlan":
    case "withdrawPlan": {
      const { plan } = operation;
      const known = texts.plans.get(plan);
      if (!known) return null;
      const { title, text, withdrawn, version } = known;
      const over = before(version);
      return {
        ...said(known),
        operation: withdrawn ? { op: "withdrawPlan", plan, over } : { op: "writePlan", plan, title, text, over },
      };
    }
    case "writeProtocol": {
      const { protocol } = operation;
      const known = texts.protocols.get(protocol);
      if (!known) return null;
      const over = before(known.version);
      return { ...said(known), operation: { op: "writeProtocol", protocol, text: known.text, over } };
    }
    default:
      return null;
  }
};

const fieldThere = (fields: Of<"commons">["commons"]["fields"], operation: Operation): Standing | null => {
  if (operation.op !== "defineField" && operation.op !== "retireField") return null;
  const known = fields.get(operation.field);
  if (!known) return null;
  const { field, part, kind, label, hint, retired } = known;
  const over = before(known.version);
  const choices = known.choices.filter(({ gone }) => !gone).map(({ choice, label }) => ({ choice, label }));
  return {
    ...said(known),
    operation: retired
      ? { op: "retireField", field, over }
      : { op: "defineField", field, part, kind, label, hint, choices, over },
  };
};

const thingThere = (things: Of<"resources">["resources"]["things"], operation: Operation): Standing | null => {
  if (operation.op !== "writeThing" && operation.op !== "retireThing") return null;
  const known = things.get(operation.thing);
  if (!known) return null;
  const { thing, kind, name, facts, retired, version, by, at } = known;
  const over = before(version);
  return retired
    ? { version, by: retired.by, at: retired.at, operation: { op: "retireThing", thing, reason: retired.reason, over } }
    : { version, by, at, operation: { op: "writeThing", thing, kind, name, facts, over } };
};

const useThere = (uses: Contact["uses"], operation: Operation): Standing | null => {
  if (operation.op !== "recordUse" && operation.op !== "withdrawUse") return null;
  const known = uses.get(operation.use);
  if (!known) return null;
  const { use, thing, as, from, until, with: others, note, hold, withdrawn, version, by, at } = known;
  const over = before(version);
  return withdrawn
    ? {
        version,
        by: withdrawn.by,
        at: withdrawn.at,
        operation: { op: "withdrawUse", use, reason: withdrawn.reason, over },
      }
    : {
        version,
        by,
        at,
        operation: {
          ...{ op: "recordUse", use, thing, as, from, until, with: others, note, over },
          ...(hold === undefined ? {} : { hold }),
        },
      };
};

const taskThere = ({ tasks, responses }: Contact["plan"], operation: Operation): Standing | null => {
  if (operation.op === "agreeResponse") {
    const known = responses.get(operation.status);
    if (!known) return null;
    const { version, by, at, ...response } = known;
    return { version, by, at, operation: { op: "agreeResponse", ...response, over: before(version) } };
  }
  if (operation.op !== "giveTask" && operation.op !== "moveTask") return null;
  const known = tasks.get(operation.task);
  if (!known) return null;
  const { task, owner, standIn, due, given, moved } = known;
  if (operation.op === "giveTask") {
    const over = before(given.times);
    return {
      version: given.times,
      by: given.by,
      at: given.at,
      operation: { op: "giveTask", task, owner, standIn, over },
    };
  }
  const { times, reason, by, at } = moved;
  return { version: times, by, at, operation: { op: "moveTask", task, due, reason, over: before(times) } };
};

const consentThere = ({ records }: Contact["consent"], operation: Operation): Standing | null => {
  if (operation.op !== "giveConsent" && operation.op !== "withdrawConsent") return null;
  const known = records.get(operation.consent);
  const newest = known?.versions.at(-1);
  if (!known || !newest) return null;
  const { consent, purpose, recipient } = known;
  const { by, at } = newest;
  const version = known.versions.length;
  if (newest.kind === "withdrawn") {
    const { why, how } = newest;
    return { version, by, at, operation: { op: "withdrawConsent", consent, why, how } };
  }
  const { kind: _, by: __, at: ___, ...given } = newest;
  return {
    version,
    by,
    at,
    operation: { op: "giveConsent", consent, purpose, recipient, ...given, over: before(version) },
  };
};

const soughtThere = (known: Contact["sought"], operation: Operation): Standing | null => {
  if (operation.op !== "seekShelter" || known === null) return null;
  const { terms, note, version } = known;
  return { ...said(known), operation: { op: "seekShelter", terms, note, over: before(version) } };
};

const personThere = (persons: Contact["persons"], operation: Operation): Standing | null => {
  if (operation.op !== "namePerson") return null;
  const known = persons.get(operation.person);
  if (!known) return null;
  const over = before(known.version);
  return { ...said(known), operation: { op: "namePerson", person: operation.person, alias: known.alias, over } };
};

const pathwayThere = (pathways: Pathways, operation: Operation): Standing | null => {
  if (!isOfPathways(operation)) return null;
  const known = pathways.get(operation.pathway);
  if (!known) return null;
  const { by, at, version, retired, ...pathway } = known;
  const over = before(version);
  return retired
    ? {
        ...{ version, by: retired.by, at: retired.at },
        operation: { op: "retirePathway", pathway: pathway.pathway, reason: retired.reason, over },
      }
    : { version, by, at, operation: { op: "writePathway", ...pathway, over } };
};

const applicationThere = (applications: Applications, operation: Operation): Standing | null => {
  if (!isOfApplications(operation)) return null;
  const known = applications.get(operation.application);
  if (!known) return null;
  const { by, at, version, state: _, steps, ...application } = known;
  const over = before(version);
  const last = steps.at(-1);
  // Of what was moved last, the move: its author meets the step, not the words of before.
  if (last !== undefined && operation.op === "moveApplication") {
    const { to, on, until, note } = last;
    return {
      ...{ version, by, at },
      operation: { op: "moveApplication", application: known.application, to, on, until, note, over },
    };
  }
  return { version, by, at, operation: { op: "writeApplication", ...application, over } };
};

const aftermathThere = (journeys: Journeys, operation: Operation): Standing | null => {
  if (!isOfArrival(operation)) return null;
  const { journey } = operation;
  const { arrival, lookedBack } = journeys.get(journey) ?? {};
  if (operation.op === "lookBack") {
    if (!lookedBack) return null;
    const { worked, change, version } = lookedBack;
    return { ...said(lookedBack), operation: { op: "lookBack", journey, worked, change, over: before(version) } };
  }
  if (!arrival) return null;
  const { arrivedAt, lines, oldPhone, version } = arrival;
  const over = before(version);
  return { ...said(arrival), operation: { op: "writeArrival", journey, arrivedAt, lines, oldPhone, over } };
};

const journeyThere = (journeys: Journeys, operation: Operation): Standing | null => {
  if (!isOfJourney(operation)) return null;
  const { journey } = operation;
  const known = journeys.get(journey);
  if (operation.op === "assignLeg") {
    const asked = known?.assigned.get(assignedKey(operation.leg, operation.as));
    if (!known || !asked) return null;
    const { leg, as, thing, words } = asked;
    const over = before(asked.version);
    return {
      ...said(asked),
      operation: { op: "assignLeg", journey, leg, as, thing, words, seen: known.version, over },
    };
  }
  if (!known) return null;
  if (operation.op === "tellStep") {
    const last = known.told.at(-1);
    if (!last) return null;
    const { leg, said: words, message } = last;
    const over = known.told.length - 1;
    return {
      ...{ by: last.by, at: last.at, version: known.told.length },
      operation: {
        ...{ op: "tellStep", journey, leg, said: words, message, words: last.words, seen: known.version, over },
      },
    };
  }
  const { party, date, offset, legs, route, why, application, ended, cancelled } = known;
  const over = before(known.version);
  if (cancelled) return { ...said(known), operation: { op: "cancelJourney", journey, reason: cancelled.reason, over } };
  if (ended) {
    const { how, note } = ended;
    return { ...said(known), operation: { op: "endJourney", journey, how, note, over } };
  }
  return {
    ...said(known),
    operation: {
      ...{ op: "writeJourney", journey, party, date, offset, legs, route, why, over },
      ...(application === undefined ? {} : { application }),
    },
  };
};

const factThere = (facts: Of<"part">["part"]["facts"], operation: Operation): Standing | null => {
  if (operation.op !== "setFact") return null;
  const { person, fact } = operation;
  const last = facts.get(factKey(operation))?.versions.at(-1);
  if (!last) return null;
  return { ...said(last), operation: { op: "setFact", person, fact, value: last.value, over: before(last.version) } };
};
