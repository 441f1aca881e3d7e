/** Signs are drawn, not loaded. Each stands beside its word; alone it carries a label of its own. */
const SHAPES = {
  // A closed ring with a dot: sealed. A ring with a gap: the server saw it on arrival.
  sealed: ["M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2", "M8 7a1 1 0 1 0 0 2 1 1 0 1 0 0-2"],
  "on-arrival": ["M11.5 3.1A6 6 0 1 0 13.6 6", "M8 7a1 1 0 1 0 0 2 1 1 0 1 0 0-2"],
  lock: ["M3.5 7h9v6.5h-9z", "M5.5 7V5a2.5 2.5 0 0 1 5 0v2"],
  flag: ["M4 14V2.5h8.5L10.5 5.5l2 3H4"],
  person: ["M8 2.2a2 2 0 1 0 0 4 2 2 0 1 0 0-4", "M4.5 14v-2.5a3.5 3.5 0 0 1 7 0V14"],
  check: ["M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2", "M5.2 8.2l2 2 3.6-4"],
  warning: ["M8 2.2 14.2 13H1.8z", "M8 6.5v3", "M8 11.2v.3"],
  search: ["M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9", "M10.5 10.5 14 14"],
  two: ["M5.5 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6", "M10.5 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6"],
  "no-phone": ["M5 2.5h6v11H5z", "M2.5 2.5l11 11"],
  phone: ["M5 2.5h6v11H5z", "M7.5 11.5h1"],
  "eye-off": ["M1.8 8S4 4 8 4s6.2 4 6.2 4-2.2 4-6.2 4-6.2-4-6.2-4", "M3 13 13 3"],
  offline: ["M3 11.5a3 3 0 0 1 .4-5.9A4.6 4.6 0 0 1 12 6.3a2.7 2.7 0 0 1 1 5.2z", "M2.5 2.5l11 11"],
  halted: ["M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5z", "M8 5v4", "M8 11v.3"],
  back: ["M9.5 3.5 5 8l4.5 4.5"],
  down: ["M4 6l4 4 4-4"],
  cross: ["M4 4l8 8", "M12 4l-8 8"],
  plus: ["M8 3v10", "M3 8h10"],
  minus: ["M3 8h10"],
  fit: ["M2.5 6V2.5H6", "M10 2.5h3.5V6", "M13.5 10v3.5H10", "M6 13.5H2.5V10"],
  frozen: ["M8 1.8v12.4", "M2.6 4.9l10.8 6.2", "M2.6 11.1l10.8-6.2"],
  stays: ["M4.5 2.5h7v11L8 10.5l-3.5 3z"],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof SHAPES;

type Props = { name: IconName; label?: string; className?: string };

export const Icon = ({ name, label, className }: Props) => (
  // Decorative without a label: the word beside it says the same.
  // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden
  <svg
    className={`icon${name === "back" ? " mirrors" : ""}${className ? ` ${className}` : ""}`}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinejoin="round"
    strokeLinecap="round"
    focusable="false"
    {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
  >
    {SHAPES[name].map((path) => (
      <path key={path} d={path} />
    ))}
  </svg>
);
