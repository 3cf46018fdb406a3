/**
 * Snapshots in a stream of the engine. There are two slots. A snapshot goes, compressed and in chunks, into
 * the slot that does not have the newest, and its head comes last. The engine keeps one message for each
 * subject, so what is written takes the place of what was there, and no right to delete is needed.
 *
 * @module
 */

import type { Bytes, Millis } from "../../core/units.ts";
import { EngineFailure, type KeptSnapshot } from "../engine.ts";
import { SNAPSHOT_STREAM, snapshotSubject } from "./names.ts";
import { failureOf } from "./problems.ts";
import type { JetStreamClient, JetStreamManager } from "./library_types.ts";

/** The size of a chunk: below the longest message that a server takes by default. */
const CHUNK_SIZE: Bytes = 524_288;

/** The most chunks of a snapshot: 256 MiB of compressed text, ten times what 100,000 people need. */
const MAX_CHUNKS = 512;

/** How many chunks are asked for at a time. */
const AT_ONCE = 4;

/** How long the engine may take for one chunk. */
const CHUNK_MILLIS: Millis = 5000;

const SLOTS = [0, 1] as const;

/** The head of a slot. */
interface Head {
  readonly position: number;
  readonly chunks: number;
  /** SHA-256 of all chunks together, base64. */
  readonly digest: string;
}

/** What a slot has in the stream. */
interface SlotHead {
  readonly slot: number;
  readonly head: Head;
  readonly part: StoredPart;
}

/** A message of a snapshot, as it stands in the stream. */
export interface StoredPart {
  /** Its subject. */
  readonly subject: string;
  /** Its place in the stream. */
  readonly seq: number;
  /** What it holds. */
  readonly content: Uint8Array;
}

/** A snapshot as it stands in the stream. */
export interface StoredSnapshot extends KeptSnapshot {
  /** Its messages, the head last. */
  readonly parts: readonly StoredPart[];
}

/** What a writer knows of the stream: if it is not so any more, another one writes, and nothing is done. */
type Expected = { readonly lastSubjectSequence: number } | { readonly lastSequence: number };

/** The snapshots, over one connection. */
export class Snapshots {
  readonly #streams: JetStreamManager;
  readonly #publisher: JetStreamClient;

  /** Over a connection, by these two of its clients. */
  constructor(streams: JetStreamManager, publisher: JetStreamClient) {
    this.#streams = streams;
    this.#publisher = publisher;
  }

  /**
   * Keeps a snapshot in place of the older of two, unless there is one of this position or a later one. What
   * another node has kept meanwhile stays: a node that was frozen must not bring back what was forgotten.
   * Rejects with `EngineFailure`.
   */
  async keep({ position, data }: KeptSnapshot): Promise<void> {
    try {
      const firsts = await Promise.all(SLOTS.map((slot) => this.#get(snapshotSubject(slot, 0))));
      const [newest] = await this.#heads();
      if (newest !== undefined && newest.head.position >= position) return;
      const text = new TextEncoder().encode(data);
      const bytes = await throughStream(text, new CompressionStream("gzip"));
      const chunks = Math.ceil(bytes.length / CHUNK_SIZE);
      if (chunks > MAX_CHUNKS) throw new EngineFailure(`a snapshot of ${bytes.length} bytes`);
      const slot = newest?.slot === 0 ? 1 : 0;
      let expected: Expected = { lastSubjectSequence: firsts[slot]?.seq ?? 0 };
      for (let chunk = 0; chunk < chunks; chunk++) {
        const part = bytes.subarray(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE);
        const lastSequence = await this.#publish(snapshotSubject(slot, chunk), part, expected);
        expected = { lastSequence };
      }
      const head: Head = { position, chunks, digest: await digestOf(bytes) };
      const content = new TextEncoder().encode(JSON.stringify(head));
      await this.#publish(snapshotSubject(slot), content, expected);
    } catch (error) {
      throw failureOf("keep a snapshot", error);
    }
  }

  /**
   * The newest snapshot that is whole, of those that hold less than the records up to `before`: one that is
   * being replaced is none. Undefined if there is none. Rejects with `EngineFailure`.
   */
  async newest(before = Infinity): Promise<KeptSnapshot | undefined> {
    try {
      for (const head of await this.#heads()) {
        if (head.head.position >= before) continue;
        const snapshot = await this.#whole(head);
        if (snapshot !== undefined) return { position: snapshot.position, data: snapshot.data };
      }
      return undefined;
    } catch (error) {
      throw failureOf("read a snapshot", error);
    }
  }

  /** The heads of all snapshots, the newest first; some may not be whole. Rejects with `EngineFailure`. */
  async heads(): Promise<readonly Pick<KeptSnapshot, "position">[]> {
    try {
      return (await this.#heads()).map(({ head }) => head);
    } catch (error) {
      throw failureOf("read the snapshots", error);
    }
  }

  /** All that are whole, the newest first. Rejects with `EngineFailure`. */
  async all(): Promise<readonly StoredSnapshot[]> {
    try {
      const found: StoredSnapshot[] = [];
      for (const head of await this.#heads()) {
        const snapshot = await this.#whole(head);
        if (snapshot !== undefined) found.push(snapshot);
      }
      return found;
    } catch (error) {
      throw failureOf("read the snapshots", error);
    }
  }

  /**
   * Publishes a message of a snapshot again, if it still stands there, so that it has a later place. Rejects
   * with `EngineFailure`.
   */
  async move({ subject, seq, content }: StoredPart): Promise<void> {
    try {
      await this.#publish(subject, content, { lastSubjectSequence: seq });
    } catch (error) {
      throw failureOf("move a snapshot", error);
    }
  }

  /** The heads of the slots that have one, the newest first. */
  async #heads(): Promise<SlotHead[]> {
    const found = await Promise.all(SLOTS.map(async (slot) => {
      const part = await this.#get(snapshotSubject(slot));
      const head = headOf(part?.content);
      return part === undefined || head === undefined ? [] : [{ head, slot, part }];
    }));
    return found.flat().toSorted((a, b) => b.head.position - a.head.position);
  }

  /** The snapshot of a slot; undefined if not all of it is there. */
  async #whole({ slot, head, part }: SlotHead): Promise<StoredSnapshot | undefined> {
    const chunks = await this.#chunksOf(slot, head.chunks);
    if (chunks === undefined) return undefined;
    const bytes = await bytesOf(new Blob(chunks.map(({ content }) => Uint8Array.from(content))));
    if (await digestOf(bytes) !== head.digest) return undefined;
    const text = await throughStream(bytes, new DecompressionStream("gzip"));
    const data = new TextDecoder().decode(text);
    return { position: head.position, data, parts: [...chunks, part] };
  }

  async #chunksOf(slot: number, count: number): Promise<StoredPart[] | undefined> {
    const parts: StoredPart[] = [];
    for (let first = 0; first < count; first += AT_ONCE) {
      const wanted = Math.min(AT_ONCE, count - first);
      const asked = Array.from(
        { length: wanted },
        (_, each) => this.#get(snapshotSubject(slot, first + each)),
      );
      for (const part of await Promise.all(asked)) {
        if (part === undefined) return undefined;
        parts.push(part);
      }
    }
    return parts;
  }

  async #get(subject: string): Promise<StoredPart | undefined> {
    const found = await this.#streams.direct.getMessage(SNAPSHOT_STREAM, {
      last_by_subj: subject,
    });
    return found === null ? undefined : { subject, seq: found.seq, content: found.data };
  }

  /** Resolves with the place in the stream. */
  async #publish(subject: string, content: Uint8Array, expect: Expected): Promise<number> {
    const options = { retries: 0, timeout: CHUNK_MILLIS, expect };
    return (await this.#publisher.publish(subject, content, options)).seq;
  }
}

/** The head that a message has; undefined if there is no message, or it has none. Never throws. */
function headOf(bytes: Uint8Array | undefined): Head | undefined {
  if (bytes === undefined) return undefined;
  try {
    const { position, chunks, digest } = JSON.parse(new TextDecoder().decode(bytes));
    const isSound = Number.isSafeInteger(position) && Number.isSafeInteger(chunks) &&
      chunks > 0 && chunks <= MAX_CHUNKS && typeof digest === "string";
    return isSound ? { position, chunks, digest } : undefined;
  } catch {
    return undefined;
  }
}

async function throughStream(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return await bytesOf(new Response(new Blob([bytes]).stream().pipeThrough(stream)));
}

async function bytesOf(source: Blob | Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await source.arrayBuffer());
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toBase64();
}
