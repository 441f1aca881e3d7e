import type { MemberId } from "../ids.ts";
import type { Operation, RelayAnswer, RelayLetter } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

type Said = { text: string; by: MemberId; at: number };

export type DraftRequest = Said & {
  request: string;
  /** Every version, the newest last. */
  drafts: Said[];
  settled: boolean;
};

/** One thread as its interpreter has it: words to and fro, translations beside them, what the team wants to say. */
export type InterpretingState = {
  letters: Omit<RelayLetter, "op">[];
  answers: Omit<RelayAnswer, "op">[];
  /** By a letter's seq, every version, the newest last. */
  translations: Map<number, Said[]>;
  requests: DraftRequest[];
};

export const emptyInterpreting = (): InterpretingState => ({
  letters: [],
  answers: [],
  translations: new Map(),
  requests: [],
});
export const copyInterpreting = (state: InterpretingState): InterpretingState => ({
  ...state,
  translations: new Map(state.translations),
});

const isEmpty = (text: string): boolean => text.trim() === "";

/** Whoever interprets writes translations and drafts: a note, a title or a claim means nothing here. [P3] */
export const foldInterpreting = (state: InterpretingState, operation: Operation, { by, at }: Place): Refusal | null => {
  switch (operation.op) {
    case "relayLetter": {
      const { op: _, ...letter } = operation;
      if (state.letters.some(({ seq }) => seq === letter.seq)) return { kind: "already-kept" };
      state.letters = [...state.letters, letter];
      return null;
    }
    case "relayAnswer": {
      const { op: _, ...answer } = operation;
      if (state.answers.some(({ message }) => message === answer.message)) return { kind: "already-kept" };
      state.answers = [...state.answers, answer];
      return null;
    }
    case "translate": {
      const { of, text } = operation;
      if (!state.letters.some(({ seq }) => seq === of)) return { kind: "no-such-letter" };
      if (isEmpty(text)) return { kind: "incomplete", field: "text" };
      state.translations.set(of, [...(state.translations.get(of) ?? []), { text, by, at }]);
      return null;
    }
    case "askDraft": {
      const { request, text } = operation;
      if (state.requests.some((one) => one.request === request)) return { kind: "already-kept" };
      if (isEmpty(text)) return { kind: "incomplete", field: "text" };
      state.requests = [...state.requests, { request, text, by, at, drafts: [], settled: false }];
      return null;
    }
    case "draftAnswer":
    case "settleDraft": {
      const known = state.requests.find(({ request }) => request === operation.request);
      if (known === undefined || known.settled) return { kind: "no-such-request" };
      if (operation.op === "draftAnswer" && isEmpty(operation.text)) return { kind: "incomplete", field: "text" };
      const next =
        operation.op === "settleDraft"
          ? { ...known, settled: true }
          : { ...known, drafts: [...known.drafts, { text: operation.text, by, at }] };
      state.requests = state.requests.map((one) => (one.request === known.request ? next : one));
      return null;
    }
    default:
      return { kind: "wrong-compartment" };
  }
};
