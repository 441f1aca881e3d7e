import { type Bytes, decodeBody, Refused } from "@fairlead/protocol";
import { Answer } from "../answer.ts";
import { isThreadItem, isWhole } from "./item.ts";
import { countOf } from "./settled.ts";

/**
 * How far what stands under a name goes on, where one version of it follows another: commits of a compartment, rows of a
 * thread. null where that is no question, or nobody can say.
 */
export function reachOf(item: string, value: Bytes): number | null {
  try {
    if (isWhole(item)) return countOf(value);
    if (!isThreadItem(item)) return null;
    const answer = new Answer(decodeBody(value));
    return answer.part("up").uint("seq") + answer.part("down").uint("seq");
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
