import { assertEquals, assertThrows } from "@std/assert";
import { Finding } from "./finding.ts";
import { checkOneOrder, markOf } from "./order.ts";

function hearings(...heard: string[][]) {
  return heard.map((lines, index) => ({ name: `c${index}`, lines }));
}

Deno.test("checkOneOrder() takes what different clients miss for no fault", () => {
  checkOneOrder(hearings(["a", "b", "d"], ["a", "c", "d"], ["b", "c"], []));
});

for (
  const [what, heard] of [
    ["two lines in different orders", [["a", "b", "c"], ["c", "a"]]],
    ["a contradiction over three", [["a", "b"], ["b", "c"], ["c", "a"]]],
    ["a line that one heard twice", [["a", "b", "a"], ["b"]]],
  ] as const
) {
  Deno.test(`checkOneOrder() finds ${what}`, () => {
    assertThrows(() => checkOneOrder(hearings(...heard.map((lines) => [...lines]))), Finding);
  });
}

Deno.test("markOf() knows a line by what is said only once, in any room", () => {
  const lines = ["s3: count 3 7", "#dev s3: count 3 7zzz", "ann: round 0 of ann", "s3: hello"];
  assertEquals(lines.map(markOf), ["count 3 7", "count 3 7", "round 0 of ann", undefined]);
});
