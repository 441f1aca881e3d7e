import { bytes, int, text } from "./cells.ts";
import { drop, type Engine, keep, type SqlRow } from "./engine.ts";
import { holds } from "./held.ts";
import { beginMailbox } from "./mailboxes.ts";
import type { Bundles, CardAnswer, Cards, Certificates, KeptCard, RosterEntries } from "./port.ts";
import { eraseByDecision } from "./streams.ts";

const ZERO = "00".repeat(32);

export function rosterOf(engine: Engine): RosterEntries {
  const count = "SELECT COUNT(*) AS entries FROM roster_entries";
  return {
    async count() {
      const row = (await engine.all(count))[0];
      return row === undefined ? 0 : int(row, "entries");
    },
    async from(seq, limit) {
      const sql = "SELECT bytes FROM roster_entries WHERE seq >= $1 ORDER BY seq LIMIT $2";
      return (await engine.all(sql, seq, limit)).map((row) => bytes(row, "bytes"));
    },
    async append(seq, hash, entry, erasing) {
      const answer = await engine.write<boolean | "stale" | "refused">(async (writer) => {
        const row = (await writer.all(count))[0];
        if (row === undefined || int(row, "entries") !== seq) return drop(false);
        if (erasing !== undefined) {
          const erased = await eraseByDecision(writer, erasing);
          if (erased !== "erased") return drop(erased);
        }
        await writer.run("INSERT INTO roster_entries (seq, hash, bytes) VALUES ($1, $2, $3)", seq, hash, entry);
        return keep(true);
      });
      if (answer === true && erasing !== undefined) await engine.scrub();
      return answer;
    },
  };
}

export function cardsOf(engine: Engine): Cards {
  const newest = "SELECT * FROM cards WHERE mailbox = $1 ORDER BY counter DESC LIMIT 1";
  return {
    put: (member, card, keys) =>
      engine.write<CardAnswer>(async (writer) => {
        const before = (await writer.all(newest, card.mailbox))[0];
        if (!(await holds(writer, member, card.desk))) return drop({ kind: "refused", code: "FL_ACCESS" });
        const place = "SELECT desk FROM mailboxes WHERE mailbox = $1";
        if (keys !== undefined) await beginMailbox(writer, card, keys);
        const now = card.mailbox === "new" ? before : (await writer.all(place, card.mailbox))[0];
        if (now === undefined && card.mailbox !== "new") return drop({ kind: "refused", code: "FL_MAILBOX_UNKNOWN" });
        const desk = now === undefined ? card.desk : text(now, "desk");
        const mayMove = card.mailbox === "new" ? desk === card.desk : await holds(writer, member, desk);
        if (!mayMove) return drop({ kind: "refused", code: "FL_ACCESS" });
        if (before !== undefined && text(before, "hash") === card.hash) return drop({ kind: "accepted" });
        // The chain of cards is what a page later uses to see a rollback. Without a gap: a number far ahead would leave
        // no room for any honest card after it.
        const last =
          before === undefined
            ? { counter: 0, hash: ZERO }
            : { counter: int(before, "counter"), hash: text(before, "hash") };
        if (card.counter !== last.counter + 1 || card.previous !== last.hash) return drop({ kind: "stale", ...last });
        await writer.run(
          "INSERT INTO cards (hash, mailbox, desk, counter, previous, expires, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)",
          ...[card.hash, card.mailbox, card.desk, card.counter, card.previous, card.expires, card.bytes],
        );
        // A new card moves the thread to its desk: what follows reaches the case's team. [MB4]
        await writer.run(
          "UPDATE mailboxes SET desk = $2, answered = 1, changed = $3 WHERE mailbox = $1",
          ...[card.mailbox, card.desk, writer.change],
        );
        return keep({ kind: "accepted" });
      }),
    newest: async (mailbox) => cardOf((await engine.all(newest, mailbox))[0]),
    byHash: async (hash) => cardOf((await engine.all("SELECT * FROM cards WHERE hash = $1", hash))[0]),
  };
}

function cardOf(row: SqlRow | undefined): KeptCard | null {
  if (row === undefined) return null;
  return {
    hash: text(row, "hash"),
    mailbox: text(row, "mailbox"),
    desk: text(row, "desk"),
    counter: int(row, "counter"),
    previous: text(row, "previous"),
    expires: int(row, "expires"),
    bytes: bytes(row, "bytes"),
  };
}

export function certificatesOf(engine: Engine): Certificates {
  return {
    async put(hash, issued, expires, certificate) {
      await engine.write(async (writer) => {
        const added = await writer.run(
          "INSERT INTO certificates (hash, issued, expires, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING",
          ...[hash, issued, expires, certificate],
        );
        return added === 0 ? drop(undefined) : keep(undefined);
      });
    },
    async newest() {
      const row = (await engine.all("SELECT * FROM certificates ORDER BY issued DESC, expires DESC, hash LIMIT 1"))[0];
      if (row === undefined) return null;
      return { bytes: bytes(row, "bytes"), issued: int(row, "issued"), expires: int(row, "expires") };
    },
  };
}

export function bundlesOf(engine: Engine): Bundles {
  return {
    put: (bundle, which) =>
      engine.write(async (writer) => {
        const others = "SELECT 1 AS taken FROM bundles WHERE login = $1 AND member <> $2";
        if ((await writer.all(others, bundle.login, bundle.member)).length > 0) return drop(false);
        const place = "SELECT login, counter, bytes FROM bundles WHERE member = $1";
        const before = (await writer.all(place, bundle.member))[0];
        if (before !== undefined) {
          if (Buffer.compare(bytes(before, "bytes"), bundle.bytes) === 0) return drop(true);
          // One after the other: a counter that has run ahead would keep every later one out.
          if (which === "first" || bundle.counter !== int(before, "counter") + 1) return drop(false);
        }
        await writer.run("DELETE FROM bundles WHERE member = $1", bundle.member);
        // Who changes his phrase shuts out whoever knows the one before, also where that one is in already. [RO4]
        if (before !== undefined && text(before, "login") !== bundle.login)
          await writer.run("DELETE FROM sessions WHERE member = $1", bundle.member);
        await writer.run(
          "INSERT INTO bundles (member, login, login_key, counter, bytes) VALUES ($1, $2, $3, $4, $5)",
          ...[bundle.member, bundle.login, bundle.loginKey, bundle.counter, bundle.bytes],
        );
        return keep(true);
      }),
    async byLogin(login) {
      const row = (await engine.all("SELECT * FROM bundles WHERE login = $1", login))[0];
      if (row === undefined) return null;
      return {
        member: text(row, "member"),
        login: text(row, "login"),
        loginKey: bytes(row, "login_key"),
        counter: int(row, "counter"),
        bytes: bytes(row, "bytes"),
      };
    },
  };
}
