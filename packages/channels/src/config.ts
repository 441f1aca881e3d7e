/**
 * What the gateway is told: where the team's server is, whose it is, which mailboxes it looks after. Secrets stand in files of
 * their own that nobody else may read; nothing else of it lies on the disk.
 */
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Hash, MemberId, OrganisationId } from "@fairlead/protocol/seal";
import { z } from "zod";
import type { Pin } from "./line.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const PIN = z.strictObject({
  organisation: hex(32),
  head: hex(32),
  administrators: z.array(z.strictObject({ id: hex(16), verifyKey: hex(32) })).min(1),
});

const port = z.int().min(1).max(65_535);
const account = z.strictObject({
  host: z.string().min(1),
  port,
  /** TLS from the first byte. Without it STARTTLS is asked for, and required but on the machine itself. */
  secure: z.boolean().default(true),
  user: z.string().min(1),
  passwordFile: z.string().min(1),
});

const CONFIG = z.strictObject({
  server: z.url({ protocol: /^https?$/ }),
  pin: z.string().min(1),
  secretFile: z.string().min(1),
  /** Where callers are invited to go on: the address of the sealed page. */
  page: z.url({ protocol: /^https?$/ }),
  /** Once to each who writes first; false: nobody is answered by a machine. */
  firstAnswer: z.boolean().default(true),
  email: z
    .strictObject({
      address: z.email(),
      imap: account,
      smtp: account,
      /** Of what is kept, sealed, to go on after a restart; in the mail account itself. */
      folder: z.string().min(1).default("Desk"),
      lettersPerHour: z.int().min(1).default(20),
      forgetAfterDays: z.int().min(1).default(90),
    })
    .optional(),
  telegram: z
    .strictObject({
      tokenFile: z.string().min(1),
      api: z.url({ protocol: /^https?$/ }).default("https://api.telegram.org"),
      lettersPerHour: z.int().min(1).default(60),
    })
    .optional(),
});

export type Account = Omit<z.infer<typeof account>, "passwordFile"> & { password: string };
type Given = z.infer<typeof CONFIG>;
export type EmailConfig = Omit<NonNullable<Given["email"]>, "imap" | "smtp"> & { imap: Account; smtp: Account };
export type TelegramConfig = Omit<NonNullable<Given["telegram"]>, "tokenFile"> & { token: string };
export type Config = {
  server: string;
  page: string;
  firstAnswer: boolean;
  pin: Pin;
  secret: Uint8Array;
  email: EmailConfig | null;
  telegram: TelegramConfig | null;
};

/** Something that whoever runs the gateway has to mend; the text says what, never what a secret is. */
export class Misconfigured extends Error {}

const SECRET_LENGTH = 32;

/** @throws Misconfigured */
export async function readConfig(file: string): Promise<Config> {
  const given = parsed(CONFIG, await textOf(file), file);
  const folder = dirname(resolve(file));
  const at = (path: string) => resolve(folder, path);
  if (given.email === undefined && given.telegram === undefined)
    throw new Misconfigured(`${file}: neither "email" nor "telegram" is set up.`);
  const pin = parsed(PIN, await textOf(at(given.pin)), given.pin);
  const secret = Buffer.from(await secretOf(at(given.secretFile)), "hex");
  if (secret.length !== SECRET_LENGTH)
    throw new Misconfigured(`${given.secretFile}: 64 hex digits are needed (make them with: openssl rand -hex 32).`);
  const withPassword = async ({ passwordFile, ...rest }: z.infer<typeof account>): Promise<Account> => ({
    ...rest,
    password: await secretOf(at(passwordFile)),
  });
  const { email, telegram } = given;
  return {
    server: given.server.replace(/\/+$/, ""),
    page: given.page,
    firstAnswer: given.firstAnswer,
    pin: {
      organisation: pin.organisation as OrganisationId,
      head: pin.head as Hash,
      administrators: pin.administrators.map(({ id, verifyKey }) => ({
        id: id as MemberId,
        verifyKey: new Uint8Array(Buffer.from(verifyKey, "hex")),
      })),
    },
    secret: new Uint8Array(secret),
    email:
      email === undefined
        ? null
        : { ...email, imap: await withPassword(email.imap), smtp: await withPassword(email.smtp) },
    telegram: telegram === undefined ? null : withToken(telegram, await secretOf(at(telegram.tokenFile))),
  };
}

const withToken = ({ tokenFile: _, ...rest }: NonNullable<Given["telegram"]>, token: string): TelegramConfig => ({
  ...rest,
  token,
});

function parsed<T>(shape: z.ZodType<T>, text: string, file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Misconfigured(`${file} is not JSON.`);
  }
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Misconfigured(
    `${file}, at ${issue?.path.join(".") || "its beginning"}: ${issue?.message ?? "not readable"}.`,
  );
}

const textOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch(() => {
    throw new Misconfigured(`${file} cannot be read.`);
  });

/** Whoever else can read it could answer in the team's name, and find out who has written. */
async function secretOf(file: string): Promise<string> {
  const { mode } = await stat(file).catch(() => {
    throw new Misconfigured(`${file} cannot be read.`);
  });
  if ((mode & 0o077) !== 0) throw new Misconfigured(`${file} can be read by others than its owner: chmod 600 ${file}`);
  return (await textOf(file)).trim();
}
