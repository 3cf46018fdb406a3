/**
 * The platforms that the executables are made for, and how to tell from a file which one it is for.
 *
 * @module
 */

import { BuildFailure } from "./failure.ts";

/** Every platform that `deno compile` can make an executable for. */
export const TARGETS = [
  "x86_64-unknown-linux-gnu",
  "aarch64-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "aarch64-apple-darwin",
  "x86_64-pc-windows-msvc",
] as const;

/** One of {@linkcode TARGETS}. */
export type Target = typeof TARGETS[number];

/** How many bytes of an executable {@linkcode targetOf} has to see. */
export const FORMAT_BYTES = 4096;

const ELF_MAGIC = 0x7f454c46;
const ELF_MACHINES: Readonly<Record<number, Target>> = {
  0x3e: "x86_64-unknown-linux-gnu",
  0xb7: "aarch64-unknown-linux-gnu",
};
const MACH_O_MAGIC = 0xcffaedfe;
const MACH_O_CPUS: Readonly<Record<number, Target>> = {
  0x01000007: "x86_64-apple-darwin",
  0x0100000c: "aarch64-apple-darwin",
};
const PE_MAGIC = 0x50450000;
const PE_MACHINES: Readonly<Record<number, Target>> = { 0x8664: "x86_64-pc-windows-msvc" };

/** Whether the text names a target. */
export function isTarget(text: string): text is Target {
  return TARGETS.some((target) => target === text);
}

/**
 * The target that is this machine.
 *
 * @throws {BuildFailure} on a machine for which `deno compile` makes no executables.
 */
export function hostTarget(): Target {
  if (isTarget(Deno.build.target)) return Deno.build.target;
  throw new BuildFailure(
    "no-base",
    `cannot compile for ${Deno.build.target}: Deno has no base for it`,
  );
}

/** The file name of a program on a target. */
export function fileName(program: string, target: Target): string {
  return target.includes("windows") ? `${program}.exe` : program;
}

/**
 * The target that a file's first {@linkcode FORMAT_BYTES} bytes are of, or undefined.
 *
 * A base runtime given by `DENORT_BIN` is used by Deno for every target without a look at it, so
 * an executable for the wrong machine would come out with exit status 0.
 */
export function targetOf(head: Uint8Array): Target | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < 64) return undefined;
  const magic = view.getUint32(0);
  if (magic === ELF_MAGIC) return ELF_MACHINES[view.getUint16(0x12, true)];
  if (magic === MACH_O_MAGIC) return MACH_O_CPUS[view.getUint32(4, true)];
  const peStart = view.getUint32(0x3c, true);
  if (peStart + 6 > view.byteLength || view.getUint32(peStart) !== PE_MAGIC) return undefined;
  return PE_MACHINES[view.getUint16(peStart + 4, true)];
}
