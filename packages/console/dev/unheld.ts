/** An invented evening on which the server holds no alarm for several check-ins, or another hour. Not shipped. */
import type { CheckInView, PersonView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

export const unheldDesk = (view: View): View => {
  const me = view.people.find((one) => one.me) as PersonView;
  const others = view.people.filter((one) => !one.me && one.handle !== null).slice(0, 2);
  const [first, ...overdue] = view.today.overdue;
  if (first === undefined) return view;
  const without = (at: number, unheld: CheckInView["unheld"], setAnewBy: readonly PersonView[]): CheckInView => ({
    ...{ ...first, alarm: `${at}`.padStart(32, "0") as CheckInView["alarm"], alias: view.cases[at]?.alias ?? "" },
    ...{ state: "waiting", due: view.now + at * HOUR, tapped: null, unheld, setAnewBy: [...setAnewBy] },
  });
  return {
    ...view,
    today: {
      ...view.today,
      overdue: [{ ...first, unheld: "none", setAnewBy: [me] }, ...overdue],
      unheld: [
        without(1, "none", [me]),
        without(2, "other-hour", [me]),
        without(3, "none", others),
        without(4, "none", []),
      ],
    },
  };
};
