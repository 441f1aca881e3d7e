import { bytes, int, optionalBytes, text } from "./cells.ts";
import { drop, type Engine, keep, type SqlRow } from "./engine.ts";
import type { Invitations, KeptInvitation } from "./port.ts";

export function invitationsOf(engine: Engine): Invitations {
  return {
    open: ({ id, by, expires, kept }) =>
      engine.write(async (writer) => {
        if ((await writer.all("SELECT id FROM invitations WHERE id = $1", id)).length > 0) return drop(undefined);
        await writer.run(
          "INSERT INTO invitations (id, inviter, expires, kept, joining, bundle) VALUES ($1, $2, $3, $4, NULL, NULL)",
          ...[id, by, expires, kept],
        );
        return keep(undefined);
      }),
    answer: (id, hour, joining, bundle) =>
      engine.write(async (writer) => {
        const place = (await writer.all("SELECT * FROM invitations WHERE id = $1", id))[0];
        if (place === undefined || int(place, "expires") < hour) return drop(false);
        const before = optionalBytes(place, "joining");
        // One answer: whoever comes second finds it given, and the words tell which of the two it was.
        if (before !== null) return drop(Buffer.compare(before, joining) === 0);
        await writer.run("UPDATE invitations SET joining = $2, bundle = $3 WHERE id = $1", id, joining, bundle);
        return keep(true);
      }),
    async by(member) {
      const rows = await engine.all("SELECT * FROM invitations WHERE inviter = $1 ORDER BY expires, id", member);
      return rows.map(invitationOf);
    },
    async find(id) {
      const row = (await engine.all("SELECT * FROM invitations WHERE id = $1", id))[0];
      return row === undefined ? null : invitationOf(row);
    },
    async answered() {
      return (await engine.all("SELECT * FROM invitations WHERE joining IS NOT NULL ORDER BY id")).map(invitationOf);
    },
    close: (id) =>
      engine.write(async (writer) =>
        (await writer.run("DELETE FROM invitations WHERE id = $1", id)) === 0 ? drop(undefined) : keep(undefined),
      ),
    async expire(hour) {
      if ((await engine.all("SELECT id FROM invitations WHERE expires < $1 LIMIT 1", hour)).length === 0) return 0;
      return engine.write(async (writer) => {
        const gone = await writer.run("DELETE FROM invitations WHERE expires < $1", hour);
        return gone === 0 ? drop(0) : keep(gone);
      });
    },
  };
}

function invitationOf(row: SqlRow): KeptInvitation {
  return {
    id: text(row, "id"),
    by: text(row, "inviter"),
    expires: int(row, "expires"),
    kept: bytes(row, "kept"),
    joining: optionalBytes(row, "joining"),
    bundle: optionalBytes(row, "bundle"),
  };
}
