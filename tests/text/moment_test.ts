/** @module */
import { assertEquals } from "@std/assert";
import { formatEnd, formatMoment, parseMoment } from "../../lib/text/moment.ts";

Deno.test("parseMoment() reads a day, a minute, and what an event has as time, in UTC", () => {
  for (
    const [text, time] of [
      ["2026-11-26", "2026-11-26T00:00:00.000Z"],
      ["2026-11-26 14:02", "2026-11-26T14:02:00.000Z"],
      ["2026-11-26T14:02", "2026-11-26T14:02:00.000Z"],
      [" 2026-11-26  14:02:33 ", "2026-11-26T14:02:33.000Z"],
      ["2026-11-26T14:02:33.5Z", "2026-11-26T14:02:33.500Z"],
      ["2026-11-26T14:02:33.123Z", "2026-11-26T14:02:33.123Z"],
      ["2024-02-29", "2024-02-29T00:00:00.000Z"],
      ["0001-01-01", "0001-01-01T00:00:00.000Z"],
    ] as const
  ) assertEquals(parseMoment(text), Date.parse(time), text);
});

Deno.test("parseMoment() reads nothing else", () => {
  for (
    const text of [
      "",
      "41",
      "yesterday",
      "2026-11",
      "2026-13-01",
      "2026-00-10",
      "2026-02-30",
      "2025-02-29",
      "2026-11-26 24:00",
      "2026-11-26 14:60",
      "2026-11-26 14",
      "2026-11-26T14:02:33+01:00",
      "2026-11-26 14:02 or so",
      "+2026-11-26",
    ]
  ) assertEquals(parseMoment(text), undefined, text);
});

Deno.test("what is over at a time that is shown is over then: an end is rounded up to the minute", () => {
  const minute = Date.UTC(2026, 10, 26, 14, 2);
  for (
    const [time, moment, end] of [
      [minute, "14:02", "14:02"],
      // Sums of two clocks are not exact.
      [minute + 0.001, "14:02", "14:02"],
      [minute - 0.001, "14:01", "14:02"],
      [minute + 1, "14:02", "14:03"],
      [minute + 59_999, "14:02", "14:03"],
    ] as const
  ) {
    assertEquals(formatMoment(time), `2026-11-26 ${moment} UTC`);
    assertEquals(formatEnd(time), `2026-11-26 ${end} UTC`);
  }
});
