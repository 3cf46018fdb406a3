/**
 * The subcommands in this process: a folder with rooms and events, and what a subcommand says of it.
 *
 * @module
 */

import type { RoomMessage } from "../../lib/core/message.ts";
import type { OrderChange } from "../../lib/core/order.ts";
import type { FolderTask as Task } from "../../lib/options/subcommand_args.ts";
import type { Writable } from "../../lib/program/standard_streams.ts";
import { Database } from "../../lib/store/sql/database.ts";
import type { PlaceState } from "../../lib/store/sql/place_table.ts";
import { runSubcommand } from "../../lib/upkeep/run.ts";
import { FakePacer } from "./fake_pacer.ts";
import { roomName } from "./store_samples.ts";

/** What a subcommand is to do, without what all have. */
export type Wanted = Task extends infer T ? T extends Task ? Omit<T, "data" | "language"> : never
  : never;

/** How a subcommand has ended, and what it has written. */
export interface Ended {
  readonly code: 0 | 1 | "stopped";
  readonly out: string;
  readonly err: string;
}

/** What a test may want to be otherwise. */
export interface Otherwise {
  readonly input?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
  readonly pacer?: FakePacer;
  readonly terminal?: Writable;
  readonly out?: Writable;
  readonly language?: "en" | "zh";
}

/** A folder that is removed at the end. */
export class Folder implements Disposable {
  /** Its path. */
  readonly path: string;
  readonly #outer: string;

  /** A new one, which is not made yet. */
  constructor() {
    this.#outer = Deno.makeTempDirSync();
    this.path = `${this.#outer}/data`;
  }

  /** Writes a room with its events, in this epoch. */
  addRoom(
    room: string,
    epoch: string,
    events: readonly RoomMessage[],
    state: Partial<PlaceState & { closed: number }> = {},
  ): void {
    using database = Database.open(this.path, { patience: 0 });
    database.transact(() => {
      const id = database.places.insert(roomName(room), epoch);
      for (const event of events) {
        database.events.insert(id, { ...event, room: roomName(room) });
      }
      const seq = events.at(-1)?.seq ?? 0;
      const usual = { topic: "", seq, reserved: seq, said: events.length, openFrom: 0 };
      database.places.update(id, { ...usual, ...state });
      if (state.closed !== undefined) database.places.close(id, state.closed);
    });
  }

  /** Writes what was decided. */
  decide(...changes: OrderChange[]): void {
    using database = Database.open(this.path, { patience: 0 });
    database.transact(() => changes.forEach((change) => database.order.apply(change)));
  }

  /** Runs a subcommand on the folder. */
  async run(wanted: Wanted, otherwise: Otherwise = {}): Promise<Ended> {
    const { input = "", language = "en" } = otherwise;
    const [out, err] = [new Written(), new Written()];
    const code = await runSubcommand({ ...wanted, data: this.path, language }, {
      input: typeof input === "string" ? bytesOf(input) : input,
      out: otherwise.out ?? out,
      err,
      terminal: otherwise.terminal,
      signal: otherwise.signal ?? new AbortController().signal,
      pacer: otherwise.pacer ?? new FakePacer(),
    });
    return { code, out: out.text, err: err.text };
  }

  /** The lines of an export of everything. */
  async exported(): Promise<string> {
    return (await this.run({ name: "export", room: undefined, format: "jsonl" })).out;
  }

  /** What is in the folder, with the bytes of each file. */
  files(): Map<string, Uint8Array> {
    return new Map(
      [...Deno.readDirSync(this.path)].map(({ name }) =>
        [name, Deno.readFileSync(`${this.path}/${name}`)] as const
      ).sort(([a], [b]) => a < b ? -1 : 1),
    );
  }

  /** The names of the files in which a text stands somewhere. */
  filesWith(text: string): string[] {
    const wanted = latin1(new TextEncoder().encode(text));
    return [...this.files()].filter(([, bytes]) => latin1(bytes).includes(wanted))
      .map(([name]) => name);
  }

  /** Removes the folder. */
  [Symbol.dispose](): void {
    Deno.removeSync(this.#outer, { recursive: true });
  }
}

/** Takes everything that is written. */
export class Written implements Writable {
  /** All of it. */
  text = "";

  write(bytes: Uint8Array): Promise<number> {
    this.text += new TextDecoder().decode(bytes);
    return Promise.resolve(bytes.length);
  }
}

/** An output whose reader has gone. */
export class Closed implements Writable {
  write(): Promise<number> {
    return Promise.reject(new Deno.errors.BrokenPipe("nobody reads"));
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
