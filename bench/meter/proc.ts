/**
 * What the kernel says of a process: processor time, memory, descriptors. Linux only; elsewhere there
 * is nothing to say, and the columns stay empty.
 *
 * @module
 */

const TICKS_PER_SECOND = 100;

/** A process at one moment. */
export interface ProcessState {
  /** Processor time of all its threads so far, in seconds. */
  readonly cpuSeconds: number;
  /** The part of it spent outside the kernel, in seconds. */
  readonly userSeconds: number;
  /** Resident memory in bytes. */
  readonly residentBytes: number;
  /** The most resident memory since the start or since `resetPeak`, in bytes. */
  readonly peakBytes: number;
}

/** Reads the state of a process; undefined if it is gone or the system has no such files. Never throws. */
export function readProcess(pid: number): ProcessState | undefined {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const user = Number(fields[11]) / TICKS_PER_SECOND;
    const system = Number(fields[12]) / TICKS_PER_SECOND;
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return {
      cpuSeconds: user + system,
      userSeconds: user,
      residentBytes: kilobytes(status, "VmRSS") * 1024,
      peakBytes: kilobytes(status, "VmHWM") * 1024,
    };
  } catch {
    return undefined;
  }
}

/** Lets the peak of resident memory start again from here, where that is possible. Never throws. */
export function resetPeak(pid: number): void {
  try {
    Deno.writeTextFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // The peak then covers the whole life of the process.
  }
}

/** Open descriptors of a process; NaN where that cannot be known. Never throws. */
export function countDescriptors(pid: number): number {
  try {
    return Array.from(Deno.readDirSync(`/proc/${pid}/fd`)).length;
  } catch {
    return NaN;
  }
}

function kilobytes(status: string, key: string): number {
  return Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? NaN);
}
