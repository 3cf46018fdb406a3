import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { People } from "../../../lib/client/terminal/people.ts";

function said(from: string): DaemonEvent {
  return { kind: "message", seq: 1, isHistory: false, from, text: "x" };
}

Deno.test("others are offered by who spoke last, then by name", () => {
  const people = new People();
  people.note({ kind: "welcome", you: "ann", members: ["zoe", "ann", "bob", "cay"], seq: 0 }, 0);
  people.note(said("cay"), 1);
  people.note(said("zoe"), 2);
  people.note(said("ann"), 3);
  assertEquals(people.others, ["zoe", "cay", "bob"]);
  people.note({ kind: "renamed", from: "zoe", to: "zed", seq: 1, isHistory: false }, 4);
  people.note({
    kind: "left",
    name: "cay",
    seq: 1,
    isHistory: false,
    reason: { by: "member", code: "", known: undefined },
  }, 5);
  assertEquals(people.others, ["zed", "bob"]);
});

Deno.test("twenty thousand people are remembered, and no more", () => {
  const people = new People();
  const joined = { kind: "joined", seq: 1, isHistory: false } as const;
  for (let i = 0; i < 20_005; i++) people.note({ ...joined, name: `p${i}` }, i);
  assertEquals(people.others.length, 20_000);
  assertEquals(people.others.includes("p4"), false);
});
