import { assertEquals } from "@std/assert";
import type { LeaveReason } from "../../lib/core/message.ts";
import { endingOf, endingOfDenial } from "../../lib/session/closing.ts";

Deno.test("a stream ends as the reason of its client says", () => {
  const put = { by: "daemon", from: "ann", text: "" } as const;
  const endings: [LeaveReason, string][] = [
    [{ by: "member", code: "quit" }, "done"],
    [{ by: "member", code: "end-of-input" }, "done"],
    [{ by: "daemon", code: "idle", after: 1000 }, "done"],
    [{ by: "daemon", code: "shutdown" }, "stopping"],
    [{ by: "daemon", code: "too-long" }, "too-big"],
    [{ by: "daemon", code: "too-slow" }, "busy"],
    [{ by: "daemon", code: "fault" }, "fault"],
    [{ by: "daemon", code: "refused" }, "refused"],
    [{ by: "daemon", code: "lockdown" }, "refused"],
    [{ ...put, code: "kicked" }, "refused"],
    [{ ...put, code: "banned" }, "refused"],
  ];
  for (const [reason, ending] of endings) assertEquals(endingOf(reason), ending, reason.code);
});

Deno.test("a peer that is not let in may come later only if there is no room for it", () => {
  assertEquals(endingOfDenial({ code: "refused", why: "full", open: 1000 }), "busy");
  assertEquals(endingOfDenial({ code: "refused", why: "per-address", open: 8 }), "busy");
  assertEquals(endingOfDenial({ code: "refused", why: "connect-rate", limit: 120 }), "busy");
  assertEquals(endingOfDenial({ code: "refused", why: "http" }), "refused");
  assertEquals(endingOfDenial({ code: "lockdown", why: "refused" }), "refused");
});
