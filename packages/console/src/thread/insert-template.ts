import { gapsIn } from "@fairlead/casework";

type Selection = { start: number; end: number };

/** A template put where the caret is: on lines of its own beside words that stand there already. */
export const insertTemplate = (text: string, at: Selection, template: string): { text: string; select: Selection } => {
  const before = text.slice(0, at.start);
  const after = text.slice(at.end);
  const lead = before === "" || before.endsWith("\n") ? "" : "\n\n";
  const tail = after === "" || after.startsWith("\n") ? "" : "\n\n";
  const start = before.length + lead.length;
  const [gap] = gapsIn(template);
  const select =
    gap === undefined
      ? { start: start + template.length, end: start + template.length }
      : { start: start + gap.start, end: start + gap.start + gap.text.length };
  return { text: `${before}${lead}${template}${tail}${after}`, select };
};

/** The gap that comes after the caret; behind the last, the first again. */
export const nextGap = (text: string, caret: number): Selection | null => {
  const gaps = gapsIn(text);
  const gap = gaps.find(({ start }) => start >= caret) ?? gaps[0];
  return gap === undefined ? null : { start: gap.start, end: gap.start + gap.text.length };
};
