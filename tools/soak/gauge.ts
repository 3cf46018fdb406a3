/**
 * What the kernel says of the daemon, second by second, and what follows from it.
 *
 * @module
 */

import { countDescriptors, readProcess } from "../../bench/meter/proc.ts";
import { type Trend, trendOf } from "./trend.ts";

const MIB = 1 << 20;

/** A growth of memory beyond this is a leak; less may be the collector's way. */
const MEMORY_SLACK = { absolute: 16 * MIB, share: 0.15 };
/** Descriptors follow the number of connections, which goes up and down by some. */
const DESCRIPTOR_SLACK = { absolute: 24, share: 0.05 };

/** The state of the daemon at one moment. */
export interface Reading {
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Open descriptors. */
  readonly descriptors: number;
}

/** Keeps readings of one process. */
export class Gauge {
  readonly #pid: number;
  readonly #readings: Reading[] = [];

  /** A gauge of the process with this id. */
  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Reads now, without keeping it. What cannot be known is NaN. */
  look(): Reading {
    return {
      memory: readProcess(this.#pid)?.residentBytes ?? NaN,
      descriptors: countDescriptors(this.#pid),
    };
  }

  /** Reads now, and keeps it for the trends. */
  note(): Reading {
    const reading = this.look();
    this.#readings.push(reading);
    return reading;
  }

  /** How memory went, in bytes. */
  get memoryTrend(): Trend {
    return trendOf(this.#readings.map(({ memory }) => memory), MEMORY_SLACK);
  }

  /** How descriptors went. */
  get descriptorTrend(): Trend {
    return trendOf(this.#readings.map(({ descriptors }) => descriptors), DESCRIPTOR_SLACK);
  }
}

/** Bytes as mebibytes, e.g. `123.4 MiB`. */
export function mebibytes(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
