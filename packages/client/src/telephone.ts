import {
  hourOf,
  type MailboxId,
  type MessageId,
  mailboxKeys,
  makeCodeWords,
  newId,
  readCodeWords,
  sealLetter,
  solveWork,
  stretch,
  type WordList,
  ZERO_HASH,
} from "@fairlead/protocol";
import type { Call, CallBegun, Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { syncRound } from "./sync.ts";
import { Unreachable } from "./transport.ts";

/** Words that the caller may be told. They open a mailbox only once a letter lies in it; nothing is kept of them here. */
export function beginCall(held: Held, language: WordList["language"]): Outcome<CallBegun> {
  const list = held.lists.find((one) => one.language === language) ?? held.lists[0];
  if (list === undefined) return { kind: "incomplete", field: "list" };
  const { random } = held.effects;
  return { kind: "done", words: makeCodeWords(random, list), message: newId<MessageId>(random) };
}

/**
 * Posts what was said on the telephone as the caller's page would have, to a mailbox of its own: later the caller comes
 * back with the words, or the thread is handed over to new ones. It says inside the seal that it was heard, not written.
 *
 * The card is our own, from the compartments' record: this hand asks no server which key is ours. [MB4]
 * @throws Unreachable, ServerRefused
 */
export async function sendCall(held: Held, call: Call): Promise<Outcome<{ mailbox: MailboxId }>> {
  const { effects, pin, lists, session } = held;
  if (call.text.trim() === "" && Object.keys(call.answers).length === 0) return { kind: "incomplete", field: "text" };
  const read = readCodeWords(call.words.join(" "), lists);
  if (read.kind !== "words") return { kind: "incomplete", field: "words" };
  const card = held.book.newest("new")?.card;
  if (card === undefined) return { kind: "not-held", part: "intake-keys" };
  const keys = await mailboxKeys(await stretch(read.entropy, pin.organisation));
  const at = effects.clock();
  const { language, text, answers, message } = call;
  const row = await sealLetter({
    keys,
    card,
    letter: { kind: "letter", language, text, answers, tap: "none", at, via: "telephone" },
    seq: 1,
    previous: ZERO_HASH,
    seen: ZERO_HASH,
    message,
    hour: hourOf(at),
    onArrival: false,
    expiredCard: false,
  });
  const work = (await session.open("/api/door", {})).part("work");
  const challenge = work.bytes("challenge");
  const answer = await solveWork(challenge, row.hash, work.uint("bits"));
  const { verifyKey, kemKey } = keys;
  try {
    const posted = await session.open("/api/mailbox/post", {
      keys: { verifyKey, kemKey },
      row: row.bytes,
      work: { challenge, answer },
    });
    if (!posted.has("accepted")) return { kind: "conflict" };
  } catch (error) {
    if (!(error instanceof ServerRefused) || error.code !== "FL_MESSAGE_USED") throw error;
    // The answer to the first try was lost, and these words lie there already, under their message id [MB7]. Or others do: the
    // call was taken up in a second window, and written on there.
    await syncRound(held);
    // A round that did not get through says nothing of it: the words stay where they are, and the next try looks again.
    if (!held.online || held.refused !== null || held.stopped !== null) throw new Unreachable();
    if (!isSaidThere(held, keys.id, call)) return { kind: "conflict" };
  } finally {
    keys.signSeed.fill(0);
    keys.kemSeed.fill(0);
  }
  return { kind: "done", mailbox: keys.id };
}

/** Not where this hand cannot tell, as in a case of colleagues: words that are said twice do less harm than words that are lost. */
function isSaidThere({ threads }: Held, mailbox: MailboxId, { text, answers }: Call): boolean {
  const letter = threads.get(mailbox)?.rows[0]?.letter;
  if (letter == null) return false;
  const said = Object.entries(letter.answers);
  const same = said.every(([question, answer]) =>
    Object.entries(answers).some(([q, a]) => q === question && a === answer),
  );
  return letter.text === text && same && said.length === Object.keys(answers).length;
}
