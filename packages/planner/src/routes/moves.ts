/** What one leg without a timetable leads to, and what waiting costs meanwhile. */
import type { Frontier } from "./frontier.ts";
import { DRIVE, type Kind, Label, START, WALK } from "./label.ts";
import type { Terms } from "./terms.ts";
import type { Edge } from "./timetable.ts";

export class Moves {
  readonly terms: Terms;
  readonly #frontier: Frontier;

  constructor(terms: Terms, frontier: Frontier) {
    this.terms = terms;
    this.#frontier = frontier;
  }

  /** Exposure of one who has stayed where he is until this minute. */
  exposureAt(label: Label, minute: number): number {
    if (label.kind === START && this.terms.query.originFree) return label.exposure;
    return label.exposure + this.terms.stay(label.stand.index, label.at, minute);
  }

  /** Until when he may stay. Labels on a late chain have never waited among others, so nobody has looked before. */
  until(label: Label): number {
    return label.kind === START ? label.until : this.terms.stayUntil(label.stand, label.at);
  }

  /**
   * @param exposure when the leg begins
   * @returns the label at the end of a walk or drive that begins at `start`, or null where nothing can come of it
   */
  go(label: Label, edge: Edge, start: number, exposure: number): Label | null {
    const { terms } = this;
    const kind: Kind = edge.drive === null ? WALK : DRIVE;
    const rides = label.rides + (kind === DRIVE ? 1 : 0);
    if (rides > terms.query.maxRides) return null;
    const at = start + edge.minutes;
    const after = exposure + terms.drive(edge, start);
    const price = label.price + terms.drivePrice(edge);
    const mayAdd =
      kind === WALK
        ? this.#frontier.mayStand(edge.to.index, at, after, price, rides)
        : this.#frontier.mayWalk(edge.to.index, at, after, price, rides);
    if (!mayAdd) return null;
    return new Label({
      stand: edge.to,
      at,
      exposure: after,
      price,
      rides,
      firstDepart: label.kind === START ? start : label.firstDepart,
      kind,
      before: label,
      depart: start,
      boarded: null,
      alighted: null,
      edge,
      kept: label.kept,
    });
  }
}
