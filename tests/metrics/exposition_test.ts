import { assertEquals } from "@std/assert";
import { expose } from "../../lib/metrics/exposition.ts";
import { counter, distribution, gauge, tallied } from "../../lib/metrics/family.ts";
import { Histogram } from "../../lib/metrics/histogram.ts";
import { Tally } from "../../lib/metrics/tally.ts";

Deno.test("expose() writes counters and gauges", () => {
  const families = [
    counter("hubbub_a_total", "How often.", 3),
    gauge("hubbub_b_bytes", "How much.", 0.25),
    gauge("hubbub_c", "Whether.", true),
  ];
  assertEquals(
    expose(families),
    "# HELP hubbub_a_total How often.\n# TYPE hubbub_a_total counter\nhubbub_a_total 3\n" +
      "# HELP hubbub_b_bytes How much.\n# TYPE hubbub_b_bytes gauge\nhubbub_b_bytes 0.25\n" +
      "# HELP hubbub_c Whether.\n# TYPE hubbub_c gauge\nhubbub_c 1\n",
  );
});

Deno.test("expose() writes one sample for each word of a tally, and escapes it", () => {
  const tally = new Tally(['a"b\\c\nd']);
  assertEquals(
    expose([tallied("hubbub_a_total", "a\\b\nc", { label: "reason", tally })]),
    "# HELP hubbub_a_total a\\\\b\\nc\n# TYPE hubbub_a_total counter\n" +
      'hubbub_a_total{reason="a\\"b\\\\c\\nd"} 0\n',
  );
});

Deno.test("expose() writes a histogram with cumulative buckets", () => {
  const histogram = new Histogram([0.00001, 0.5]);
  histogram.observe(0.25);
  histogram.observe(2);
  assertEquals(
    expose([distribution("hubbub_a_seconds", "How long.", histogram)]),
    "# HELP hubbub_a_seconds How long.\n# TYPE hubbub_a_seconds histogram\n" +
      'hubbub_a_seconds_bucket{le="0.00001"} 0\n' +
      'hubbub_a_seconds_bucket{le="0.5"} 1\n' +
      'hubbub_a_seconds_bucket{le="+Inf"} 2\n' +
      "hubbub_a_seconds_sum 2.25\n" +
      "hubbub_a_seconds_count 2\n",
  );
});

Deno.test("expose() writes infinities as Prometheus does", () => {
  const text = expose([gauge("hubbub_a", "A.", Infinity), gauge("hubbub_b", "B.", -Infinity)]);
  assertEquals(text.split("\n").filter((line) => !line.startsWith("#")), [
    "hubbub_a +Inf",
    "hubbub_b -Inf",
    "",
  ]);
});
