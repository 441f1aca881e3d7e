/** Which names stand beside their places, and where: none on another, none on a mark, the most needed first. */

export type Named = {
  key: string;
  x: number;
  y: number;
  /** How far its mark reaches. */
  radius: number;
  lines: readonly string[];
  /** Higher comes first. */
  weight: number;
  /** Somebody travels there. */
  led: boolean;
};
export type Label = { key: string; lines: readonly string[]; x: number; y: number; anchor: "start" | "middle" | "end" };
type Box = { left: number; right: number; top: number; bottom: number };

const LINE = 15;
const GAP = 5;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Boxes by the cells of a grid that they touch: among thousands of places only neighbours are asked.
 */
class Taken {
  static readonly CELL = 64;
  readonly #cells = new Map<string, Box[]>();

  #touched({ left, right, top, bottom }: Box): string[] {
    const cells: string[] = [];
    for (let x = Math.floor(left / Taken.CELL); x * Taken.CELL < right; x += 1)
      for (let y = Math.floor(top / Taken.CELL); y * Taken.CELL < bottom; y += 1) cells.push(`${x} ${y}`);
    return cells;
  }

  isFree(box: Box): boolean {
    return this.#touched(box).every((cell) => !this.#cells.get(cell)?.some((other) => overlaps(box, other)));
  }

  take(box: Box): void {
    for (const cell of this.#touched(box)) {
      const others = this.#cells.get(cell);
      if (others === undefined) this.#cells.set(cell, [box]);
      else others.push(box);
    }
  }
}

/**
 * @param wide how many pixels a line of text takes
 * @param kept boxes where no name may stand, such as buttons over the map
 */
export const placeNames = (
  named: readonly Named[],
  { width, height }: { width: number; height: number },
  wide: (text: string) => number,
  kept: readonly Box[] = [],
): Label[] => {
  const taken = new Taken();
  for (const box of kept) taken.take(box);
  const inSight = named.filter(({ x, y }) => x >= 0 && x <= width && y >= 0 && y <= height);
  const labels: Label[] = [];
  const name = (ones: readonly Named[]) => {
    for (const one of ones.toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))) {
      const found = waysToStand(one, Math.max(...one.lines.map(wide))).find(
        ({ box }) =>
          box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2 && taken.isFree(box),
      );
      if (found === undefined) continue;
      taken.take(found.box);
      labels.push(found.label);
    }
  };
  // Whoever is led somewhere reads these names, whatever else stands close by.
  const led = inSight.filter((one) => one.led);
  for (const one of led) taken.take(markOf(one));
  name(led);
  // Marks that matter are not written over; a country's thousand plain dots would leave no room for any name.
  const others = inSight.filter((one) => !one.led);
  for (const one of others) if (one.weight > 0) taken.take(markOf(one));
  name(others);
  return labels;
};

const markOf = ({ x, y, radius }: Named): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

/** Beside the mark, under and above it, then at its corners. */
const waysToStand = ({ key, x, y, radius, lines }: Named, span: number): { box: Box; label: Label }[] => {
  const tall = lines.length * LINE;
  const away = radius + GAP;
  const at = (anchor: Label["anchor"], textX: number, top: number) => {
    const left = anchor === "start" ? textX : anchor === "end" ? textX - span : textX - span / 2;
    const box: Box = { left, right: left + span, top, bottom: top + tall };
    return { box, label: { key, lines, x: textX, y: top + LINE / 2, anchor } };
  };
  return [
    at("start", x + away, y - tall / 2),
    at("end", x - away, y - tall / 2),
    at("middle", x, y + away),
    at("middle", x, y - away - tall),
    at("start", x + away, y + GAP),
    at("start", x + away, y - tall - GAP),
    at("end", x - away, y + GAP),
    at("end", x - away, y - tall - GAP),
  ];
};
