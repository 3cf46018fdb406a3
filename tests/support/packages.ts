/**
 * The Debian packages for tests: built from the compiled programs, without compression, and copied to a
 * machine to throw away.
 *
 * @module
 */

import { findExecutables } from "./executables.ts";
import { Machine, NO_MACHINE, whyMissing } from "./machine.ts";
import { projectRoot } from "./source.ts";

/** What a test on a machine is given. */
export interface MachineScene {
  /** The folder of the compiled programs. */
  readonly dist: string;
  /** A machine without the packages. */
  readonly machine: Machine;
  /** Runs a part of the test; the machine keeps what it has come to. */
  step(name: string, body: () => Promise<void>): Promise<boolean>;
}

/** In CI, root on Linux must have all that the tests of packages need. */
const MUST_RUN = Deno.env.get("CI") === "true" && Deno.build.os === "linux" && Deno.uid() === 0;

/**
 * Registers a test that builds packages from the compiled programs, whose folder it is given. It is
 * ignored where that cannot be done; in CI, root on Linux must be able to do it, and there it fails.
 */
export function packageTest(name: string, body: (dist: string) => Promise<void>): void {
  const lack = whyMissing(["dpkg-deb"]);
  register(name, lack, async () => await body(await distFolder()));
}

/** The same for a test that also needs a machine to throw away, which ends with it, and some programs. */
export function machineTest(
  name: string,
  { needs = [] }: { readonly needs?: readonly string[] },
  body: (scene: MachineScene) => Promise<void>,
): void {
  const lack = NO_MACHINE ?? whyMissing(["dpkg-deb", ...needs]);
  register(name, lack, async (test) => {
    const dist = await distFolder();
    await using machine = await Machine.boot();
    await body({ dist, machine, step: (part, run) => test.step(part, run) });
  });
}

function register(
  name: string,
  lack: string | undefined,
  body: (test: Deno.TestContext) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: lack !== undefined && !MUST_RUN,
    fn: async (test) => {
      if (lack !== undefined) throw new Error(lack);
      await body(test);
    },
  });
}

async function distFolder(): Promise<string> {
  const executables = await findExecutables();
  if (executables.kind === "missing") throw new Error(executables.reason);
  return executables.daemon.slice(0, executables.daemon.lastIndexOf("/"));
}

/** A folder with both packages; `await using` removes it. */
export class PackageFolder implements AsyncDisposable {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Builds both from the programs in `dist`, as the version, or as that of the sources. */
  static async build(dist: string, version?: string): Promise<PackageFolder> {
    const folder = new PackageFolder(await Deno.makeTempDir());
    const options = version === undefined ? [] : ["--version", version];
    const args = ["--dist", dist, "--compression", "none", ...options, folder.#path];
    await output(`${projectRoot()}packaging/debian/build`, args);
    return folder;
  }

  /** The paths in a package. */
  async contents(name: string): Promise<string[]> {
    const lines = await output("dpkg-deb", ["--contents", this.#file(name)]);
    return lines.split("\n").map((line) => line.split(/\s+/)[5] ?? "");
  }

  /** The hash of each package, by file name. */
  async sums(): Promise<string> {
    const names = [...Deno.readDirSync(this.#path)].map((entry) => entry.name).sort();
    return await output("sha256sum", names, this.#path);
  }

  /** Copies both into a new folder of a machine. */
  async copyTo(machine: Machine, folder: string): Promise<void> {
    await Deno.mkdir(machine.path(folder));
    for (const { name } of Deno.readDirSync(this.#path)) {
      await Deno.copyFile(`${this.#path}/${name}`, machine.path(`${folder}/${name}`));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#path, { recursive: true });
  }

  #file(name: string): string {
    const files = [...Deno.readDirSync(this.#path)].map((entry) => entry.name);
    const file = files.find((each) => each.startsWith(`${name}_`));
    if (file === undefined) throw new Error(`no package ${name} among ${files}`);
    return `${this.#path}/${file}`;
  }
}

/** Runs a program that must succeed, and resolves with its output. */
async function output(program: string, args: string[], cwd?: string): Promise<string> {
  const command = new Deno.Command(program, { args, ...(cwd === undefined ? {} : { cwd }) });
  const { code, stdout, stderr } = await command.output();
  if (code !== 0) {
    throw new Error(`${program} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  }
  return new TextDecoder().decode(stdout);
}
