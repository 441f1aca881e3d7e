/** Fetches what came with a message from Telegram, into memory only. */
import { type Api, GrammyError } from "grammy";
import { type Attachment, HELD_LIMIT } from "../hand-over.ts";
import type { FileIn } from "./read-message.ts";

const PATIENCE = 120_000;
/** Telegram's own word for a file that a bot is not given: beyond 20 MB, or gone. */
const REFUSED = "Telegram does not give it to a bot (it may have more than 20 MB)";

/** @returns null where Telegram cannot be reached: it is tried again. Nothing of an error is told: it holds the token. */
export async function fetchFile(
  api: Api,
  { token, api: root }: { token: string; api: string },
  { fileId, name, type, size }: FileIn,
): Promise<Attachment | null> {
  const without = (why: string): Attachment => ({ name, type, size, bytes: null, why });
  try {
    const { file_path: path, file_size: told } = await api.getFile(fileId);
    if ((told ?? 0) > HELD_LIMIT || path === undefined) return without(REFUSED);
    const response = await fetch(`${root}/file/bot${token}/${path}`, {
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const length = Number(response.headers.get("content-length") ?? 0);
    if (response.status === 404 || length > HELD_LIMIT) return without(REFUSED);
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { name, type, size: bytes.length, bytes };
  } catch (error) {
    return error instanceof GrammyError && error.error_code === 400 ? without(REFUSED) : null;
  }
}
