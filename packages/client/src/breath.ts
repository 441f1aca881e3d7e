/** Longest stretch of work between two breaths: a frame of a screen, about. */
const STRETCH_MS = 12;
let last = 0;

/**
 * Lets the screen draw and the network answer: opening a season must not freeze a console. Cheap where
 * little time has passed. A message, not a timer: browsers hold nested timers back by four milliseconds each.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - last < STRETCH_MS) return;
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  last = performance.now();
}
