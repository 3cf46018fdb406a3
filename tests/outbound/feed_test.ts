/** @module */
import { assertEquals } from "@std/assert";
import { LOBBY } from "../../lib/core/units.ts";
import { Feed } from "../../lib/outbound/feed.ts";
import { textCodec } from "../../lib/wire/text/codec.ts";

function spoken(): Feed {
  const feed = new Feed(LOBBY, textCodec);
  feed.append("one\n", 3);
  feed.append("two\n", 5);
  feed.append("three\n", 9);
  return feed;
}

Deno.test("Feed.batch() has the lines of the turn, and clear() begins the next", () => {
  const feed = spoken();
  assertEquals(feed.isSilent, false);
  const batch = feed.batch();
  feed.clear();
  assertEquals(feed.isSilent, true);
  feed.append("four\n", 0);
  assertEquals(batch.lines, ["one\n", "two\n", "three\n"]);
  assertEquals(feed.batch().lines, ["four\n"]);
});

Deno.test("Feed.said() gives the lines of a range of ordinals, its end not included", () => {
  const ordinals = (from: number, to: number) =>
    spoken().said(from, to).map(({ ordinal, line, place }) => {
      assertEquals(place, LOBBY);
      return `${ordinal} ${line.trimEnd()}`;
    });
  assertEquals(ordinals(0, Infinity), ["3 one", "5 two", "9 three"]);
  assertEquals(ordinals(4, 9), ["5 two"]);
  assertEquals(ordinals(3, 3), []);
  assertEquals(ordinals(10, Infinity), []);
});
