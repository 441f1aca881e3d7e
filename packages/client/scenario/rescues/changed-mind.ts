import type { CaseRecord, ConsentId, Covered, FactValue, StreamId } from "@fairlead/casework";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect } from "vitest";
import { done } from "../done.ts";
import { DAY_MS, HOUR } from "../house.ts";
import type { Rescue, Team } from "./team.ts";

const LAWYER = "PLANTED-LAWYER, invented";
const SAID = "PLANTED-TESTIMONY: what they did on the second day.";
const NAME = { kind: "text", text: "PLANTED-NAME OF SORREL" } as const satisfies FactValue;

/** Sorrel, alone: tells a psychologist what happened, and then does not want it told any more. */
export class ChangedMind {
  readonly team: Team;
  readonly sorrel: Rescue;
  #testimony!: StreamId;
  #recorded!: ConsentId;
  #lawyer!: ConsentId;

  constructor(team: Team, sorrel: Rescue) {
    this.team = team;
    this.sorrel = sorrel;
  }

  #ask(recipient: string, covers: Covered[], words: string) {
    return { recipient, covers, words, how: "telephone" as const, until: null, over: 0 };
  }

  async #proposes(covers: Covered[], consent: ConsentId, key: string) {
    const plan = { consent, version: 1, covers, key };
    const { reed, house } = this.team;
    const act = await this.team.by(reed);
    return act.proposeExport(this.sorrel.case, { plan, text: "a hearing on Monday", expires: house.now + DAY_MS });
  }

  async tells(): Promise<void> {
    const { team, sorrel } = this;
    const { reed, lark, harbour, willow, marsh, heron, beacon } = team;
    await team.accept(reed, sorrel, "soon", [
      { factor: "threatened", answer: "yes" },
      { factor: "someone-near", answer: "yes" },
    ]);
    const members = [lark.me.id, harbour.me.id];
    const begun = await done(reed.act.beginPart(sorrel.case, { part: "testimony", title: "The second day", members }));
    this.#testimony = begun.stream;
    const told = this.#ask("this team", ["testimony"], "to her, once, slowly");
    const recorded = await done(reed.act.giveConsent(sorrel.case, { purpose: "testimony-record", ...told }));
    this.#recorded = recorded.consent;
    await done((await team.by(lark)).notePart(this.#testimony, SAID));
    expect((await team.part(harbour, this.#testimony)).notes).toMatchObject([{ text: SAID, by: { handle: "Lark" } }]);
    const to = this.#ask(LAWYER, ["letters", "testimony"], "he may have all of it");
    this.#lawyer = (await done(reed.act.giveConsent(sorrel.case, { purpose: "lawyer", ...to }))).consent;
    // She hears and keeps it, and of whom she hears it she knows a title.
    await team.keptFrom([lark], ["Sorrel", "An invented letter of Sorrel", LAWYER]);
    await team.keptFrom([willow, marsh, heron, beacon], ["PLANTED-TESTIMONY", "The second day", LAWYER]);
  }

  async doesNotWantIt(): Promise<void> {
    const { team, sorrel } = this;
    const { reed, lark, harbour, house } = team;
    const identity = await generateX25519Identity();
    const key = await identityToRecipient(identity);
    const { decision } = await done(this.#proposes(["letters", "testimony"], this.#lawyer, key));
    await done((await team.by(harbour)).decide(sorrel.case, decision, "approve", "as it was allowed"));

    await house.pass(2 * HOUR);
    const no = (consent: ConsentId) => ({ consent, why: "cannot sleep since", how: "telephone" as const });
    await done((await team.by(harbour)).withdrawConsent(sorrel.case, no(this.#recorded)));
    await done(harbour.act.withdrawConsent(sorrel.case, no(this.#lawyer)));
    // Two had approved it; nobody can stand in for the one whose it is.
    expect(await (await team.by(reed)).makeExport(sorrel.case, decision)).toMatchObject({ kind: "consent-ended" });
    expect(await this.#proposes(["letters"], this.#lawyer, key)).toMatchObject({ kind: "consent-ended" });
    expect(await (await team.by(lark)).notePart(this.#testimony, "PLANTED-MORE")).toEqual({ kind: "part-held" });
    expect((await team.part(lark, this.#testimony)).notes).toHaveLength(1);
    expect((await team.seen(reed, sorrel)).consents.map(({ standing }) => standing)).toEqual([
      "withdrawn",
      "withdrawn",
    ]);

    // The letters may go, she says a day later. They and nothing else.
    await house.pass(DAY_MS);
    const less = this.#ask(LAWYER, ["letters"], "the letters, not the rest");
    const again = await done((await team.by(reed)).giveConsent(sorrel.case, { purpose: "lawyer", ...less }));
    expect(await this.#proposes(["letters", "testimony"], again.consent, key)).toMatchObject({
      kind: "consent-not-for-this",
    });
    const { decision: smaller } = await done(this.#proposes(["letters"], again.consent, key));
    expect(await reed.act.makeExport(sorrel.case, smaller)).toEqual({ kind: "not-approved" });
    await done((await team.by(harbour)).decide(sorrel.case, smaller, "approve", "the letters alone"));
    const made = await done((await team.by(reed)).makeExport(sorrel.case, smaller));
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const tar = new TextDecoder().decode(await decrypter.decrypt(made.bytes));
    const record: CaseRecord = JSON.parse(tar.slice(512, tar.indexOf("\n}\n") + 3));
    expect(record).toMatchObject({
      for: { covers: ["letters"] },
      letters: [{ from: "team" }, { from: "person", text: "An invented letter of Sorrel." }],
    });
    expect(record.parts).toBeUndefined();
    expect(tar).toContain("An invented letter of Sorrel");
    for (const word of ["PLANTED-TESTIMONY", "second day", "Reed", "Lark", sorrel.case])
      expect(tar).not.toContain(word);
  }

  async arrives(): Promise<void> {
    const { team, sorrel } = this;
    const { reed, harbour, lark, willow, heron, marsh, beacon } = team;
    const members = [harbour.me.id];
    const begun = await done(reed.act.beginPart(sorrel.case, { part: "identity", title: "For the ticket", members }));
    await done(reed.act.setFact(begun.stream, { person: "1", fact: "name", value: NAME, over: 0 }));
    const look = { reason: "a ticket to the sea", until: team.house.now + HOUR / 6 };
    await done((await team.by(harbour)).revealName(begun.stream, look));
    expect((await team.part(reed, begun.stream)).reveals).toMatchObject([{ by: { handle: "Harbour" } }]);
    await team.goByTwo(reed, harbour, sorrel);
    await team.missesASign(reed, harbour, sorrel);
    await team.settle(reed, harbour, sorrel, "evacuating");
    await team.keptFrom([lark], ["Sorrel", NAME.text, "a ticket to the sea"]);
    await team.keptFrom([willow, heron, marsh, beacon], ["PLANTED-TESTIMONY", NAME.text, "cannot sleep since"]);
  }
}
