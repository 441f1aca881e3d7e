/** What the hand does: buttons, fields and keys become actions of the flow. */
import { readVoucherWords } from "@fairlead/protocol/seal";
import { answersFrom } from "../pages/written.ts";
import { connectCheck } from "./eight-words.ts";
import type { Flow } from "./flow.ts";
import type { Page } from "./page.ts";

const onSubmit = (form: HTMLFormElement, act: (fields: Record<string, unknown>) => void): void => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act(Object.fromEntries(new FormData(form)));
  });
};

const onClick = (page: Page, id: string, act: () => void): void => page.part(id).addEventListener("click", act);

/** Eight fields that behave like one: a space goes on to the next, a whole phrase spreads over all. */
const joinFields = (fields: readonly HTMLInputElement[]): void => {
  for (const [index, field] of fields.entries()) {
    field.addEventListener("input", () => {
      field.removeAttribute("aria-invalid");
      const [first = "", ...others] = field.value.split(/[\s,.]+/);
      if (others.length === 0) return;
      field.value = first;
      for (const [offset, word] of others.entries()) {
        const next = fields[index + 1 + offset];
        if (next !== undefined && word !== "") next.value = word;
      }
      fields[Math.min(index + others.length, fields.length - 1)]?.focus();
    });
  }
};

export const connectHands = (page: Page, flow: Flow, tryNow: () => void): void => {
  onClick(page, "go-ask", () => void flow.ask());
  onClick(page, "go-back", flow.back);
  onClick(page, "expired-anyway", () => void flow.anyway());
  onClick(page, "sealing-try", tryNow);
  onClick(page, "confirm-read", () => void flow.confirm());
  for (const button of document.querySelectorAll("[data-file]"))
    button.addEventListener("click", () => {
      button.after(page.part("files"));
      void flow.addFile();
    });

  onSubmit(page.part<HTMLFormElement>("ask-form"), (fields) => {
    const written = answersFrom(fields);
    const voucher = readVoucherWords(String(fields.voucher ?? ""));
    void flow.send(written && { ...written, tap: "none", ...(voucher === null ? {} : { voucher }) });
  });

  connectCheck(page.part("sent"), flow);

  const backForm = page.part<HTMLFormElement>("back-form");
  const fields = [...backForm.querySelectorAll("input")];
  joinFields(fields);
  onSubmit(backForm, () => void flow.open(fields.map((field) => field.value).join(" ")));

  const answer = page.part<HTMLTextAreaElement>("answer");
  const say = (tap: "none" | "safe" | "danger"): void => {
    void flow.answer({ text: answer.value.trim(), answers: {}, tap });
  };
  onSubmit(page.part<HTMLFormElement>("answer-form"), () => say("none"));
  // A tap sends the tap alone: what stands half-written in the box was not meant to go with it.
  onClick(page, "safe", () => void flow.answer({ text: "", answers: {}, tap: "safe" }));
  onClick(page, "danger", () => void flow.answer({ text: "", answers: {}, tap: "danger" }));
};
