import { type AlarmId, hourOf, newId, openWrap, parseWrap, rosterEntry, ZERO_HASH } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { after, caller, Organisation, post } from "./organisation.ts";

describe("the team's side", () => {
  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await Organisation.found();
  });
  afterAll(() => organisation.close());

  const call = (path: string, body: object, token = organisation.operator.token) =>
    post(organisation.url, path, body, token);

  it("[ST2] two operators claim at once: one is accepted, the other told the head", async () => {
    const { operator, administrator, intake } = organisation;
    const [one, two] = await Promise.all([
      organisation.commit(operator, intake),
      organisation.commit(administrator, intake),
    ]);
    const answers = await Promise.all([
      call("/api/append", { commits: [one.bytes], wraps: [] }),
      call("/api/append", { commits: [two.bytes], wraps: [] }, administrator.token),
    ]);
    const bodies = answers.map(({ body }) => body);
    expect(bodies).toContainEqual({ accepted: true });
    const winner = bodies[0]?.accepted === true ? one : two;
    expect(bodies).toContainEqual({ stale: { stream: intake.stream, seq: 1, hash: winner.hash } });
    organisation.intake = after(intake, winner);
    const again = await call(
      "/api/append",
      { commits: [winner.bytes], wraps: [] },
      winner === one ? operator.token : administrator.token,
    );
    expect(again.body).toEqual({ accepted: true });
  });

  it("nobody appends in another's name, however good the signature", async () => {
    const { operator, administrator, intake } = organisation;
    const commit = await organisation.commit(operator, intake);
    expect(await call("/api/append", { commits: [commit.bytes], wraps: [] }, administrator.token)).toMatchObject({
      status: 400,
      body: { code: "FL_REFUSED" },
    });
  });

  it("an altered commit is refused, and the one before it in the same call with it", async () => {
    const { operator, intake } = organisation;
    const first = await organisation.commit(operator, intake);
    const second = await organisation.commit(operator, after(intake, first));
    const altered = second.bytes.slice();
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    const answer = await call("/api/append", { commits: [first.bytes, altered], wraps: [] });
    expect(answer.body).toEqual({ code: "FL_REFUSED" });
    const { head } = (await call("/api/commits", { stream: intake.stream, from: 0, limit: 10 })).body;
    expect(head).toEqual({ seq: intake.seq, hash: intake.prev });
  });

  it("[P3] [CO4] who holds no wrap of the current epoch sees no commit, thread, alarm or wrap", async () => {
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const outsider = await organisation.enrol("communications");
    const { stream } = organisation.intake;
    expect((await call("/api/compartments", {}, outsider.token)).body.compartments).toEqual([]);
    expect((await call("/api/threads", { since: 0 }, outsider.token)).body.threads).toEqual([]);
    expect((await call("/api/alarms", {}, outsider.token)).body).toEqual({ alarms: [] });
    for (const [path, body] of [
      ["/api/commits", { stream, from: 0, limit: 1 }],
      ["/api/wraps", { stream }],
    ] as const) {
      expect(await call(path, body, outsider.token)).toMatchObject({ status: 403, body: { code: "FL_ACCESS" } });
      const unknown = { ...body, stream: "ab".repeat(16) };
      expect(await call(path, unknown, outsider.token)).toMatchObject({ status: 403, body: { code: "FL_ACCESS" } });
    }
    const { threads } = (await call("/api/threads", { since: 0 })).body;
    expect(threads).toMatchObject([{ mailbox: keys.id, up: { seq: 1 }, replies: [], unread: 0 }]);
  });

  it("[CO1] a wrap opens to the epoch's key; wraps for strangers to the roster are refused", async () => {
    const { operator, administrator, intake } = organisation;
    const { wraps } = (await call("/api/wraps", { stream: intake.stream })).body;
    const [first] = wraps as Uint8Array[];
    const wrap = parseWrap(first ?? new Uint8Array());
    expect(await openWrap(wrap, operator.keys, wrap.commitment)).toEqual(intake.epochKey);
    const gone = await organisation.enrol("operator");
    const given = await organisation.wrap(administrator, intake, gone);
    await organisation.amend({ kind: "remove", member: gone.keys.id });
    expect((await call("/api/append", { commits: [], wraps: [given] }, administrator.token)).body).toEqual({
      code: "FL_REFUSED",
    });
  });

  it("[MB4] a card must be the intake's, live no longer than two weeks, and follow the one before", async () => {
    const { intake, card, operator } = organisation;
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const put = (bytes: Uint8Array, desk = intake.stream) => call("/api/card", { card: bytes, desk });
    expect((await put(card.bytes)).body).toEqual({ accepted: card.hash });
    const second = await organisation.cardFor("new", 1, card.hash);
    expect((await put(second.bytes)).body).toEqual({ stale: { counter: 1, hash: card.hash } });
    const { place: contact } = await organisation.begin(operator, [operator]);
    const moved = await organisation.cardFor(keys.id, 1, ZERO_HASH, contact);
    expect((await put(moved.bytes, contact.stream)).body).toEqual({ accepted: moved.hash });
    const { threads } = (await call("/api/threads", { since: 0 })).body as {
      threads: { mailbox: string; desk: string }[];
    };
    expect(threads.find(({ mailbox }) => mailbox === keys.id)?.desk).toBe(contact.stream);
    expect((await organisation.open(keys)).body.card).toEqual(moved.bytes);
  });

  it("[MB4] an operator outside a case does not turn its thread aside, nor the door's, nor run its numbers out", async () => {
    const { intake, card, operator, administrator } = organisation;
    const keys = await caller();
    const first = await organisation.letter(keys, "an invented call");
    await organisation.send(keys, first);
    const put = (bytes: Uint8Array, desk: string, by = operator) => call("/api/card", { card: bytes, desk }, by.token);
    const { place: contact } = await organisation.begin(administrator, [administrator]);
    const own = await organisation.cardFor(keys.id, 1, ZERO_HASH, contact);
    expect((await put(own.bytes, contact.stream, administrator)).body).toEqual({ accepted: own.hash });

    const { place: mine } = await organisation.begin(operator, [operator]);
    const aside = await organisation.cardFor(keys.id, 2, own.hash, mine);
    for (const desk of [mine.stream, intake.stream])
      expect(await put(aside.bytes, desk)).toMatchObject({ status: 403, body: { code: "FL_ACCESS" } });
    const door = await organisation.cardFor("new", card.counter + 1, card.hash, mine);
    expect((await put(door.bytes, mine.stream)).body).toEqual({ code: "FL_ACCESS" });
    const last = await organisation.cardFor("new", 2 ** 53 - 1, card.hash);
    expect((await put(last.bytes, intake.stream)).body).toEqual({ stale: { counter: card.counter, hash: card.hash } });
    expect((await organisation.open(keys)).body.card).toEqual(own.bytes);

    // What is sealed to the door's card now would reach the operator: the page is told to fetch its own.
    const old = await organisation.letter(keys, "for the case only", { seq: 2, previous: first.hash });
    expect((await organisation.send(keys, old)).body).toEqual({ code: "FL_CARD" });
  });

  it("[P11] nobody lets a stream run out that was not begun to", async () => {
    const { administrator } = organisation;
    const { place } = await organisation.begin(administrator, [administrator], "lasting");
    const eraseAt = Math.floor(organisation.now / 3_600_000) + 31 * 24;
    const ask = await organisation.commit(administrator, place, { kind: "retention", eraseAt });
    expect(await call("/api/append", { commits: [ask.bytes], wraps: [] }, administrator.token)).toMatchObject({
      status: 409,
      body: { code: "FL_COMMIT_RETENTION" },
    });
  });

  it("[P7] [CK1] an alarm falls due with nobody online, also across a restart; only clearing ends it", async () => {
    const { operator, administrator } = organisation;
    const { place } = await organisation.begin(operator, [operator, administrator]);
    const alarm = newId<AlarmId>((length) => crypto.getRandomValues(new Uint8Array(length)));
    const due = Math.ceil(organisation.now / 60_000 / 5) * 5 + 60;
    const token = new Uint8Array([1, 2, 3]);
    const step = {
      verb: "arm",
      alarm,
      due,
      grace: 30,
      ladder: [
        { delay: 0, token },
        { delay: 60, token },
      ],
    } as const;
    const arm = await organisation.commit(operator, place, {
      kind: "alarm",
      step: { ...step, ladder: [...step.ladder] },
    });
    expect((await call("/api/append", { commits: [arm.bytes], wraps: [] })).body).toEqual({ accepted: true });
    const tap = await organisation.commit(administrator, after(place, arm), {
      kind: "alarm",
      step: { verb: "acknowledge", alarm },
    });
    await call("/api/append", { commits: [tap.bytes], wraps: [] }, administrator.token);
    const state = async () => {
      const { alarms } = (await call("/api/alarms", {})).body as { alarms: Record<string, unknown>[] };
      return alarms.find((one) => one.alarm === alarm);
    };
    expect(await state()).toMatchObject({ state: "armed", due, grace: 30 });

    // Nobody is online and no server runs while the hour passes.
    await organisation.server.close();
    organisation.now += 2 * 3_600_000;
    organisation.server = await organisation.start(organisation.store);
    for (const who of [operator, administrator]) who.token = await organisation.login(who.unlocking);
    expect(await state()).toMatchObject({ state: "missed", rungs: [{ reached: true }, { reached: false }] });
    organisation.now += 3_600_000;
    await organisation.server.tick();
    operator.token = await organisation.login(operator.unlocking);
    expect(await state()).toMatchObject({ state: "missed", rungs: [{ reached: true }, { reached: true }] });
    expect((await state())?.rungs).not.toContainEqual(expect.objectContaining({ token: expect.anything() }));

    const clear = await organisation.commit(operator, after(after(place, arm), tap), {
      kind: "alarm",
      step: { verb: "clear", alarm },
    });
    await call("/api/append", { commits: [clear.bytes], wraps: [] });
    expect(await state()).toMatchObject({ state: "cleared" });
    administrator.token = await organisation.login(administrator.unlocking);
  });

  it("a compartment is erased at its hour, a month ahead at the earliest, and the stub says so", async () => {
    const { operator, administrator } = organisation;
    const { place } = await organisation.begin(administrator, [operator, administrator]);
    const hour = Math.floor(organisation.now / 3_600_000);
    const append = async (by: typeof operator, eraseAt: number) => {
      const commit = await organisation.commit(by, place, { kind: "retention", eraseAt });
      const { body } = await call("/api/append", { commits: [commit.bytes], wraps: [] }, by.token);
      return { commit, body };
    };
    expect((await append(operator, hour + 31 * 24)).body).toEqual({ code: "FL_REFUSED" });
    expect((await append(administrator, hour + 24)).body).toEqual({ code: "FL_RETENTION_SOON" });
    const { commit: ask, body: accepted } = await append(administrator, hour + 31 * 24);
    expect(accepted).toEqual({ accepted: true });
    organisation.now += 32 * 24 * 3_600_000;
    await organisation.server.tick();
    for (const who of [operator, administrator]) who.token = await organisation.login(who.unlocking);
    const { body } = await call("/api/commits", { stream: place.stream, from: 0, limit: 10 });
    expect(body).toEqual({ commits: [ask.bytes], head: { seq: 1, hash: ask.hash }, erased: hour + 32 * 24 });
  });

  it("[P6] after a case is erased its mailbox writes to the intake again; what is sealed to nobody is refused", async () => {
    const { administrator, operator } = organisation;
    organisation.card = await organisation.cardFor("new", organisation.card.counter + 1, organisation.card.hash);
    await call("/api/card", { card: organisation.card.bytes, desk: organisation.intake.stream });
    const keys = await caller();
    const first = await organisation.letter(keys, "an invented call");
    await organisation.send(keys, first);
    const { place } = await organisation.begin(administrator, [administrator]);
    const own = await organisation.cardFor(keys.id, 1, ZERO_HASH, place);
    await call("/api/card", { card: own.bytes, desk: place.stream }, administrator.token);
    const eraseAt = Math.floor(organisation.now / 3_600_000) + 31 * 24;
    const ask = await organisation.commit(administrator, place, { kind: "retention", eraseAt });
    await call("/api/append", { commits: [ask.bytes], wraps: [] }, administrator.token);
    organisation.now += 32 * 24 * 3_600_000;
    await organisation.server.tick();
    for (const who of [operator, administrator]) who.token = await organisation.login(who.unlocking);
    expect((await organisation.open(keys)).body.card).toEqual(organisation.card.bytes);
    const next = { seq: 2, previous: first.hash };
    const lost = await organisation.letter(keys, "they found me", { ...next, card: own });
    expect((await organisation.send(keys, lost)).body).toEqual({ code: "FL_CARD" });
    const again = await organisation.letter(keys, "they found me", next);
    expect((await organisation.send(keys, again)).body).toEqual({ accepted: again.hash });
    const { threads } = (await call("/api/threads", { since: 0 })).body as {
      threads: { mailbox: string; rows: { row: Uint8Array | null }[] }[];
    };
    expect(threads.find(({ mailbox }) => mailbox === keys.id)?.rows[1]?.row).toEqual(again.bytes);
  });

  it("[RO2] of two who sign one paper in the same moment neither's signature is lost", async () => {
    const another = await Organisation.found();
    const { administrator: one, operator } = another;
    const other = await another.enrol("administrator");
    const body = { kind: "rerole", member: operator.keys.id, role: "administrator" } as const;
    // On two nodes, or on a disk that is slow: each has looked at what waits before either writes.
    const { waiting } = another.store;
    const look = waiting.all;
    let looked = 0;
    let go = (): void => undefined;
    const bothLooked = new Promise<void>((resolve) => {
      go = resolve;
    });
    waiting.all = async () => {
      const all = await look();
      if (++looked === 2) go();
      await bothLooked;
      return all;
    };
    const states = await Promise.all(
      [one, other].map(async ({ keys, token }) => {
        const entry = rosterEntry(another.roster, body, [keys], hourOf(another.now));
        return (await post(another.url, "/api/waiting/sign", { entry, certificate: null }, token)).body.state;
      }),
    );
    expect(states.toSorted()).toEqual(["standing", "waiting"]);
    expect((await post(another.url, "/api/waiting", {}, one.token)).body).toEqual({ waiting: [] });
    await another.close();
  });

  it("status says the age of the last backup and which store it is", async () => {
    await organisation.store.meta.put("backup", "489990");
    expect((await call("/api/status", {})).body).toMatchObject({
      backup: 489990,
      store: "sqlite",
      clock: organisation.now,
    });
  });
});
