import { type FormEvent, useRef, useState } from "react";
import type { Written } from "../session/swept.ts";

type Words = HTMLInputElement | HTMLTextAreaElement;

/** What is typed in words. A tick or a choice is made again in a second; a sentence about a night is not. */
const isWords = (target: EventTarget): target is Words =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");

/**
 * Whether a form holds words that nobody has sealed. Closed by a slip of the thumb, they are gone: the desk keeps nothing
 * in clear that it could bring back.
 */
export const useHalfWritten = (known: boolean | undefined) => {
  const typed = useRef(new Set<Words>());
  const [asking, setAsking] = useState(false);
  const held = () => [...typed.current].filter((field) => field.isConnected && field.value.trim() !== "");
  return {
    asking,
    /** Each as its form calls it. null: the caller knows that none would be lost. */
    written: (): Written[] | null =>
      known === false
        ? null
        : held().map((field) => ({
            label: field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? "",
            text: field.value,
          })),
    /** The form's `onInput`. */
    note: ({ target, currentTarget }: FormEvent<HTMLFormElement>) => {
      // A dialog opened from this one is its child in React, though not on the page.
      if (isWords(target) && currentTarget.contains(target)) typed.current.add(target);
    },
    /** @returns whether the form may close; otherwise it has begun to ask. Asked to close while it asks, it goes on. */
    mayClose: (): boolean => {
      if (asking) {
        keep();
        return false;
      }
      const some = known ?? held().length > 0;
      setAsking(some);
      return !some;
    },
    keep,
  };

  function keep() {
    setAsking(false);
    [...typed.current].findLast((field) => field.isConnected)?.focus();
  }
};
