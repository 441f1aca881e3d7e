import { idToBytes, type OrganisationId, toHex } from "@fairlead/protocol";
import { random } from "../house.ts";
import { downgraded, flipped, replaced } from "./forge.ts";
import type { Lie, World } from "./lie.ts";
import type { Handle } from "./scene.ts";

const bundleOf = ({ read, scene }: World, handle: Handle): Uint8Array => {
  const [row] = read("SELECT bytes FROM bundles WHERE member = ?", scene.held[handle].keys.id);
  if (!(row?.bytes instanceof Uint8Array)) throw new Error(`${handle} has no bundle`);
  return row.bytes;
};

/** Willow logs in and is given another bundle than hers. */
const gives = (rule: string, lie: string, code: string, make: (own: Uint8Array, world: World) => Uint8Array): Lie => ({
  rule,
  lie,
  place: "contact",
  how: (world) => {
    const bundle = make(bundleOf(world, "Willow"), world);
    world.line.change("/api/login", (answer) => ({ ...answer, bundle }));
  },
  seen: { lockedOut: code },
});

const answers = (rule: string, lie: string, code: string, path: string, field: string): Lie => ({
  rule,
  lie,
  place: "contact",
  how: ({ line }) => line.change(path, (answer) => ({ ...answer, [field]: 7 })),
  seen: { lockedOut: code },
});

export const LOGIN: readonly Lie[] = [
  gives("RO4", "gives another member's bundle", "FL_OPEN", (_own, world) => bundleOf(world, "Harbour")),
  gives("RO4", "changes the keys in a bundle", "FL_OPEN", (own) => flipped(own, 90)),
  gives("RO4", "changes a bundle's signature", "FL_SIGNATURE", (own) => flipped(own, 10)),
  gives("RO4", "downgrades a bundle's suite byte", "FL_FORM_VERSION", downgraded),
  gives("RO4", "says that a member's keys are a colleague's", "FL_OPEN", (own, { scene: { held } }) =>
    replaced(own, idToBytes(held.Willow.keys.id), idToBytes(held.Harbour.keys.id)),
  ),
  gives("RO4", "says that a bundle is another organisation's", "FL_OPEN", (own, { scene }) =>
    replaced(own, idToBytes(scene.pin.organisation), idToBytes(toHex(random(32)) as OrganisationId)),
  ),
  answers("RO4", "gives a challenge that is none", "FL_BODY", "/api/login/challenge", "nonce"),
  answers("RO4", "gives a session that is none", "FL_BODY", "/api/login", "token"),
  {
    rule: "ST3",
    lie: "answers with something that is no list of compartments",
    place: "contact",
    how: ({ line }) => line.change("/api/compartments", (answer) => ({ ...answer, compartments: "none" })),
    seen: { refuses: "FL_BODY" },
  },
];
