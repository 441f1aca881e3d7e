import { NONCE_LENGTH, refuse } from "@fairlead/protocol/verify";
import { decode } from "cborg";

/**
 * The nonce inside a signed form, before the form is checked: our challenges carry their own proof, so that none
 * is kept for the asking. The form's reader then insists on exactly this nonce under the signature.
 *
 * Openings, confirmations and logins all begin [organisation, nonce, …].
 * @throws Refused FL_NONCE
 */
export function nonceIn(form: Uint8Array): Uint8Array {
  let fields: unknown;
  try {
    fields = decode(form.subarray(3));
  } catch {
    return refuse("FL_NONCE");
  }
  const nonce: unknown = Array.isArray(fields) ? fields[1] : undefined;
  return nonce instanceof Uint8Array && nonce.length === NONCE_LENGTH ? nonce : refuse("FL_NONCE");
}
