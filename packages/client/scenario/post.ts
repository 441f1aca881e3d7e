import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true });

/**
 * Stands for `fetch` where a test's consoles and callers post to a server of the same process, tens of thousands of times:
 * Node's own takes twice the processor time. What a browser adds to a request is seen where browsers run.
 */
export const post: typeof fetch = (input, init) => {
  const body = init?.body;
  if (typeof input !== "string" || !(body instanceof Uint8Array)) throw new TypeError("only posts bytes to an address");
  const headers = { ...Object.fromEntries(new Headers(init?.headers)), "content-length": body.length };
  return new Promise((resolve, reject) => {
    const asking = request(input, { method: "POST", agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.once("end", () => resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 0 })));
      answer.once("error", reject);
    });
    asking.once("error", reject);
    asking.end(body);
  });
};
