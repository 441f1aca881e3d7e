/**
 * The caller's pages, as text. No I/O, no protocol, no clock: what a page says is what it is given.
 *
 * | address                | shows                                                           |
 * |------------------------|-----------------------------------------------------------------|
 * | GET /, GET /{lang}     | `firstPage(place, { token, question, onArrival, expiredSince })` |
 * | GET /{lang}/write      | `plainPage(place, { token, question, expiredSince })`: the form without script, for browsers whose script never arrives or has no `crypto.subtle` |
 * | POST /{lang}/write     | fields → `readWritten(fields)`; then `onArrivalSentPage(place, { digits })` |
 * | POST /{lang}/back      | fields → `readBack(fields)`: digits or null; then `onArrivalMailboxPage` |
 * | POST /{lang}/answer    | fields → `readAnswered(fields)`; then `onArrivalMailboxPage` again |
 * | GET /t, GET /{lang}/t  | `ticketPage(place)`: the ticket holder's page, the same for every link       |
 * | anything that fails    | `problemPage(place, { code })`                                  |
 *
 * Every form is `application/x-www-form-urlencoded` with a field `token` (a no-script token, [MB9]), and while a flood is
 * on with a field `plain`, the answer to `plainQuestion(language, …)`.
 * `GET /` picks its language with `languageFor(acceptLanguage)`.
 * The pages need no inline anything: `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';
 * form-action 'self'; base-uri 'none'; frame-ancestors 'none'` is enough.
 *
 * Each page function returns the whole document, language and direction in its first bytes.
 * `onArrival` false: the organisation has switched the form off [MB6]; the page says so and names its other ways.
 * `expiredSince` (hour): the card or certificate has not been renewed since; the form then asks for an express choice.
 * A letter whose `anyway` is false must be refused while it is expired; with it, the row is flagged `expiredCard`. [MB4]
 */
export { MISSING, NEUTRAL_COVER } from "./cover.ts";
export { firstPage, plainPage } from "./first.ts";
export { onArrivalKeptPage, onArrivalMailboxPage, onArrivalSentPage } from "./on-arrival.ts";
export type { Language, Manifest, Organisation, Place, ShownReply } from "./place.ts";
export type { Fresh } from "./plain.ts";
export { isPlainQuestion, plainQuestion } from "./plain-question.ts";
export { type Again, problemPage, textForCode } from "./problem.ts";
export { isLanguage, LANGUAGE_NAMES, LANGUAGES, languageFor, type Say, sayIn } from "./say.ts";
export { ticketPage } from "./ticket.ts";
export { onceEach } from "./twins.ts";
export { type Answered, readAnswered, readBack, readWritten, typedIn, type WrittenAnswers } from "./written.ts";
