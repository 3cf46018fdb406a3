import { assertEquals } from "@std/assert";
import { MAX_REMEMBERED, Unanswered } from "../../../lib/client/pipe/unanswered.ts";
import { play } from "../../support/piped.ts";

function say(unanswered: Unanswered, text: string): void {
  unanswered.add({ type: "say", text }, "lobby");
}

function hear(unanswered: Unanswered, text: string, from = "ann"): void {
  unanswered.note({ kind: "message", room: "lobby", seq: 1, from, text }, "ann");
}

Deno.test("Unanswered counts what stands behind the last line that came back", () => {
  const unanswered = new Unanswered();
  for (const text of ["one", "refused", "two", "three"]) say(unanswered, text);
  hear(unanswered, "one");
  hear(unanswered, "two", "bob");
  assertEquals(unanswered.count, 3);
  hear(unanswered, "two");
  assertEquals(unanswered.count, 1);
});

Deno.test("Unanswered counts what says nothing as answered", () => {
  const unanswered = new Unanswered();
  unanswered.add({ type: "who" }, "lobby");
  say(unanswered, "");
  assertEquals(unanswered.count, 0);
});

Deno.test("Unanswered remembers a bounded number of texts, and counts all lines", () => {
  const unanswered = new Unanswered();
  for (let index = 0; index <= 2 * MAX_REMEMBERED; index++) say(unanswered, `line ${index}`);
  assertEquals(unanswered.count, 2 * MAX_REMEMBERED + 1);
  hear(unanswered, "line 3");
  assertEquals(unanswered.count, 2 * MAX_REMEMBERED);
  hear(unanswered, `line ${MAX_REMEMBERED}`);
  assertEquals(unanswered.count, MAX_REMEMBERED);
});

Deno.test("a pipe says how many lines may not have been delivered, and gives 1", async () => {
  const { code, err } = await play(async (peer, client) => {
    await peer.welcome(["bob"]);
    client.type("one\ntwo\nthree\n");
    client.end();
    for (let line = await peer.hear(); line !== undefined; line = await peer.hear());
    await peer.message("ann", "one");
    await peer.bye("shutdown");
  });
  assertEquals(code, 1);
  assertEquals(err, "hubbub: 2 lines that were sent may not have been delivered\n");
});

Deno.test("a connection that ends without a bye may have lost lines, and gives 1", async () => {
  const { code, err } = await play(async (peer, client) => {
    await peer.welcome(["bob"]);
    client.type("one\n");
    client.end();
    for (let line = await peer.hear(); line !== undefined; line = await peer.hear());
    peer.close();
  });
  assertEquals(code, 1);
  assertEquals(err, "hubbub: 1 line that was sent may not have been delivered\n");
});

Deno.test("a pipe whose lines were all said before the daemon stopped gives 0", async () => {
  const { code, err } = await play(async (peer, client) => {
    await peer.welcome(["bob"]);
    client.type("one\n");
    client.end();
    for (let line = await peer.hear(); line !== undefined; line = await peer.hear());
    await peer.message("ann", "one");
    await peer.bye("shutdown");
  });
  assertEquals([code, err], [0, ""]);
});
