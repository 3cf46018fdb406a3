/**
 * The standard streams of both programs: writes text to them in full, reads them, and interprets their
 * errors. If the reader of an output has gone away, that is a normal end. Any other error that prevents a
 * write must be reported.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { escapeUnprintable } from "../text/printable.ts";
import { streamProblemIn } from "../words/catalogue/streams.ts";
import type { StreamFault, StreamProblem } from "../words/streams.ts";

/** What text is written to. */
export interface Writable {
  /** Writes some of the bytes; resolves with how many. */
  write(bytes: Uint8Array): Promise<number>;
}

/** What is read. */
export interface Readable {
  /** Reads into the buffer; resolves with how many bytes, or with null at the end. */
  read(buffer: Uint8Array): Promise<number | null>;
}

/** The reader of the output has gone. */
export class OutputClosed extends Error {
  /** The name in stack traces. */
  override readonly name: string = "OutputClosed";
}

/** A standard stream cannot be used; the message is the sentence in English. */
export class StreamFailure extends Error {
  /** The name in stack traces. */
  override readonly name: string = "StreamFailure";
  /** What cannot be done, and why. */
  readonly problem: StreamProblem;

  /** For this problem; the error of the system is the cause. */
  constructor(problem: StreamProblem, options?: ErrorOptions) {
    super(streamProblemIn("en", problem), options);
    this.problem = problem;
  }
}

/** Waits for so many milliseconds. */
export type Rest = (millis: number) => Promise<void>;

const SHORTEST_REST = 10;
/** The longest pause before a blocked output is tried again. */
const LONGEST_OUTPUT_REST = 1000;
/** The longest pause before an input is tried again; a key must not wait longer. */
const LONGEST_INPUT_REST = 100;
const READ_BYTES = 64 * 1024;

/**
 * Writes all of a text. If the descriptor takes nothing, tries again after 10 ms, and then after twice
 * the time, up to a second.
 *
 * @throws {OutputClosed} if the reader has gone.
 * @throws {StreamFailure} if the text cannot be written for another reason.
 */
export async function writeText(file: Writable, text: string, rest: Rest = sleep): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  let millis = SHORTEST_REST;
  for (let sent = 0; sent < bytes.length;) {
    const count = await writeSome(file, bytes.subarray(sent));
    sent += count;
    if (count > 0) {
      millis = SHORTEST_REST;
    } else {
      await rest(millis);
      millis = Math.min(2 * millis, LONGEST_OUTPUT_REST);
    }
  }
}

/** What a program needs to show a text instead of running. */
export interface ShowParts {
  /** The name of the program, with which a complaint begins. */
  readonly program: string;
  /** The language of a complaint. */
  readonly language: Language;
  /** Where the text goes. */
  readonly out: Writable;
  /** Where a complaint goes. */
  readonly err: Writable;
}

/**
 * Writes a text that was asked for, such as the help. Resolves with the exit code: 0 also if nobody
 * reads it, 1 after a complaint if it cannot be written. Never rejects.
 */
export async function printText(text: string, parts: ShowParts): Promise<0 | 1> {
  const { program, language, out, err } = parts;
  try {
    await writeText(out, text);
    return 0;
  } catch (error) {
    if (error instanceof OutputClosed) return 0;
    const why = error instanceof StreamFailure
      ? streamProblemIn(language, error.problem)
      : String(error);
    await complain(err, `${program}: ${why}`);
    return 1;
  }
}

/**
 * Writes one line to standard error. Never rejects: if that fails, there is no other place to report it,
 * and the exit code remains.
 */
export async function complain(err: Writable, line: string): Promise<void> {
  try {
    await writeText(err, `${line}\n`);
  } catch {
    // See above.
  }
}

/**
 * The bytes of standard input, read when they are asked for. A descriptor that has nothing at the
 * moment is tried again. Errors with {@linkcode StreamFailure} if it cannot be read. Cancelling it
 * leaves a read that is under way to the end of the process.
 */
export function inputStream(
  file: Readable,
  rest: Rest = sleep,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const buffer = new Uint8Array(READ_BYTES);
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const count = await readSome(file, buffer, rest);
      if (count === null) controller.close();
      else controller.enqueue(buffer.slice(0, count));
    },
  }, { highWaterMark: 0 });
}

/**
 * The same bytes, but a failure of the input ends the stream instead of failing it, and is passed to `note`.
 * For readers that only need to know whether there is more input. Cancelling it cancels the input.
 */
export function endingAtFailure(
  input: ReadableStream<Uint8Array<ArrayBuffer>>,
  note: (failure: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = input.getReader();
  let isCancelled = false;
  const next = async () => {
    try {
      return await reader.read();
    } catch (error) {
      note(error);
      return { value: undefined, done: true } as const;
    }
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done } = await next();
      if (isCancelled) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel(reason) {
      isCancelled = true;
      return reader.cancel(reason);
    },
  }, { highWaterMark: 0 });
}

async function writeSome(file: Writable, bytes: Uint8Array): Promise<number> {
  try {
    return await file.write(bytes);
  } catch (error) {
    if (isPassing(error)) return 0;
    if (isReaderGone(error)) throw new OutputClosed("nobody reads the output", { cause: error });
    throw new StreamFailure({ code: "cannot-write", fault: faultOf(error) }, { cause: error });
  }
}

async function readSome(file: Readable, buffer: Uint8Array, rest: Rest): Promise<number | null> {
  for (let millis = SHORTEST_REST;; millis = Math.min(2 * millis, LONGEST_INPUT_REST)) {
    try {
      const count = await file.read(buffer);
      if (count !== 0) return count;
    } catch (error) {
      if (!isPassing(error)) {
        throw new StreamFailure({ code: "cannot-read", fault: faultOf(error) }, { cause: error });
      }
    }
    await rest(millis);
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Deno.errors.WouldBlock || error instanceof Deno.errors.Interrupted;
}

/** A pipe has lost its reader, or a socket its peer. */
function isReaderGone(error: unknown): boolean {
  return error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionReset;
}

/** Errors for which the runtime has no class, by the number of the system. */
const FAULTS: ReadonlyMap<string, Exclude<StreamFault["code"], "other">> = new Map([
  ["5", "io"],
  ["9", "bad-descriptor"],
  ["13", "denied"],
  ["21", "directory"],
  ["27", "too-large"],
  ["28", "no-space"],
]);

/** Each system has another number for a full quota, so the text is compared. */
const QUOTA = /quota exceeded/i;

/** Interprets an error of the system. Never throws. */
export function faultOf(error: unknown): StreamFault {
  const said = error instanceof Error ? error.message : String(error);
  const [, sentence = said, number = ""] = /^(.*) \(os error (\d+)\)/s.exec(said) ?? [];
  const code = QUOTA.test(sentence) ? "quota" : FAULTS.get(number);
  if (code !== undefined && Deno.build.os !== "windows") return { code };
  const text = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return { code: "other", text: escapeUnprintable(text) };
}

/** Waits; a {@linkcode Rest} of real time. */
export function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
