import { assertEquals } from "@std/assert";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";
import { CHINESE } from "../../../../lib/words/zh/phrases.ts";
import { Arrivals } from "../../../../lib/client/terminal/talk/arrivals.ts";

Deno.test("who came and who went is one line, in every language", () => {
  const arrivals = new Arrivals();
  arrivals.arrive("cay");
  arrivals.arrive("dan");
  assertEquals(arrivals.text(ENGLISH), "cay, dan have arrived");
  arrivals.leave("cay");
  assertEquals(arrivals.text(ENGLISH), "cay, dan have arrived; cay has left");
  assertEquals(arrivals.text(CHINESE), "cay、dan 来了；cay 离开了");
});
