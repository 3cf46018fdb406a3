/**
 * The client in a pipe, in this process, against a scripted daemon.
 *
 * @module
 */

import { paintPlain } from "../../lib/client/colors.ts";
import type { ConversationOptions } from "../../lib/client/connection/conversation.ts";
import { openLink } from "../../lib/client/connection/link.ts";
import { Output } from "../../lib/client/pipe/output.ts";
import { runPipe } from "../../lib/client/pipe/pipe.ts";
import { Rooms } from "../../lib/client/rooms/rooms.ts";
import type { TimestampStyle } from "../../lib/client/settings/config.ts";
import type { InputKind } from "../../lib/client/pipe/sender.ts";
import { ClientState } from "../../lib/client/connection/client_state.ts";
import { OutputClosed } from "../../lib/program/standard_streams.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { Servers } from "../../lib/client/connection/servers.ts";
import { Failover } from "../../lib/client/pipe/failover.ts";
import type { TcpAddress } from "../../lib/net/address.ts";
import { type FakePeer, FakeServer } from "./fake_server.ts";

/** What a test may want to be otherwise. */
export interface PipedOptions {
  /** The conversation's limits, if not the usual ones. */
  readonly limits?: ConversationOptions | undefined;
  /** The rooms that are asked for; the lobby is left out if there are any. */
  readonly rooms?: readonly string[];
  /** How many lines of history are asked for on entry. */
  readonly history?: number;
  /** The time before each line. */
  readonly timestamps?: TimestampStyle;
  /** Whether no input is read. */
  readonly isListenOnly?: boolean;
}

/** A client in a pipe: what the test writes is its input, what it printed is read as text. */
export class Piped {
  /** Settles with its exit code. */
  readonly code: Promise<number>;
  readonly #input = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  readonly #writer = this.#input.writable.getWriter();
  /** Settles when the next text is printed. */
  #printed = Promise.withResolvers<void>();
  /** What it has printed. */
  out = "";
  /** What it has complained of. */
  err = "";
  /** Whether nobody reads what it prints. */
  isOutputClosed = false;
  /** What the output waits for before it takes anything. */
  untilTaken: Promise<void> = Promise.resolve();

  /** Connects at once: to a daemon that ends it with the connection, or to one address after the other. */
  constructor(
    server: FakeServer | readonly TcpAddress[],
    kind: InputKind,
    options: PipedOptions = {},
  ) {
    this.code = this.#run(server, kind, options);
  }

  /** Writes bytes to its input. */
  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#writer.write(bytes).catch(() => {});
  }

  /** The input can be read no longer. */
  break(error: Error): void {
    this.#writer.abort(error).catch(() => {});
  }

  /** Writes text to its input. */
  type(text: string): void {
    this.#writer.write(new TextEncoder().encode(text)).catch(() => {});
  }

  /** Settles when something with this text has been printed. */
  async until(text: string): Promise<void> {
    while (!this.out.includes(text)) await this.#printed.promise;
  }

  /** Ends its input. */
  end(): void {
    this.#writer.close().catch(() => {});
  }

  async #run(
    server: FakeServer | readonly TcpAddress[],
    kind: InputKind,
    { limits, rooms = [], history = 0, timestamps = "off", isListenOnly = false }: PipedOptions,
  ): Promise<number> {
    const isJson = kind === "json";
    const output = new Output(
      { isJson, timestamps, paint: paintPlain, phrases: ENGLISH },
      {
        out: async (text) => {
          if (this.isOutputClosed) throw new OutputClosed();
          await this.untilTaken;
          this.out += text;
          this.#printed.resolve();
          this.#printed = Promise.withResolvers();
        },
        err: (text) => {
          this.err += text;
          return Promise.resolve();
        },
      },
    );
    const clientState = new ClientState(
      { name: "ann", isChosen: true },
      new Rooms(rooms, true, history),
    );
    const [first, ...others] = server instanceof FakeServer ? [server.address] : server;
    if (first === undefined) throw new RangeError("there is no address");
    const places = new Servers(
      [first, ...others],
      (address, hello) => openLink(address, hello, { deadlineMillis: 5000 }),
    );
    const failover = new Failover({
      ...{ places, clientState, output, phrases: ENGLISH },
      connect: (hello) => places.connect(hello),
      wait: () => Promise.resolve(),
    });
    using link = await failover.first();
    return await runPipe({
      link,
      next: others.length > 0 ? (ending) => failover.next(ending) : undefined,
      clientState,
      input: isListenOnly ? undefined : { bytes: this.#input.readable, kind },
      output,
      isJson,
      phrases: ENGLISH,
      language: "en",
      limits,
    });
  }
}

/** Plays a daemon against a client in a pipe; returns the client when it has ended. */
export async function play(
  script: (peer: FakePeer, client: Piped) => Promise<void>,
  kind?: InputKind,
  options?: PipedOptions,
): Promise<{ code: number; out: string; err: string }> {
  await using server = new FakeServer();
  const client = new Piped(server, kind ?? "typed", options);
  await script(await server.accept(), client);
  const code = await client.code;
  return { code, out: client.out, err: client.err };
}
