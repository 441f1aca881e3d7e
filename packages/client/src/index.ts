/** A member's hand: keys unlocked, sync, open and seal. Runs in browsers and in Node. */
export { isWord, twoPlaces } from "./asked-back.ts";
export { eachOf } from "./each-of.ts";
export type { Bundle } from "./export-actions.ts";
export { foundOrganisationAt } from "./founding.ts";
export type * from "./hand.ts";
export { buildInWords, organisationInWords } from "./in-words.ts";
export { invitationFrom, join } from "./invitations.ts";
export { openHand, openHandByPasskey, passkeysHere } from "./opening.ts";
export { MemoryShelf } from "./shelf/memory-shelf.ts";
export type { PasskeyAsked, PasskeyGiven } from "./shelf/passkey.ts";
export type { Shelf } from "./shelf/shelf.ts";
export { httpTransport, Unreachable } from "./transport.ts";
export { CLIENT_VERSION } from "./version.ts";
