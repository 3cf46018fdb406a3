/**
 * What the compile task reads from the first bytes of executables.
 *
 * @module
 */

import { assertEquals, assertThrows } from "@std/assert";
import { endOfSectionHeaders } from "../../../tools/compile/elf.ts";
import { fileName, isTarget, targetOf } from "../../../tools/compile/targets.ts";

/** Bytes with some set, at offsets. */
function bytes(length: number, parts: Readonly<Record<number, readonly number[]>>): Uint8Array {
  const all = new Uint8Array(length);
  for (const [offset, values] of Object.entries(parts)) all.set(values, Number(offset));
  return all;
}

const ELF = [0x7f, 0x45, 0x4c, 0x46, 2, 1];

Deno.test("endOfSectionHeaders() is the table's offset and size, not the file's", () => {
  const file = bytes(1000, { 0: ELF, 0x28: [0x00, 0x02], 0x3a: [64, 0], 0x3c: [3, 0] });
  assertEquals(endOfSectionHeaders(file), 704);
});

Deno.test("endOfSectionHeaders() takes a table that ends with the file, and none beyond", () => {
  const parts = { 0: ELF, 0x28: [0x00, 0x02], 0x3a: [64, 0], 0x3c: [3, 0] };
  assertEquals(endOfSectionHeaders(bytes(704, parts)), 704);
  assertThrows(() => endOfSectionHeaders(bytes(703, parts)), RangeError, "704");
});

Deno.test("endOfSectionHeaders() refuses what is not a 64-bit little-endian ELF file", () => {
  assertThrows(() => endOfSectionHeaders(bytes(100, { 0: [0x4d, 0x5a] })), RangeError);
  assertThrows(() => endOfSectionHeaders(bytes(10, { 0: ELF })), RangeError);
  assertThrows(() => endOfSectionHeaders(bytes(100, { 0: [0x7f, 0x45, 0x4c, 0x46, 1, 1] })));
});

Deno.test("targetOf() knows each target by its file's first bytes", () => {
  const pe = { 0: [0x4d, 0x5a], 0x3c: [0x80], 0x80: [0x50, 0x45, 0, 0, 0x64, 0x86] };
  assertEquals(targetOf(bytes(64, { 0: ELF, 0x12: [0x3e] })), "x86_64-unknown-linux-gnu");
  assertEquals(targetOf(bytes(64, { 0: ELF, 0x12: [0xb7] })), "aarch64-unknown-linux-gnu");
  assertEquals(
    targetOf(bytes(64, { 0: [0xcf, 0xfa, 0xed, 0xfe, 0x07, 0, 0, 0x01] })),
    "x86_64-apple-darwin",
  );
  assertEquals(
    targetOf(bytes(64, { 0: [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 0x01] })),
    "aarch64-apple-darwin",
  );
  assertEquals(targetOf(bytes(256, pe)), "x86_64-pc-windows-msvc");
});

Deno.test("targetOf() knows nothing of other files", () => {
  assertEquals(targetOf(bytes(63, { 0: ELF, 0x12: [0x3e] })), undefined);
  assertEquals(targetOf(bytes(64, { 0: ELF, 0x12: [0x03] })), undefined);
  assertEquals(targetOf(bytes(64, { 0: [0x4d, 0x5a], 0x3c: [0xff, 0xff, 0xff, 0xff] })), undefined);
  assertEquals(targetOf(new TextEncoder().encode("#!/bin/sh\n".repeat(10))), undefined);
});

Deno.test("fileName() adds .exe for Windows alone", () => {
  assertEquals(fileName("hubbub", "x86_64-pc-windows-msvc"), "hubbub.exe");
  assertEquals(fileName("hubbub", "aarch64-apple-darwin"), "hubbub");
});

Deno.test("isTarget() knows the five targets and no other", () => {
  assertEquals(isTarget("aarch64-unknown-linux-gnu"), true);
  assertEquals(isTarget("aarch64-pc-windows-msvc"), false);
  assertEquals(isTarget(""), false);
});
