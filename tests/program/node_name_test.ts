/** @module */

import { assertEquals } from "@std/assert";
import { isNodeName, machineName } from "../../lib/program/node_name.ts";

Deno.test("a node has a plain word of at most 63 characters as its name", () => {
  for (const name of ["a", "A-1_b", "7", "n".repeat(63)]) assertEquals(isNodeName(name), true);
  for (const name of ["", "n".repeat(64), "a.b", "-a", "a_", "a b", "结点", "a\n", "a*", "a>"]) {
    assertEquals(isNodeName(name), false, name);
  }
});

Deno.test("machineName() is the first label of what the file says", async () => {
  const path = await Deno.makeTempFile();
  const nameOf = async (text: string) => {
    await Deno.writeTextFile(path, text);
    return await machineName(path);
  };
  try {
    assertEquals(await nameOf("web-1\n"), "web-1");
    assertEquals(await nameOf("web-1.example.org"), "web-1");
    for (const text of ["", "\n", "(none)\n", `${"n".repeat(64)}\n`, "a".repeat(600)]) {
      assertEquals(await nameOf(text), undefined, text);
    }
  } finally {
    await Deno.remove(path);
  }
  assertEquals(await machineName(path), undefined);
});
