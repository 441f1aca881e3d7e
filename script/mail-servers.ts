/**
 * A real Postfix and a real Dovecot for tests: instances of their own in a temporary folder, on free loopback ports, gone
 * afterwards. What the system runs is not touched. Mail for four accounts is put into maildirs; `desk@team.test` is
 * read over IMAP.
 *
 * A stand-in would not do: what a gateway promises about mails that are neither lost nor doubled rests on how real servers
 * number, keep and delete them.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { freePort } from "./postgres.ts";
import { IS_ROOT, missing } from "./tools.ts";
import { whenWeEnd } from "./when-we-end.ts";

export type MailServers = {
  smtp: number;
  imap: number;
  /** Where each account's maildir lies, by its local part. */
  mail: string;
  password: string;
  stop: () => Promise<void>;
};

const PROGRAMS = { postfix: "/usr/sbin/postfix", dovecot: "/usr/sbin/dovecot" } as const;
const NOBODY = 65_534;

export function findMailServer(name: keyof typeof PROGRAMS): string | null {
  return existsSync(PROGRAMS[name]) ? PROGRAMS[name] : null;
}

const STOP_AND_DELETE = `/usr/sbin/dovecot -c "$1/dovecot.conf" stop 2>/dev/null
  /usr/sbin/postfix -c "$1/postfix" stop 2>/dev/null
  for pid in "$1/dovecot/master.pid" "$1/queue/pid/master.pid"; do
    for tenth in $(seq 50); do [ -f "$pid" ] && kill -0 "$(tr -d " " < "$pid")" 2>/dev/null || break; sleep 0.1; done
  done
  rm -rf "$1"`;

/** @returns servers that run, or `missing`: why there are none, with the command to get them */
export async function startMailServers(): Promise<MailServers | { missing: string }> {
  for (const name of ["postfix", "dovecot"] as const)
    if (findMailServer(name) === null) return { missing: missing(name) };
  if (!IS_ROOT) return { missing: "Postfix starts as root only; run these tests as root" };
  const folder = mkdtempSync("/tmp/fairlead-mail-");
  chmodSync(folder, 0o755);
  const ending = whenWeEnd(STOP_AND_DELETE, folder);
  try {
    const [smtp, imap] = [await freePort(), await freePort()];
    const mail = join(folder, "mail");
    mkdirSync(mail);
    chownSync(mail, NOBODY, NOBODY);
    startPostfix(folder, smtp);
    const password = "only-in-a-test";
    startDovecot(folder, imap, password);
    await Promise.all([answers(smtp), answers(imap)]);
    return { smtp, imap, mail, password, stop: () => ending.now() };
  } catch (error) {
    await ending.now();
    throw error;
  }
}

function startPostfix(folder: string, port: number): void {
  for (const name of ["postfix", "queue", "data"]) mkdirSync(join(folder, name));
  const [postfix = 0] = ids("postfix");
  chownSync(join(folder, "data"), postfix, postfix);
  // Nobody else exists: a mail to another account is refused at once, as a real server does.
  const accounts = ["desk@team.test", "anna@caller.test", "boris@caller.test", "vera@caller.test"];
  writeFileSync(join(folder, "accounts"), accounts.map((one) => `${one} ${one.split("@")[0]}/\n`).join(""));
  const settings = {
    compatibility_level: "3.6",
    queue_directory: join(folder, "queue"),
    data_directory: join(folder, "data"),
    command_directory: "/usr/sbin",
    daemon_directory: "/usr/lib/postfix/sbin",
    mail_owner: "postfix",
    setgid_group: "postdrop",
    maillog_file: join(folder, "postfix.log"),
    maillog_file_prefixes: "/tmp",
    inet_interfaces: "127.0.0.1",
    inet_protocols: "ipv4",
    mynetworks: "127.0.0.0/8",
    myhostname: "mail.team.test",
    mydestination: "",
    virtual_mailbox_domains: "team.test, caller.test",
    virtual_mailbox_base: join(folder, "mail"),
    virtual_mailbox_maps: `texthash:${join(folder, "accounts")}`,
    virtual_uid_maps: `static:${NOBODY}`,
    virtual_gid_maps: `static:${NOBODY}`,
    alias_maps: "",
    alias_database: "",
    default_transport: "error:nothing leaves this machine",
    smtpd_recipient_restrictions: "permit_mynetworks, reject",
    message_size_limit: "20000000",
    mailbox_size_limit: "0",
    virtual_mailbox_limit: "0",
  };
  const text = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(join(folder, "postfix/main.cf"), text.join(""));
  const inner = ["rewrite", "bounce", "defer", "trace", "error", "retry", "proxymap", "anvil"];
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    "qmgr unix n - n 300 1 qmgr",
    "postlog unix-dgram n - n - 1 postlogd",
    "tlsmgr unix - - n 1000? 1 tlsmgr",
    "cleanup unix n - n - 0 cleanup",
    "virtual unix - n n - - virtual",
    ...inner.map((name) => `${name} unix - - n - ${programOf(name) === "bounce" ? 0 : "-"} ${programOf(name)}`),
  ];
  writeFileSync(join(folder, "postfix/master.cf"), `${services.join("\n")}\n`);
  run(PROGRAMS.postfix, ["-c", join(folder, "postfix"), "start"]);
}

const programOf = (service: string): string =>
  ({ rewrite: "trivial-rewrite", defer: "bounce", trace: "bounce", retry: "error" })[service] ?? service;

function startDovecot(folder: string, port: number, password: string): void {
  const config = `
base_dir = ${folder}/dovecot
state_dir = ${folder}/dovecot-state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain
mail_location = maildir:${folder}/mail/%n
first_valid_uid = 1
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
  const file = join(folder, "dovecot.conf");
  writeFileSync(file, config);
  run(PROGRAMS.dovecot, ["-c", file]);
}

function ids(account: string): [number, number] {
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, account], { encoding: "utf8" }).stdout));
  return [uid ?? 0, gid ?? 0];
}

function run(program: string, parameters: string[]): void {
  // Its daemon would hold our pipes open: what it has to say stands in its log.
  const { status } = spawnSync(program, parameters, { stdio: "ignore", timeout: 20_000 });
  if (status !== 0) throw new Error(`${program} ${parameters.join(" ")} did not start`);
}

/** Both are ready when they greet. */
async function answers(port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: "127.0.0.1" });
      socket.setTimeout(2_000, () => resolve(false));
      socket.once("data", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (greeted) return;
    if (attempt === 60) throw new Error(`nothing greets on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
