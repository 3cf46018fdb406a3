/**
 * A machine to throw away, for tests of packages: the system of this one, booted in a container of its
 * own with a real systemd. What is installed, started or broken there is gone with it: it writes to
 * memory, above the root of this machine, and has no network but its loopback.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import type { Ended } from "./binaries.ts";

/** Longer than a boot or a command takes, even on a busy machine. */
const PATIENCE_MILLIS = 60_000;

const NSPAWN = "/usr/bin/systemd-nspawn";

/** What the console of a machine shows when it is up. */
const UP = "the machine is up";

/** Makes the root of the machine in a mount namespace of its own, and boots it; $1 is an empty folder. */
const BOOT = `
set -eu
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
: >etc/machine-id
# In images of containers this file keeps services from being started.
rm -f usr/sbin/policy-rc.d
# The index of manual pages would be made anew at each installation.
rm -f var/lib/man-db/auto-update
cat >etc/systemd/system/machine.target <<END
[Unit]
Requires=basic.target
Wants=machine-up.service
AllowIsolate=yes
END
cat >etc/systemd/system/machine-up.service <<END
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo ${UP} >/dev/console'
END
exec systemd-nspawn --quiet --register=no --keep-unit --machine="hubbub-$$" --directory="$1/root" \\
  --boot --private-network --console=read-only --link-journal=no systemd.unit=machine.target 2>&1
`;

/** `follow PATTERN COUNT MATCH...` shows the first COUNT lines with a pattern in the journal, when they are there. */
const FOLLOW = `
follow() {
  exec 3< <(exec journalctl --output cat --lines all --follow "\${@:3}" 2>/dev/null)
  local follower=$!
  grep --max-count "$2" --extended-regexp "$1" <&3
  kill "$follower"
}
`;

/** Waits for the first `listening` record of the present run of the service, or for its end. */
const READY = `
run=$(systemctl show --property InvocationID --value hubbubd)
follow ' listening |Main process exited|Failed' 1 \\
  "_SYSTEMD_INVOCATION_ID=$run" + "INVOCATION_ID=$run" | grep --quiet ' listening '
`;

/** Why there is no machine to throw away here, or undefined if there is one. */
export const NO_MACHINE: string | undefined = whyNoMachine();

/** A booted machine; `await using` ends it and all that runs in it. */
export class Machine implements AsyncDisposable {
  readonly #container: Deno.ChildProcess;
  readonly #console: Console;
  readonly #folder: string;
  readonly #turn: Deno.FsFile;
  #init = 0;

  private constructor(container: Deno.ChildProcess, folder: string, turn: Deno.FsFile) {
    this.#container = container;
    this.#console = new Console(container.stdout);
    this.#folder = folder;
    this.#turn = turn;
  }

  /**
   * Boots a machine, and resolves when its systemd is up. There is one at a time, also if tests run in
   * several processes: two would share a control group. Throws if it does not come up.
   */
  static async boot(): Promise<Machine> {
    const turn = await takeTurn();
    const folder = await Deno.makeTempDir();
    const container = new Deno.Command("unshare", {
      args: ["--mount", "bash", "-c", BOOT, "machine", folder],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const machine = new Machine(container, folder, turn);
    const killer = setTimeout(() => container.kill("SIGKILL"), PATIENCE_MILLIS);
    try {
      await machine.#console.shows(UP);
      machine.#init = await initOf(container.pid);
      return machine;
    } catch (error) {
      turn.close();
      throw error;
    } finally {
      clearTimeout(killer);
    }
  }

  /** Runs a script of bash as root in the machine, to its end. One that takes too long is ended: 124. */
  async run(script: string): Promise<Ended> {
    const inside = ["--target", `${this.#init}`, "-m", "-u", "-i", "-n", "-p", "-C"];
    const child = new Deno.Command("nsenter", {
      args: [...inside, "env", "-i", ...ENVIRONMENT, ...PATIENT_BASH, script],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const [status, stdout, stderr] = await Promise.all([
      child.status,
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    return { code: status.code, stdout, stderr };
  }

  /** Runs a script that must succeed, and resolves with its output. */
  async must(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(script);
    if (code !== 0) {
      throw new Error(`${script}\nended with ${code}\n${stdout}${stderr}${await this.#journal()}`);
    }
    return stdout;
  }

  /** The path at which a file of the machine is seen from here, for reading and writing. */
  path(inside: string): string {
    return `/proc/${this.#init}/root${inside}`;
  }

  /** Resolves when the daemon's service, which was started, accepts connections. Throws if it does not. */
  async ready(): Promise<void> {
    await this.must(FOLLOW + READY);
  }

  /** Resolves when so many lines of the daemon's journal have matched a pattern of `grep -E`. */
  async logged(pattern: string, count = 1): Promise<void> {
    await this.must(`${FOLLOW} follow '${pattern}' ${count} --unit hubbubd`);
  }

  /** Ends the machine at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    Deno.kill(this.#init, "SIGKILL");
    await this.#console.rest();
    await this.#container.status;
    await Deno.remove(this.#folder, { recursive: true });
    this.#turn.close();
  }

  /** What the daemon's service has logged, for the report of a failure. */
  async #journal(): Promise<string> {
    return (await this.run("journalctl --no-pager -n 30 -o cat -u hubbubd || true")).stdout;
  }
}

/** Waits until no other process has a machine. The lock is on the program that boots it, and ends with the file. */
async function takeTurn(): Promise<Deno.FsFile> {
  const file = await Deno.open(NSPAWN);
  await file.lock(true);
  return file;
}

const PATIENT_BASH = [
  "timeout",
  "--kill-after=1",
  `${PATIENCE_MILLIS / 1000}`,
  "bash",
  "-euo",
  "pipefail",
  "-c",
];

/** What a machine shows on its console. It is read to its end, so that nothing waits for a reader. */
class Console {
  readonly #lines: ReadableStreamDefaultReader<string>;
  #rest: Promise<void> | undefined;

  constructor(bytes: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#lines = bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
      .getReader();
  }

  /** Resolves when a line with these words has been shown. Throws, with all lines, if none was. */
  async shows(words: string): Promise<void> {
    let shown = "";
    for (;;) {
      const { value, done } = await this.#lines.read();
      if (done) throw new Error(`the machine did not come up:\n${shown}`);
      shown += `${value}\n`;
      if (value.includes(words)) break;
    }
    this.#rest = this.#drain();
  }

  /** Resolves at the end of the machine. */
  async rest(): Promise<void> {
    await this.#rest;
  }

  async #drain(): Promise<void> {
    while (!(await this.#lines.read()).done);
  }
}

/** What a script finds in its environment. */
const ENVIRONMENT = [
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "HOME=/root",
  "LANG=C.UTF-8",
  "DEBIAN_FRONTEND=noninteractive",
];

/** The first process of the container, whose parent is systemd-nspawn, which is `pid`. */
async function initOf(pid: number): Promise<number> {
  const children = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`);
  for (const child of children.trim().split(" ").map(Number)) {
    const name = (await Deno.readTextFile(`/proc/${child}/comm`)).trim();
    if (name === "systemd" || name === "init") return child;
  }
  throw new Error(`systemd-nspawn has no systemd among its children: ${children}`);
}

function whyNoMachine(): string | undefined {
  if (Deno.build.os !== "linux") return "packages are for Linux";
  if (Deno.uid() !== 0) return "only root can boot a machine";
  return whyMissing(["systemd-nspawn", "unshare", "nsenter"]);
}

/** Says which of some programs are not on the PATH; undefined if all are there. */
export function whyMissing(programs: readonly string[]): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const missing = programs.filter((name) =>
    !folders.some((folder) => isThere(`${folder}/${name}`))
  );
  return missing.length === 0 ? undefined : `${missing.join(", ")} is not installed`;
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
