/**
 * How the line to the other nodes is: whether what this node puts in comes back.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import type { ClusterState } from "./cluster.ts";

/** So long nothing comes back before people are told. */
const WAITING_AFTER: Millis = 2000;

/** So long it is until newcomers are refused. */
const SHUT_AFTER: Millis = 30_000;

/** Watches the line of one node. */
export class LineWatch {
  readonly #now: () => Millis;
  readonly #changed: (state: ClusterState) => void;
  #state: ClusterState = { isWaiting: false, isShut: false };
  #isConnected = true;
  /** Since when something waits and nothing has come back; undefined if all is well. */
  #since: Millis | undefined;

  /** All is well. `now` never goes back; `changed` must not throw. */
  constructor(now: () => Millis, changed: (state: ClusterState) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** How it is. */
  get state(): ClusterState {
    return this.#state;
  }

  /** The engine is not connected any more, or is again. */
  connected(isConnected: boolean): void {
    this.#isConnected = isConnected;
    if (!isConnected) this.#since ??= this.#now();
  }

  /** Something was put in. */
  posted(): void {
    this.#since ??= this.#now();
  }

  /** Something came back; `waits` if more is on its way. */
  cameBack(waits: boolean): void {
    this.#since = waits || !this.#isConnected ? this.#now() : undefined;
    this.#set({ isWaiting: false, isShut: false });
  }

  /** What came back waits for the loop of this node: that is not the line's fault. */
  busy(): void {
    if (this.#state.isWaiting || !this.#isConnected) return;
    if (this.#since !== undefined) this.#since = this.#now();
  }

  /** Time has passed. Call it a few times a second. */
  check(): void {
    if (this.#since === undefined) return;
    const stuck = this.#now() - this.#since;
    if (stuck >= WAITING_AFTER) this.#set({ isWaiting: true, isShut: stuck >= SHUT_AFTER });
  }

  #set(state: ClusterState): void {
    const { isWaiting, isShut } = this.#state;
    if (state.isWaiting === isWaiting && state.isShut === isShut) return;
    this.#state = state;
    this.#changed(state);
  }
}
