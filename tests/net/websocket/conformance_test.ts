/**
 * Frames as a client sends them, rightly and wrongly (RFC 6455), judged from outside over a real socket.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { echoed } from "../../support/websocket_echo.ts";
import { close, text } from "../../support/websocket_frames.ts";

Deno.test("smoke", async () => {
  assertEquals(await echoed([text("hello"), close(1000)]), {
    messages: ["hello"],
    pongs: [],
    close: 1000,
    error: undefined,
  });
});
