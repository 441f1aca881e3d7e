/** Lets the screen draw and the network answer: opening a season must not freeze a console. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
