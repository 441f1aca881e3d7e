/**
 * The caller's pages, as text. No I/O, no protocol, no clock: what a page says is what it is given.
 *
 * | address                | shows                                                           |
 * |------------------------|-----------------------------------------------------------------|
 * | GET /, GET /{lang}     | `firstPage(place, { token, onArrival, expiredSince })`          |
 * | GET /{lang}/write      | `plainPage(place, { token, expiredSince })`: the form without script, for browsers whose script never arrives or has no `crypto.subtle` |
 * | POST /{lang}/write     | fields → `readWritten(fields)`; then `onArrivalSentPage(place, { digits })` |
 * | POST /{lang}/back      | field `digits`; then `onArrivalMailboxPage(place, { … })`       |
 * | POST /{lang}/answer    | fields → `readAnswered(fields)`; then `onArrivalMailboxPage` again |
 * | anything that fails    | `problemPage(place, { code })`                                  |
 *
 * Every form is `application/x-www-form-urlencoded` with a field `token` (a no-script token, [MB9]).
 * `GET /` picks its language with `languageFor(acceptLanguage)`.
 * The pages need no inline anything: `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';
 * form-action 'self'; base-uri 'none'; frame-ancestors 'none'` is enough.
 *
 * Signatures (each returns the whole document as a string, language and direction in its first bytes):
 * ```ts
 * firstPage(place: Place, of: { token: string; onArrival: boolean; expiredSince: number | null }): string
 * plainPage(place: Place, of: { token: string; expiredSince: number | null }): string
 * onArrivalSentPage(place: Place, of: { digits: string }): string
 * onArrivalMailboxPage(place: Place, of: {
 *   digits: string; token: string; replies: readonly ShownReply[];
 *   done: "sent" | "confirmed" | "safe" | "danger" | null;   // what the post before it did
 *   expiredSince: number | null;
 * }): string
 * problemPage(place: Place, of: { code: string }): string
 * languageFor(acceptLanguage: string | undefined): Language
 * readWritten(fields: unknown): { text: string; answers: WrittenAnswers; digits: null } | null  // null: hostile or empty
 * readAnswered(fields: unknown): { act: "answer" | "safe" | "danger"; digits: string; text: string }
 *                              | { act: "confirm"; digits: string; read: string[] } | null
 * ```
 * `onArrival` false: the organisation has switched the form off [MB6]; the page says so and names its other ways.
 * `expiredSince` (hour): the card or certificate has expired since; the form then asks for an express choice
 * (`readWritten` answers `null` without it) and the row must be flagged `expiredCard`. [MB4]
 */
export type { Language, Manifest, Organisation, Place, ShownReply } from "./place.ts";
