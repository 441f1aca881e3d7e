import { expect, it } from "vitest";
import { thin } from "./thin.ts";

const routes = Array.from({ length: 20 }, (_, index) => ({
  arrive: 600 + index * 10,
  exposure: 400 - index * 20,
  price: index === 13 ? 0 : 100 + index,
}));

it("shows at most seven, with the earliest, the least exposed and the cheapest among them", () => {
  const { shown } = thin(routes);
  expect(shown).toHaveLength(7);
  for (const index of [0, 13, 19]) expect(shown).toContain(routes[index]);
});

it("says of each that it left out which shown one it is most like", () => {
  const { shown, leftOut } = thin(routes);
  expect(leftOut).toHaveLength(13);
  for (const { arrive, like } of leftOut) {
    const distance = (route: { arrive: number } | undefined): number => Math.abs((route?.arrive ?? 0) - arrive);
    // The odd one is cheap, and like none but itself.
    const others = shown.filter(({ price }) => price > 0).map(distance);
    expect(distance(shown[like])).toBe(Math.min(...others));
  }
});

it("leaves a short list as it is", () => {
  expect(thin(routes.slice(0, 7))).toEqual({ shown: routes.slice(0, 7), leftOut: [] });
});

it("keeps some of many that are all alike", () => {
  const alike = Array.from({ length: 9 }, () => ({ arrive: 1, exposure: 1, price: 1 }));
  expect(thin(alike).shown).toHaveLength(7);
});
