import { dayFrom } from "@fairlead/casework";
import { afterEach, expect, it, vi } from "vitest";
import { noonOf } from "./date-field.tsx";

afterEach(() => vi.unstubAllEnvs());

it.each(["UTC", "Pacific/Niue", "Asia/Kamchatka", "Pacific/Kiritimati"])(
  "a day is that day by the clocks of %s",
  (zone) => {
    vi.stubEnv("TZ", zone);
    const noon = new Date(noonOf(dayFrom("2017-05-09")));
    expect([noon.getFullYear(), noon.getMonth() + 1, noon.getDate()]).toEqual([2017, 5, 9]);
  },
);
