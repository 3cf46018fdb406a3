import { assertEquals } from "@std/assert";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { CHINESE } from "../../../lib/words/zh/phrases.ts";
import { Comings } from "../../../lib/client/terminal/comings.ts";

Deno.test("who came and who went is one line, in every language", () => {
  const comings = new Comings(new Date(0));
  comings.arrive("cay");
  comings.arrive("dan");
  assertEquals(comings.text(ENGLISH), "cay, dan have arrived");
  comings.leave("cay");
  assertEquals(comings.text(ENGLISH), "cay, dan have arrived; cay has left");
  assertEquals(comings.text(CHINESE), "cay、dan 来了；cay 离开了");
});
