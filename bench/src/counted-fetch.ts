/** A fetch that counts what comes back. */
export type Counted = { fetch: typeof fetch; bytes: () => number; calls: () => number };

export function countedFetch(): Counted {
  let bytes = 0;
  let calls = 0;
  return {
    bytes: () => bytes,
    calls: () => calls,
    fetch: async (...asked) => {
      calls++;
      const answer = await fetch(...asked);
      const body = await answer.arrayBuffer();
      bytes += body.byteLength;
      return new Response(body, { status: answer.status, headers: answer.headers });
    },
  };
}
