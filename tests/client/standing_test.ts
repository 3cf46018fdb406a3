import { assertEquals } from "@std/assert";
import type { DaemonEvent } from "../../lib/client/daemon_event.ts";
import { Standing } from "../../lib/client/standing.ts";

function welcome(seq: number, you = "ann"): DaemonEvent {
  return { type: "welcome", you, members: [you], seq };
}

function said(seq: number, isHistory = false): DaemonEvent {
  return { type: "message", seq, isHistory, from: "bob", text: "hi" };
}

const SHOWN = { isShown: true, missed: 0 };

Deno.test("Standing asks for the name it was given, and then for the one it took", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  assertEquals(standing.wanted, "ann");
  standing.note(welcome(1, "guest-4"));
  assertEquals([standing.you, standing.wanted], ["guest-4", "ann"]);
  standing.note({ type: "renamed", from: "guest-4", to: "zoe", seq: 2, isHistory: false });
  assertEquals([standing.you, standing.wanted], ["zoe", "zoe"]);
});

Deno.test("a gap on one connection is the daemon's to tell", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  standing.note(welcome(10));
  assertEquals(standing.note(said(11)), SHOWN);
  assertEquals(standing.note(said(20)), SHOWN);
});

Deno.test("a gap between two connections is told once", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  standing.note(welcome(10));
  standing.note(said(11));
  standing.note(welcome(14));
  assertEquals(standing.note(said(15)), { isShown: true, missed: 3 });
  assertEquals(standing.note(said(16)), SHOWN);
});

Deno.test("history that was read before is not shown again, and closes the gap", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  standing.note(welcome(10));
  standing.note(said(11));
  standing.note(welcome(13));
  assertEquals(standing.note(said(11, true)).isShown, false);
  assertEquals(standing.note(said(12, true)), SHOWN);
  assertEquals(standing.note(said(13, true)), SHOWN);
  assertEquals(standing.note(said(14)), SHOWN);
});

Deno.test("a daemon that counts anew leaves no gap", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  standing.note(welcome(500));
  standing.note(welcome(0));
  assertEquals(standing.note(said(1)), SHOWN);
  assertEquals(standing.note(said(2)), SHOWN);
});

Deno.test("one's own arrival is known from the greeting", () => {
  const standing = new Standing({ name: "ann", isChosen: true });
  standing.note(welcome(10));
  const joined = { type: "joined", seq: 11, isHistory: false } as const;
  assertEquals(standing.note({ ...joined, name: "ann" }).isShown, false);
  assertEquals(standing.note({ ...joined, name: "bob", seq: 12 }), SHOWN);
});

Deno.test("a guessed name that cannot be had is neither spoken of nor asked for again", () => {
  const standing = new Standing({ name: "root", isChosen: false });
  standing.note(welcome(10, "guest-1"));
  const notice = {
    type: "notice",
    code: "name-reserved",
    text: "the name root is reserved",
  } as const;
  assertEquals(standing.note(notice).isShown, false);
  assertEquals(standing.note(notice).isShown, true);
  assertEquals(standing.wanted, undefined);
});

Deno.test("a chosen name that cannot be had is spoken of", () => {
  const standing = new Standing({ name: "root", isChosen: true });
  standing.note(welcome(10, "guest-1"));
  const notice = {
    type: "notice",
    code: "name-reserved",
    text: "the name root is reserved",
  } as const;
  assertEquals(standing.note(notice).isShown, true);
  assertEquals(standing.wanted, "root");
});
