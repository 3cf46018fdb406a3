import { assertEquals } from "@std/assert";
import { fileFaultOf } from "../../lib/program/short_file.ts";

Deno.test("a file that the runtime keeps from the program is one that it may not read", () => {
  const { NotCapable, PermissionDenied } = Deno.errors;
  assertEquals(fileFaultOf(new PermissionDenied("x")), { code: "denied" });
  assertEquals(fileFaultOf(new NotCapable('Requires all access to "/proc/1/mem"')), {
    code: "denied",
  });
});
