import { int, text } from "./cells.ts";
import type { Engine } from "./engine.ts";
import type { Sessions } from "./port.ts";

/** Only hashes of tokens: a copied database opens no session. Not a change for anybody else, so it wakes nobody. */
export function sessionsOf(engine: Engine): Sessions {
  return {
    async begin(tokenHash, member, expires) {
      const sql = "INSERT INTO sessions (token_hash, member, expires) VALUES ($1, $2, $3)";
      await engine.runAside(sql, tokenHash, member, expires);
    },
    async find(tokenHash, now) {
      const sql = "SELECT member, expires FROM sessions WHERE token_hash = $1 AND expires > $2";
      const row = (await engine.all(sql, tokenHash, now))[0];
      return row === undefined ? null : { member: text(row, "member"), expires: int(row, "expires") };
    },
    async prolong(tokenHash, expires) {
      await engine.runAside("UPDATE sessions SET expires = $2 WHERE token_hash = $1", tokenHash, expires);
    },
    async end(tokenHash) {
      await engine.runAside("DELETE FROM sessions WHERE token_hash = $1", tokenHash);
    },
    async sweep(now) {
      await engine.runAside("DELETE FROM sessions WHERE expires <= $1", now);
    },
  };
}
