/**
 * The connections of a pipe: the first address that takes the client, and after its end the next. It tries each address
 * once; if none takes the client, the pipe ends.
 *
 * @module
 */

import { REAL_CLOCK } from "../clock.ts";
import type { ClientState } from "../connection/client_state.ts";
import type { Ending } from "../connection/ending.ts";
import type { Hello, Link } from "../connection/link.ts";
import { Rounds } from "../connection/rounds.ts";
import type { Places } from "../connection/servers.ts";
import type { Phrases } from "../../words/phrases.ts";

/** What {@linkcode Failover} works with. */
export interface FailoverParts {
  /** Opens a connection with a hello, each time to the next address; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The addresses. */
  readonly places: Places;
  /** The client's state in the chat. */
  readonly clientState: Pick<ClientState, "hello">;
  /** Where the reasons go. */
  readonly output: { complain(text: string): Promise<void> };
  /** The words. */
  readonly phrases: Phrases;
  /** Waits so many milliseconds; a timer if undefined. */
  readonly wait?: ((millis: number) => Promise<void>) | undefined;
}

/** The connections of one run. */
export class Failover {
  readonly #parts: FailoverParts;
  readonly #rounds: Rounds;
  /** When the last connection was made, by the steady clock. */
  #openedAt = 0;

  /** Connects nothing yet. */
  constructor(parts: FailoverParts) {
    this.#parts = parts;
    this.#rounds = new Rounds(parts.places.count);
  }

  /** Opens the first connection. Rejects with the reason of the last address if none can be made. */
  async first(): Promise<Link> {
    while (true) {
      try {
        return await this.#connect();
      } catch (error) {
        if (this.#rounds.isOver) throw error;
        await this.#complain(error);
      }
    }
  }

  /** Opens another connection after one has ended, and says where; undefined if none can be made. Never rejects. */
  async next({ wasWelcomed, bye }: Ending): Promise<Link | undefined> {
    const { phrases, output, places, wait = afterMillis } = this.#parts;
    if (wasWelcomed) {
      this.#rounds.noteWelcome(this.#openedAt);
      this.#rounds.noteEnd(REAL_CLOCK.steady());
      if (bye === undefined) await output.complain(phrases.connectionLost);
      await wait(this.#rounds.begin(Math.random()));
    }
    while (!this.#rounds.isOver) {
      try {
        const link = await this.#connect();
        await output.complain(phrases.connectedTo(places.present));
        return link;
      } catch (error) {
        await this.#complain(error);
      }
    }
    return undefined;
  }

  async #connect(): Promise<Link> {
    this.#rounds.noteAttempt();
    const link = await this.#parts.connect(this.#parts.clientState.hello);
    this.#openedAt = REAL_CLOCK.steady();
    return link;
  }

  async #complain(error: unknown): Promise<void> {
    await this.#parts.output.complain(error instanceof Error ? error.message : String(error));
  }
}

function afterMillis(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
