export { type Excerpt, type Explained, explain, type Hit, PREFIX_FROM, SLIP_FROM } from "./hit.ts";
export { lineOf, type Piece, type PieceKind, type Place, type PlaceRef, type Searchable, toldLine } from "./piece.ts";
export { placesOf, type Source, sourcesOf } from "./places.ts";
export { askedWords, boneTerms, coveredTermsOf, type Folded, forgetWords, isNamed, termsOf, wholesOf } from "./word.ts";
