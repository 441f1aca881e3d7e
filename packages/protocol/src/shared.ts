/**
 * What the caller's first script hands to its second one, by file: the second is fetched when somebody wants to add a
 * file, on a line where each kilobyte is felt, and must not bring along what is there already. Its build puts these in the
 * place of the files (`packages/portal/build.ts`).
 */
import { concat, fromHex, sameBytes, toBytes, toHex, utf8 } from "./bytes.ts";
import { signOpening } from "./challenge.ts";
import { decodeBody, decodeForm, encodeForm, KIND } from "./form.ts";
import { derive, digest, hashOf, NOTHING } from "./hash.ts";
import { SEAL_OVERHEAD, sealTo } from "./hpke.ts";
import { openWith } from "./hpke-open.ts";
import { idFrom, idToBytes, newId } from "./id.ts";
import { pad, paddedLength, unpad, unpadPage } from "./padding.ts";
import { refuse } from "./refusal.ts";
import { checkSigned, sign } from "./signature.ts";
import { solveWork } from "./work.ts";

export const SHARED = {
  "bytes.ts": { concat, fromHex, sameBytes, toBytes, toHex, utf8 },
  "challenge.ts": { signOpening },
  "form.ts": { decodeBody, decodeForm, encodeForm, KIND },
  "hash.ts": { derive, digest, hashOf, NOTHING },
  "hpke.ts": { SEAL_OVERHEAD, sealTo },
  "hpke-open.ts": { openWith },
  "id.ts": { idFrom, idToBytes, newId },
  "padding.ts": { pad, paddedLength, unpad, unpadPage },
  "refusal.ts": { refuse },
  "signature.ts": { checkSigned, sign },
  "work.ts": { solveWork },
};
