import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { formatDays, formatDuration, parseDuration } from "../../lib/text/duration.ts";

Deno.test("parseDuration reads each unit, and several together", () => {
  assertEquals(parseDuration("500ms"), 500);
  assertEquals(parseDuration("30s"), 30_000);
  assertEquals(parseDuration("5m"), 300_000);
  assertEquals(parseDuration("1h"), 3_600_000);
  assertEquals(parseDuration("1h30m"), 5_400_000);
  assertEquals(parseDuration("1h2m3s4ms"), 3_723_004);
  assertEquals(parseDuration("30d"), 2_592_000_000);
  assertEquals(parseDuration("1d12h"), 129_600_000);
  assertEquals(parseDuration("99999d"), 8_639_913_600_000);
  assertEquals(parseDuration("0"), 0);
  assertEquals(parseDuration("0s"), 0);
});

Deno.test("parseDuration refuses everything else", () => {
  const wrong = [
    "",
    "5",
    "00",
    "m",
    "-5m",
    "+5m",
    "1.5h",
    "5 m",
    " 5m",
    "5m ",
    "5M",
    "5w",
    "100000d",
    "1m1d",
    "1m1h",
  ];
  for (const text of [...wrong, "5m5m", "1e3s", "0x5s", "5m\n", "٥m", "1234567890s", "toString"]) {
    assertEquals(parseDuration(text), undefined, JSON.stringify(text));
  }
});

Deno.test("formatDuration writes the largest units first and leaves out zeros", () => {
  assertEquals(formatDuration(500), "500ms");
  assertEquals(formatDuration(1_000), "1s");
  assertEquals(formatDuration(90_000), "1m30s");
  assertEquals(formatDuration(300_000), "5m");
  assertEquals(formatDuration(3_600_000), "1h");
  assertEquals(formatDuration(3_601_001), "1h1s1ms");
  assertEquals(formatDuration(604_800_000), "168h");
  assertEquals(formatDuration(0.4), "0s");
});

Deno.test("formatDuration writes 0s for what is no duration", () => {
  for (const value of [0, -1, NaN, Infinity, -Infinity]) assertEquals(formatDuration(value), "0s");
});

Deno.test("parseDuration reads whatever formatDuration wrote", () => {
  fc.assert(fc.property(fc.nat({ max: 1e12 }), (millis) => {
    assertEquals(parseDuration(formatDuration(millis)), millis);
  }));
});

Deno.test("formatDays writes whole days as such, and everything else as formatDuration", () => {
  assertEquals(formatDays(2_592_000_000), "30d");
  assertEquals(formatDays(90_000_000), "25h");
  assertEquals(formatDays(0), "0s");
});
