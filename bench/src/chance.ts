/** A sequence that repeats for its seed; mulberry32 stands in casework for the season, and a bench needs no more than this. */
export const chanceFrom = (seed: number) => {
  let state = seed;
  const part = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(part() * (most - least + 1));
  const oneOf = <T>(things: readonly T[]): T => {
    const thing = things[between(0, things.length - 1)];
    if (thing === undefined) throw new RangeError("one of nothing");
    return thing;
  };
  return { part, between, oneOf, in: (share: number) => part() < share };
};
