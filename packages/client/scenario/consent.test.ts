import type { CaseId, CaseRecord, CaseView, ConsentId, StreamId } from "@fairlead/casework";
import { hashOf } from "@fairlead/protocol";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";

const DOCTOR = "an invented doctor";

/** A rescue in which somebody changes their mind, through the real client. All people are invented. */
describe("a consent that is withdrawn", () => {
  let house: House;
  /** Carries the case; carries it too, without the testimony; a doctor. */
  let wren: Hand;
  let siskin: Hand;
  let lark: Hand;
  let theCase: CaseId;
  let mailbox: Caller["keys"]["id"];
  let [needs, testimony]: StreamId[] = [];
  let doctor: ConsentId;
  let story: ConsentId;

  const seen = (hand: Hand): CaseView => {
    const one = hand.view().cases.find((known) => known.case === theCase);
    if (one === undefined) throw new Error("the case");
    return one;
  };
  const partOf = (hand: Hand, stream: StreamId | undefined) =>
    [...hand.view().parts, ...hand.view().cases.flatMap(({ parts }) => parts)].find((part) => part.stream === stream);

  beforeAll(async () => {
    house = await House.found();
    wren = await house.enrol("Wren", "coordinator");
    siskin = await house.enrol("Siskin", "caseworker");
    lark = await house.enrol("Lark", "specialist");
    const caller = await Caller.with(house);
    mailbox = caller.keys.id;
    await caller.write("An invented letter.", { danger: "soon" });
    await wren.sync();
    const [me, other, specialist] = [wren.me.id, siskin.me.id, lark.me.id];
    const said = { alias: "Rowan", people: 1, owner: me, standIn: other, team: [] };
    theCase = (await done(wren.act.openCase(mailbox, said))).case;
    const begin = (part: "needs" | "testimony", members: (typeof me)[]) =>
      done(wren.act.beginPart(theCase, { part, title: "A knee", members }));
    needs = (await begin("needs", [])).stream;
    testimony = (await begin("testimony", [specialist])).stream;
    await siskin.sync();
  });
  afterAll(() => house?.end());

  it("lets a doctor read one part, a body be told, a testimony be written: each because it was allowed", async () => {
    const ask = { how: "telephone", until: null, over: 0 } as const;
    const refer = () =>
      siskin.act.refer(
        { mailbox, case: theCase },
        { to: DOCTOR, purpose: "a knee", consent: "as it was said", rests: doctor },
      );
    doctor = "00".repeat(16) as ConsentId;
    expect(await refer()).toEqual({ kind: "no-such-consent" });
    const said = { purpose: "doctor", recipient: DOCTOR, covers: ["needs"], words: "the knee alone", ...ask } as const;
    doctor = (await done(siskin.act.giveConsent(theCase, { ...said, covers: [...said.covers] }))).consent;
    await done(refer());
    const told = { purpose: "testimony-record", recipient: "this team", words: "once", ...ask } as const;
    story = (await done(siskin.act.giveConsent(theCase, { ...told, covers: ["testimony"] }))).consent;
    await wren.sync();
    await done(wren.act.notePart(needs as StreamId, "An invented knee."));
    const given = { part: "needs", member: lark.me.id, history: "all", until: null, rests: doctor } as const;
    await done(wren.act.share(theCase, given));
    await lark.sync();
    expect(partOf(lark, needs)?.notes).toMatchObject([{ text: "An invented knee." }]);
    await done(lark.act.notePart(testimony as StreamId, "An invented sentence."));
    expect(seen(wren).consents.map(({ due }) => due)).toEqual([0, 0]);
  });

  it("[P5] stops what rests on it: the part is taken back by whichever console comes first, and what was read stays read", async () => {
    await done(
      siskin.act.withdrawConsent(theCase, { consent: doctor, why: "she talked to my aunt", how: "telephone" }),
    );
    // Who heard the no does not hold the part: until somebody who does comes by, it is said.
    const lasting = seen(siskin).consents.find(({ consent }) => consent === doctor);
    expect(lasting).toMatchObject({
      standing: "withdrawn",
      due: 2,
      rests: [
        { kind: "share", part: "needs", person: { id: lark.me.id }, reads: true, due: true },
        { kind: "referral", to: DOCTOR, due: true },
      ],
    });
    await wren.sync();
    const first = () => seen(wren).consents.find(({ consent }) => consent === doctor);
    expect(first()).toMatchObject({ due: 1, rests: [{ kind: "referral", to: DOCTOR, due: true }] });
    expect(wren.view().today.consents).toMatchObject([{ alias: "Rowan", due: 1 }]);
    await done(wren.act.notePart(needs as StreamId, "Written afterwards."));
    await done(wren.act.stopReferral(theCase, seen(wren).provision.referrals[0]?.referral ?? "", "shredded, she says"));
    expect(first()).toMatchObject({ due: 0 });
    expect(wren.view().today.consents).toEqual([]);
    await lark.sync();
    // Her desk keeps nothing of it open; whatever she had written down elsewhere is hers, and the screen said so.
    expect(JSON.stringify(lark.view())).not.toContain("Written afterwards.");
  });

  it("stops a testimony in the testimony itself, also where whoever heard the no does not hold it", async () => {
    expect(partOf(siskin, testimony)).toBeUndefined();
    await done(siskin.act.withdrawConsent(theCase, { consent: story, why: "cannot sleep", how: "letter" }));
    await wren.sync();
    await lark.sync();
    const more = () => lark.act.notePart(testimony as StreamId, "One more.");
    expect(await more()).toEqual({ kind: "part-held" });
    expect(partOf(lark, testimony)).toMatchObject({ held: { by: { id: wren.me.id } }, notes: [{}] });
    const again = { purpose: "testimony-record", recipient: "this team", words: "now I can" } as const;
    const said = { ...again, covers: ["testimony" as const], how: "in-person" as const, until: null };
    // Over the version that was given, not the one that took it back: written before that was seen.
    expect(await siskin.act.giveConsent(theCase, { ...said, consent: story, over: 1 })).toMatchObject({
      kind: "written-meanwhile",
    });
    await done(wren.act.giveConsent(theCase, { ...said, consent: story, over: 2 }));
    await lark.sync();
    await done(more());
  });

  it("[P11] leaves the house as a sealed bundle that two decided, with what the person allowed and no more", async () => {
    const LAWYER = "an invented lawyer";
    const said = { purpose: "lawyer", recipient: LAWYER, words: "the letters and the knee", how: "letter" } as const;
    const lawyer = (
      await done(
        wren.act.giveConsent(theCase, { ...said, covers: ["letters", "needs", "files"], until: null, over: 0 }),
      )
    ).consent;
    const identity = await generateX25519Identity();
    const plan = {
      consent: lawyer,
      version: 1,
      covers: ["letters" as const, "needs" as const],
      key: await identityToRecipient(identity),
    };
    const expires = house.now + 86_400_000;
    await siskin.sync();
    const propose = (more: object) =>
      siskin.act.proposeExport(theCase, { plan: { ...plan, ...more }, text: "a hearing", expires });
    expect(await propose({ covers: ["letters", "testimony"] })).toMatchObject({ kind: "consent-not-for-this" });
    expect(await propose({ key: `${plan.key.slice(0, -1)}x` })).toEqual({ kind: "incomplete", field: "key" });
    const { words } = await done(siskin.act.checkKey(plan.key));
    expect(words).toHaveLength(8);
    const { decision } = await done(propose({}));
    expect(await siskin.act.decide(theCase, decision, "approve", "mine")).toEqual({ kind: "own-proposal" });
    await wren.sync();
    expect(await wren.act.makeExport(theCase, decision)).toEqual({ kind: "not-approved" });
    await done(wren.act.decide(theCase, decision, "approve", "read it: only these"));
    await siskin.sync();
    // Siskin was never given the needs: what a member does not read he does not pack.
    expect(await siskin.act.makeExport(theCase, decision)).toEqual({ kind: "not-held", part: "needs" });

    const prescription = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
    const photo = { person: "1", shows: "other" as const, paper: "", picture: prescription };
    await done(wren.act.addPhoto(needs as StreamId, photo));
    const made = await done(wren.act.makeExport(theCase, decision));
    expect(made).toMatchObject({ passphrase: null, missing: 0, bundle: hashOf(made.bytes) });
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const tar = new TextDecoder().decode(await decrypter.decrypt(made.bytes));
    const record: CaseRecord = JSON.parse(tar.slice(512, tar.indexOf("\n}\n") + 3));
    expect(record).toMatchObject({
      format: "fairlead-case/1",
      reference: decision,
      for: { recipient: LAWYER, purpose: "lawyer", covers: ["letters", "needs"], until: null },
      empty: [],
      letters: [{ from: "person", text: "An invented letter." }],
      parts: [{ part: "needs", notes: [{ text: "An invented knee." }, { text: "Written afterwards." }] }],
    });
    const file = { path: "photos/001.jpg", bytes: 4, sha256: hashOf(prescription), missing: null };
    expect(record.parts).toMatchObject([{ photos: [{ person: "1", shows: "other", file }] }]);
    expect(tar).toContain("photos/001.jpg");
    expect(tar).toContain("<!doctype html>");
    const others = ["An invented sentence.", "Rowan", "Wren", "Siskin", wren.me.id, mailbox, theCase, "my aunt"];
    for (const word of others) expect([word, tar.includes(word)]).toEqual([word, false]);

    await siskin.sync();
    const event = { kind: "exported", recipient: LAWYER, bundle: made.bundle, bytes: made.bytes.length };
    expect(seen(siskin).timeline.map(({ what }) => what)).toContainEqual(event);
    expect(seen(siskin).decisions[0]?.export?.made).toMatchObject([{ by: { id: wren.me.id }, bundle: made.bundle }]);
    // The person says no: what was approved makes no second bundle, and the screen says why.
    await done(siskin.act.withdrawConsent(theCase, { consent: lawyer, why: "not any more", how: "telephone" }));
    await wren.sync();
    expect(await wren.act.makeExport(theCase, decision)).toMatchObject({ kind: "consent-ended" });
    expect(seen(wren).decisions[0]).toMatchObject({ state: "approved", export: { stands: false } });
    // The first one is out. It stays on the list until they were asked to destroy it, and the answer is written down.
    const resting = (hand: Hand) => seen(hand).consents.find(({ consent }) => consent === lawyer);
    const stopped = { kind: "export", decision, stands: false, due: false };
    const out = { kind: "bundle", bundle: made.bundle, covers: ["letters", "needs"] };
    expect(resting(wren)).toMatchObject({ due: 1, rests: [stopped, { ...out, asked: null, due: true }] });
    expect(wren.view().today.consents).toMatchObject([{ consent: lawyer, due: 1 }]);
    const from = { kind: "consent" as const, of: made.bundle };
    const step = { text: "Ask them", owner: wren.me.id, standIn: null, due: expires, from };
    await done(wren.act.addTasks(theCase, [step]));
    expect(seen(wren).plan.open).toMatchObject([{ text: "Ask them", from }]);
    const word = { bundle: made.bundle, answer: "destroyed" as const, note: "shredded, he says" };
    await done(wren.act.askDestruction(theCase, word));
    await siskin.sync();
    const by = { id: wren.me.id };
    expect(resting(siskin)).toMatchObject({
      due: 0,
      rests: [stopped, { ...out, asked: { answer: "destroyed", note: "shredded, he says", by }, due: false }],
    });
    expect(wren.view().today.consents).toEqual([]);
  });

  it("with words that are shown once, where nobody there has a key; a night's expiry ends it", async () => {
    const again = {
      purpose: "lawyer",
      recipient: "another",
      words: "yes",
      how: "letter",
      until: null,
      over: 0,
    } as const;
    const { consent } = await done(wren.act.giveConsent(theCase, { ...again, covers: ["summary"] }));
    const plan = { consent, version: 1, covers: ["summary" as const], key: null };
    const expires = house.now + 3_600_000;
    const { decision } = await done(wren.act.proposeExport(theCase, { plan, text: "a hearing", expires }));
    await siskin.sync();
    await done(siskin.act.decide(theCase, decision, "approve", "so be it"));
    siskin.looked(null);
    const made = await done(siskin.act.makeExport(theCase, decision));
    // Not a part of its own leaves, and yet what the contact holds: the auditor sees it.
    await siskin.sync();
    const looks = siskin.view().access.own?.looks ?? [];
    expect(looks.map(({ part, how }) => `${part} ${how}`)).toEqual(["contact export"]);
    const decrypter = new Decrypter();
    decrypter.addPassphrase(made.passphrase ?? "");
    const tar = new TextDecoder().decode(await decrypter.decrypt(made.bytes));
    expect(tar).toContain('"alias": "Rowan"');
    expect(tar).not.toContain("An invented letter.");
    // Not in the record of the case either.
    expect(JSON.stringify(siskin.view())).not.toContain(made.passphrase);
    await house.pass(2 * 3_600_000);
    expect(await siskin.act.makeExport(theCase, decision)).toEqual({ kind: "expired", at: expires });
  });
});
