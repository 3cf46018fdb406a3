/**
 * How figures are shown: which of them, under which title, in which unit.
 *
 * @module
 */

/** One column of a table. */
export interface Column {
  /** Its title, with the unit. */
  readonly title: string;
  /** The name of the figure. */
  readonly key: string;
  /** Makes text of it; is not called for what could not be had. */
  readonly show: (value: number) => string;
  /** Whether a column with the ratio to the first server follows. */
  readonly hasRatio?: boolean;
}

/** 1234567 as `1.23M`, 12345 as `12.3k`, 123 as `123`. */
export function showCount(value: number): string {
  if (Math.abs(value) >= 1e6) return `${(value / 1e6).toFixed(2)}M`;
  if (Math.abs(value) >= 1e4) return `${(value / 1e3).toFixed(1)}k`;
  return value.toFixed(0);
}

/** Shows so many digits behind the point. */
export function showDigits(digits: number): (value: number) => string {
  return (value) => value.toFixed(digits);
}

/** Bytes as megabytes of 2^20. */
export function showMegabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0);
}

/** A share of one as per cent. */
export function showPercent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

const METER: Column = { title: "meter busy", key: "meterBusy", show: showPercent };

const COST: readonly Column[] = [
  { title: "CPU us each", key: "cpuMicros", show: showDigits(3) },
  { title: "cores", key: "cores", show: showDigits(2) },
  { title: "peak MB", key: "peakBytes", show: showMegabytes },
  METER,
];

const LATENCY: readonly Column[] = [
  { title: "p50 ms", key: "p50Millis", show: showDigits(2) },
  { title: "p99 ms", key: "p99Millis", show: showDigits(2) },
  { title: "max ms", key: "maxMillis", show: showDigits(1) },
];

/** The columns of each kind of work. */
export const COLUMNS = {
  /** Start-up. */
  start: [
    { title: "start ms", key: "startMillis", show: showDigits(0) },
    { title: "empty MB", key: "residentBytes", show: showMegabytes },
  ],
  /** Fan-out, closed loop. */
  fanout: [
    { title: "deliveries/s", key: "deliveriesPerSecond", show: showCount, hasRatio: true },
    ...LATENCY,
    ...COST,
  ],
  /** Room, open loop. */
  room: [
    { title: "got/due", key: "deliveredShare", show: showDigits(3) },
    ...LATENCY,
    { title: "meter lag p99 ms", key: "meterLagP99Millis", show: showDigits(2) },
    ...COST,
  ],
  /** Rooms, open loop, beside one room. */
  rooms: [
    { title: "got/due", key: "deliveredShare", show: showDigits(3) },
    { title: "p50 ms", key: "p50Millis", show: showDigits(2), hasRatio: true },
    { title: "p99 ms", key: "p99Millis", show: showDigits(2), hasRatio: true },
    { title: "meter lag p99 ms", key: "meterLagP99Millis", show: showDigits(2) },
    { title: "CPU us each", key: "cpuMicros", show: showDigits(2), hasRatio: true },
    { title: "cores", key: "cores", show: showDigits(2) },
    { title: "peak MB", key: "peakBytes", show: showMegabytes },
    METER,
  ],
  /** Idle clients. */
  idle: [
    { title: "connects/s", key: "connectsPerSecond", show: showCount },
    { title: "slowest ms", key: "connectMaxMillis", show: showDigits(0) },
    { title: "bytes each", key: "bytesPerClient", show: showCount },
    { title: "full MB", key: "residentBytes", show: showMegabytes },
    { title: "join CPU s", key: "joinCpuSeconds", show: showDigits(2), hasRatio: true },
    { title: "quiet after s", key: "quietAfterSeconds", show: showDigits(1) },
  ],
  /** Coming and going. */
  churn: [
    { title: "cycles/s", key: "cyclesPerSecond", show: showCount, hasRatio: true },
    { title: "p50 ms", key: "cycleP50Millis", show: showDigits(2) },
    { title: "p99 ms", key: "cycleP99Millis", show: showDigits(2) },
    { title: "CPU us each", key: "cpuMicros", show: showDigits(0) },
    { title: "drift MB", key: "driftBytes", show: showMegabytes },
    { title: "descriptors left", key: "descriptorsLeft", show: showDigits(0) },
    METER,
  ],
  /** Stuck clients among healthy ones. */
  slow: [
    { title: "got/due", key: "deliveredShare", show: showDigits(3) },
    ...LATENCY,
    { title: "CPU us each", key: "cpuMicros", show: showDigits(2) },
    { title: "growth MB", key: "growthBytes", show: showMegabytes },
    { title: "stuck dropped", key: "stuckDropped", show: showDigits(0) },
    { title: "after s", key: "droppedAfterSeconds", show: showDigits(1) },
    METER,
  ],
  /** More than can be carried. */
  overload: [
    { title: "offered lines/s", key: "offeredLinesPerSecond", show: showCount },
    { title: "taken", key: "acceptedLinesPerSecond", show: showCount },
    { title: "deliveries/s", key: "deliveriesPerSecond", show: showCount },
    { title: "skipped", key: "skippedShare", show: showPercent },
    { title: "p50 ms", key: "p50Millis", show: showDigits(1) },
    { title: "p99 ms", key: "p99Millis", show: showDigits(1) },
    { title: "worst second p99", key: "worstP99Millis", show: showDigits(1) },
    { title: "early MB", key: "earlyBytes", show: showMegabytes },
    { title: "late MB", key: "lateBytes", show: showMegabytes },
    { title: "peak MB", key: "peakBytes", show: showMegabytes },
    { title: "fairness", key: "fairness", show: showDigits(3) },
    { title: "least share", key: "leastShare", show: showDigits(2) },
    METER,
  ],
} as const satisfies Record<string, readonly Column[]>;
