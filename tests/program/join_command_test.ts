import { assertEquals } from "@std/assert";
import { joinCommand } from "../../lib/program/join_command.ts";

Deno.test("the command to join has an address that can be reached", () => {
  assertEquals(joinCommand("127.0.0.1:8000", false), "nc 127.0.0.1 8000");
  assertEquals(joinCommand("0.0.0.0:8000", false), "nc 127.0.0.1 8000");
  assertEquals(joinCommand("[::]:8000", false), "nc ::1 8000");
  assertEquals(joinCommand("[2001:db8::1]:8000", false), "nc 2001:db8::1 8000");
  assertEquals(joinCommand("[::]:8443", true), "hubbub tls://HOST:8443");
  assertEquals(joinCommand("unix:/run/hubbub.sock", false), "nc -U /run/hubbub.sock");
  assertEquals(joinCommand("unix:/run/it's here", false), "nc -U '/run/it'\\''s here'");
});
