import {
  type CheckInView,
  isCovered,
  PRESSES,
  type Press,
  type TicketDid,
  type TimelineEvent,
} from "@fairlead/casework";
import { thingText } from "../exposure/marked-words.ts";
import { foundText } from "../judging/found.tsx";
import type { Ring } from "../parts/rings.tsx";
import { personText } from "../say/people.ts";
import type { Words } from "../say/words.tsx";

const drillWords = (
  t: Words["t"],
  days: Words["days"],
  { seenAfter, took }: NonNullable<CheckInView["drill"]>,
): string =>
  [
    ...(seenAfter === null ? [] : [t("drill.seen-after", { age: days.age(seenAfter) })]),
    ...(took === null ? [] : [t("drill.took", { age: days.age(took) })]),
  ].join(", ");

const taskWords = (
  t: Words["t"],
  days: Words["days"],
  { did, text, owner, due, note }: Extract<TimelineEvent["what"], { kind: "task" }>,
  who: string,
): { ring: Ring; title: string; second: string } => {
  const at = due === null ? "" : `${days.date(due)}, ${days.clock(due)}`;
  const whose = personText(t, owner);
  const reason = note === "" ? who : `${who}: ${note}`;
  switch (did) {
    case "added": {
      const second =
        due === null ? t("event.task.added-second", { who: whose }) : t("event.task.added-due", { who: whose, at });
      return { ring: "to-come", title: t("event.task.added", { text }), second: `${who} · ${second}` };
    }
    case "given":
      return { ring: "to-come", title: t("event.task.given", { who: whose, text }), second: who };
    case "moved":
      return {
        ring: "to-come",
        title: due === null ? t("event.task.moved-open", { text }) : t("event.task.moved", { at, text }),
        second: reason,
      };
    case "done":
      return { ring: "done", title: t("event.task.done", { text }), second: reason };
    case "dropped":
    case "reopened":
      return { ring: "to-come", title: t(`event.task.${did}`, { text }), second: reason };
  }
};

const isTapped = (did: TicketDid): did is Press => (PRESSES as readonly TicketDid[]).includes(did);

/** One event as two lines: what happened, and who said it or why. */
export const eventWords = (
  { t, days }: Words,
  { what, by }: TimelineEvent,
): { ring: Ring; title: string; second: string } => {
  const who = by === null ? t("person.caller") : personText(t, by);
  const said = (text: string) => (text === "" ? who : `${who}: ${text}`);
  switch (what.kind) {
    case "opened":
      return {
        ring: "done",
        title: t(what.imported ? "event.imported" : "event.opened", { alias: what.alias }),
        second: who,
      };
    case "letter": {
      const signs = [
        what.signal === null ? null : t(`event.signal.${what.signal}`),
        what.tap === "none" ? null : t(`message.tap.${what.tap}`),
        what.onArrival ? t("message.on-arrival") : null,
      ].filter((sign) => sign !== null);
      const words = what.excerpt === "" ? [] : [t("quote", { text: what.excerpt })];
      return { ring: "done", title: t("event.letter"), second: [...signs, ...words].join(" · ") };
    }
    case "answer":
      return {
        ring: "to-come",
        title: t("event.answer", { who }),
        second: what.excerpt === "" ? "" : t("quote", { text: what.excerpt }),
      };
    case "stage":
      return {
        ring: "decided",
        title: t(what.back === true ? "event.stage-back" : "event.stage", {
          from: t(`stage.${what.from}`),
          to: t(`stage.${what.to}`),
        }),
        second: said(what.people === null ? what.reason : `${t("people", { n: what.people })}. ${what.reason}`),
      };
    case "status":
      return {
        ring: "done",
        title: [
          t(what.back === true ? "event.status-back" : "event.status", { status: t(`status-of.${what.status}`) }),
          ...(what.whom.length === 0 ? [] : [what.whom.join(", ")]),
        ].join(" · "),
        second: said(what.note),
      };
    case "urgency":
      return {
        ring: "to-come",
        title: what.back
          ? t("event.urgency-back", { from: t(`urgency.${what.from}`), to: t(`urgency.${what.to}`) })
          : what.from === what.to
            ? t("event.urgency-again", { to: t(`urgency.${what.to}`) })
            : t("event.urgency", { from: t(`urgency.${what.from}`), to: t(`urgency.${what.to}`) }),
        second: said(what.reason),
      };
    case "owner":
      return {
        ring: "to-come",
        title: t("event.owner", { who: personText(t, what.owner) }),
        second: what.standIn === null ? who : t("event.stand-in", { who: personText(t, what.standIn) }),
      };
    case "note":
      return { ring: "to-come", title: t("event.note", { who }), second: what.text };
    case "mailbox":
      return { ring: "to-come", title: t("event.mailbox"), second: said(what.why) };
    case "verification":
      return {
        ring: what.concluded ? "done" : "to-come",
        title: t(what.concluded ? "event.verification-concluded" : "event.verification", {
          how: t(`certainty.${what.certainty}`),
        }),
        second: said(what.statement),
      };
    case "threat":
      return {
        ring: "to-come",
        title: t(`event.threat.${what.did}`, { who: what.who }),
        second: [who, what.reach.join(", "), `${t(`certainty.${what.certainty}`)}, ${what.source}`]
          .filter((part) => part !== "")
          .join(" · "),
      };
    case "threat-withdrawn":
      return { ring: "to-come", title: t("event.threat-withdrawn", { who: what.who }), second: said(what.reason) };
    case "search":
      return {
        ring: "to-come",
        title: t("event.search", { about: t(`search.${what.about}`), known: foundText(t, what) }),
        second: who,
      };
    case "check-in-armed":
      return {
        ring: "to-come",
        title: t(what.drill ? "event.drill-armed" : "event.check-in-armed", {
          at: `${days.date(what.due)}, ${days.clock(what.due)}`,
        }),
        second: said(what.wording),
      };
    case "check-in-acknowledged":
      return {
        ring: "to-come",
        title: t(what.drill ? "event.drill-seen" : "event.check-in-acknowledged", { at: days.clock(what.due) }),
        second: said(what.note),
      };
    case "check-in-closed":
      return {
        ring: "done",
        title: t(what.drill ? "event.drill-closed" : "event.check-in-closed", { at: days.clock(what.due) }),
        second: what.settled
          ? t(`check-in.settled.${what.done === "replaced" ? "replaced" : "met"}`)
          : said(`${what.drill === null ? t(`done.${what.done}`) : drillWords(t, days, what.drill)}. ${what.note}`),
      };
    case "task":
      return taskWords(t, days, what, who);
    case "ticket": {
      const { did } = what;
      const said = isTapped(did) ? t(`ticket-press.${did}`) : t(`ticket-did.${did}`);
      const title = t("event.ticket", { who: what.who, did: said });
      // Who tapped stands in the title: nobody of the team did.
      const second =
        by === null ? t(`ticket-holder.${what.holder}`) : what.reason === "" ? who : `${who}: ${what.reason}`;
      return { ring: did === "handed-over" ? "done" : "to-come", title, second };
    }
    case "tickets-held":
      return {
        ring: "to-come",
        title: t(what.why === "arrived" ? "event.tickets-ended" : "event.tickets-held", {
          why: t(`ticket-hold.${what.why}`),
        }),
        second: who,
      };
    case "set-out":
      return { ring: "to-come", title: t("event.set-out"), second: who };
    case "service":
      return {
        ring: "to-come",
        title: what.withdrawn
          ? t("event.service-withdrawn", { kind: t(`service.${what.service}`) })
          : t("event.service", { kind: t(`service.${what.service}`), text: what.text }),
        second: what.withdrawn ? said(what.text) : who,
      };
    case "response-agreed":
      return {
        ring: "done",
        title: t("event.response-agreed", { status: t(`status-of.${what.status}`) }),
        second: t("event.response-agreed-second", { who, with: what.agreedBy }),
      };
    case "revealed":
      return {
        ring: "to-come",
        title: isCovered(what.part)
          ? t("event.revealed", { who })
          : t("event.revealed-kinds", { who, part: t(`part.${what.part}`) }),
        second: what.reason,
      };
    case "part-begun":
      return { ring: "to-come", title: t("event.part-begun", { part: t(`part.${what.part}`) }), second: who };
    case "part-shared": {
      const how = t(what.history ? "event.part-shared-all" : "event.part-shared-now");
      const until =
        what.until === null
          ? []
          : [t("event.part-shared-until", { at: `${days.date(what.until)}, ${days.clock(what.until)}` })];
      return {
        ring: "to-come",
        title: t("event.part-shared", { who: personText(t, what.member), part: t(`part.${what.part}`) }),
        second: [who, how, ...until].join(" · "),
      };
    }
    case "part-withdrawn":
      return {
        ring: "to-come",
        title: t("event.part-withdrawn", { who: personText(t, what.member), part: t(`part.${what.part}`) }),
        second: who,
      };
    case "safety-plan":
      return {
        ring: "done",
        title: t(what.none ? "event.no-safety-plan" : "event.safety-plan"),
        second: said(what.reason),
      };
    case "safety-plan-given":
      return { ring: "to-come", title: t("event.safety-plan-given"), second: who };
    case "referral":
      return { ring: "done", title: t("event.referral", { to: what.to }), second: said(what.purpose) };
    case "referral-answered":
      return {
        ring: "to-come",
        title: t("event.referral-answered", { to: what.to, answer: t(`referral-answer.${what.answer}`) }),
        second: said(what.note),
      };
    case "referral-stopped":
      return { ring: "done", title: t("event.referral-stopped", { to: what.to }), second: said(what.note) };
    case "exported":
      return {
        ring: "decided",
        title: t("event.exported", { to: what.recipient }),
        second: `${who} · ${t("bundle.size", { n: Math.ceil(what.bytes / 1024) })} · ${what.bundle.slice(0, 16)}…`,
      };
    case "destruction-asked":
      return {
        ring: "done",
        title: t("event.destruction-asked", { to: what.recipient }),
        second: `${t(`bundle.asked.${what.answer}`)} · ${said(what.note)} · ${what.bundle.slice(0, 16)}…`,
      };
    case "consent-given":
      return {
        ring: "done",
        title: t(what.again ? "event.consent-again" : "event.consent", {
          purpose: t(`consent-purpose.${what.purpose}`),
          to: what.recipient,
        }),
        second: said(what.words),
      };
    case "consent-slip":
      return {
        ring: "decided",
        title: t("event.consent-slip", { purpose: t(`consent-purpose.${what.purpose}`), to: what.recipient }),
        second: "",
      };
    case "consent-refused":
      return {
        ring: "decided",
        title: t("event.consent-refused", { purpose: t(`consent-purpose.${what.purpose}`), to: what.recipient }),
        second: said(what.why),
      };
    case "consent-withdrawn":
      return {
        ring: "decided",
        title: t("event.consent-withdrawn", {
          purpose: t(`consent-purpose.${what.purpose}`),
          to: what.recipient,
        }),
        second: said(what.why),
      };
    case "no-referral":
      return { ring: "to-come", title: t("event.no-referral"), second: said(what.reason) };
    case "window":
      return { ring: "done", title: t(what.mayRing ? "event.window-ring" : "event.window"), second: said(what.text) };
    case "flag":
      return {
        ring: "to-come",
        title: t(what.on ? "event.flag-on" : "event.flag-off", { flag: t(`flag.${what.flag}`) }),
        second: who,
      };
    case "use": {
      const { did, as, thing, from, until, reason } = what;
      const span = [...new Set([from, until ?? from].map(days.date))].join(" – ");
      const title = t(`event.use.${did}`, { what: `${t(`use-kind.${as}`)} ${thingText(t, thing)}` });
      return { ring: "to-come", title, second: `${span} · ${said(reason)}` };
    }
    case "shelter-sought":
      return { ring: "to-come", title: t(what.wanted ? "event.roof" : "event.no-roof"), second: who };
    case "mark":
      return { ring: "decided", title: t(`event.mark.${what.did}.${what.of}`), second: said(what.words) };
    case "step":
      return {
        ring: "done",
        title: what.to === null ? t(`event.step.${what.taken}`) : t("event.step.to", { who: personText(t, what.to) }),
        second: said(what.note),
      };
    case "person":
      return {
        ring: "to-come",
        title: t(what.again ? "event.person-again" : "event.person", { alias: what.alias }),
        second: who,
      };
    case "signals": {
      const { agreed, agreedBy } = what;
      const title = !agreed ? "event.signals-none" : agreedBy === null ? "event.signals" : "event.signals-carried";
      const second = agreedBy === null ? who : t("event.signals-agreed-by", { who, other: personText(t, agreedBy) });
      return { ring: "done", title: t(title), second };
    }
    case "frozen":
    case "thawed":
      return { ring: "done", title: t(`event.${what.kind}`), second: said(what.reason) };
    case "proposed":
      return {
        ring: "undecided",
        title: t("event.proposed", { about: t(`decision.${what.about}`) }),
        second: said(what.text),
      };
    case "decided":
      return {
        ring: "decided",
        title: t(`event.decided.${what.verdict}`, { about: t(`decision.${what.about}`) }),
        second: said(what.reason),
      };
    case "withdrawn":
      return {
        ring: "undecided",
        title: t("event.withdrawn", { about: t(`decision.${what.about}`) }),
        second: said(what.reason),
      };
    case "pruned": {
      const { journeys: n, asked, approved } = what;
      const who = { asked: personText(t, asked), approved: personText(t, approved) };
      return { ring: "decided", title: t("event.pruned", { n, ...who }), second: "" };
    }
    case "reopened":
      return { ring: "decided", title: t("event.reopened"), second: said(what.reason) };
    case "kept":
      return {
        ring: "decided",
        title: t(what.reason === "" ? "event.kept-written" : "event.kept"),
        second: said(what.reason),
      };
    case "closed":
      return {
        ring: "done",
        title: t("event.closed", { outcome: t(`case-outcome.${what.outcome}`) }),
        second: said(what.note),
      };
  }
};
