/** Amounts as they are typed, kept and said. Whole numbers of the smallest unit throughout: no float ever holds money. */

/** A hundred thousand million cents: two thousand lines of it are still exact in a double. */
export const AMOUNT_MOST = 100_000_000_000;

/** ISO 4217: currencies without hundredths. A table, not the browser's: what is written must be read alike for years. */
const WITHOUT = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const THOUSANDTHS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

export const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

export const currencyDigits = (currency: string): number =>
  WITHOUT.has(currency) ? 0 : THOUSANDTHS.has(currency) ? 3 : 2;

/** "1 250,50", "1250.5" → 125050 of a currency with hundredths; null: no amount, or finer than the currency knows. */
export const readAmount = (typed: string, currency: string): number | null => {
  const [, whole, fraction = ""] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(typed.replace(/[\s\u00a0\u202f']/g, "")) ?? [];
  const digits = currencyDigits(currency);
  if (whole === undefined || fraction.length > digits) return null;
  const amount = Number(`${whole}${fraction.padEnd(digits, "0")}`);
  return amount <= AMOUNT_MOST ? amount : null;
};

/** 125050 of EUR → "1250.50". Below nothing with its sign. */
export const amountText = (amount: number, currency: string): string => {
  const digits = currencyDigits(currency);
  const written = String(Math.abs(amount)).padStart(digits + 1, "0");
  const at = written.length - digits;
  return `${amount < 0 ? "-" : ""}${written.slice(0, at)}${digits === 0 ? "" : `.${written.slice(at)}`}`;
};
