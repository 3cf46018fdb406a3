import { assertEquals } from "@std/assert";
import { Rounds } from "../../../lib/client/connection/rounds.ts";

Deno.test("each address is tried once in a round, and only the rounds wait, longer each time", () => {
  const rounds = new Rounds(3);
  const tried: (number | "wait")[] = [];
  for (let attempt = 1; attempt <= 8; attempt++) {
    if (rounds.isOver) tried.push(rounds.begin(0));
    rounds.noteAttempt();
    tried.push("wait");
  }
  const round = ["wait", "wait", "wait"] as const;
  assertEquals(tried, [...round, 1000, ...round, 2000, "wait", "wait"]);
});

Deno.test("a lost connection begins a round; one that lasted begins the delays anew", () => {
  const rounds = new Rounds(2);
  const lose = (lasting: number) => {
    rounds.noteAttempt();
    rounds.noteWelcome(0);
    assertEquals([rounds.isOver, rounds.hasEntered], [true, true]);
    rounds.noteEnd(lasting);
    return rounds.begin(0);
  };
  assertEquals([lose(0), lose(29_999), lose(30_000), lose(1)], [1000, 2000, 1000, 2000]);
  assertEquals(rounds.hasEntered, false);
});
