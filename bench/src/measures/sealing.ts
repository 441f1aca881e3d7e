import { encapsulate, generateKeyPairSync, sign, verify } from "node:crypto";
import { type Beside, type Figure, figureOf, type Measure, medianOf, timesOf } from "../measure.ts";
import { type Operation, timeOperations } from "../protocol-work.ts";
import { inBrowser } from "../work-page.ts";

const RUNS = 60;

/** Single operations of the protocol, on a letter of 1 KB and a note of 200 bytes. */
export const measure: Measure = {
  name: "sealing",
  run: async () => {
    const native = await nativeTimes();
    const figures = figuresOf("Node", await timeOperations(RUNS), native);
    const timed = await inBrowser("chromium", async (page) => ({
      times: await page.evaluate((runs) => window.protocolWork.timeOperations(runs), RUNS),
    }));
    if ("missing" in timed) return { figures, missing: timed.missing };
    return [...figures, ...figuresOf("chromium", timed.times, {})];
  },
};

type Native = Partial<Record<Operation, Beside>>;

function figuresOf(where: string, times: Record<Operation, number[]>, native: Native): Figure[] {
  return Object.entries(times).map(([name, taken]) => {
    const beside = isOperation(name, times) ? native[name] : undefined;
    return figureOf(`${name}, ${where}`, "ms", taken, ...(beside ? [beside] : []));
  });
}

function isOperation(name: string, times: Record<Operation, unknown>): name is Operation {
  return name in times;
}

/** The same mathematics by OpenSSL: what it costs us to have one implementation for all, in JavaScript. */
async function nativeTimes(): Promise<Native> {
  const message = new Uint8Array(200);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const signature = sign(null, message, privateKey);
  const signing = medianOf(await timesOf(RUNS, () => sign(null, message, privateKey)));
  const checking = medianOf(await timesOf(RUNS, () => verify(null, message, publicKey, signature)));
  const lattice = generateKeyPairSync("ml-kem-768");
  const curve = generateKeyPairSync("x25519");
  const sealing = medianOf(await timesOf(RUNS, () => [encapsulate(lattice.publicKey), encapsulate(curve.publicKey)]));
  const signed = { value: signing, what: "for its Ed25519 by OpenSSL" };
  const checked = { value: checking, what: "for its Ed25519 by OpenSSL" };
  const sealed = { value: sealing + signing, what: "for its ML-KEM-768, X25519 and Ed25519 by OpenSSL" };
  return {
    "seal a letter": sealed,
    "make a wrap": sealed,
    "sign a challenge": signed,
    "seal a commit": signed,
    "check a letter": checked,
    "check a signed challenge": checked,
    "check a commit": checked,
    "check a wrap": checked,
  };
}
