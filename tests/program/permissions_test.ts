import { assertEquals } from "@std/assert";
import { type LastingNeeds, permissionsNeeded } from "../../lib/program/permissions.ts";

const NOTHING: LastingNeeds = {
  hasTls: false,
  hasCluster: false,
  hasUnixSockets: false,
  hasData: false,
  hasFiles: false,
};

Deno.test("a daemon on plain ports alone needs no permission after its start", () => {
  assertEquals(permissionsNeeded(NOTHING), []);
});

Deno.test("each thing that lasts keeps what it needs, and no more", () => {
  const kept = (needs: Partial<LastingNeeds>) => permissionsNeeded({ ...NOTHING, ...needs });
  assertEquals(kept({ hasTls: true }), ["net", "read"]);
  assertEquals(kept({ hasCluster: true }), ["net"]);
  assertEquals(kept({ hasUnixSockets: true }), ["read", "write"]);
  assertEquals(kept({ hasData: true }), ["read", "write"]);
  assertEquals(kept({ hasFiles: true }), ["read"]);
  assertEquals(kept({ hasTls: true, hasData: true, hasUnixSockets: true, hasFiles: true }), [
    "net",
    "read",
    "write",
  ]);
});
