/**
 * The addresses of one chat, which may have several daemons: each connection is made to the address behind that of the
 * last one.
 *
 * @module
 */

import { type ClientAddress, formatAddress } from "../../net/address.ts";
import type { Hello, Link } from "./link.ts";

/** The addresses, and the one in use. */
export interface Places {
  /** How many addresses there are. */
  readonly count: number;
  /** The first of them. */
  readonly first: string;
  /** The one to which the last connection was made. */
  readonly present: string;
}

/** Opens the connections of one run. */
export class Servers implements Places {
  readonly #addresses: readonly ClientAddress[];
  readonly #open: (address: ClientAddress, hello: Hello) => Promise<Link>;
  /** The address of the next attempt. */
  #next = 0;
  #present: string;
  /** The first address. */
  readonly first: string;

  /** Opens a connection to an address by `open`, which rejects if it cannot be made. */
  constructor(
    [first, ...others]: readonly [ClientAddress, ...ClientAddress[]],
    open: (address: ClientAddress, hello: Hello) => Promise<Link>,
  ) {
    this.#addresses = [first, ...others];
    this.#open = open;
    this.first = this.#present = formatAddress(first);
  }

  /** How many there are. */
  get count(): number {
    return this.#addresses.length;
  }

  /** The address of the last connection. */
  get present(): string {
    return this.#present;
  }

  /** Opens a connection to the next address, behind the last the first. Rejects if it cannot be made. */
  async connect(hello: Hello): Promise<Link> {
    const address = this.#addresses[this.#next];
    if (address === undefined) throw new RangeError("there is no such address");
    this.#next = (this.#next + 1) % this.#addresses.length;
    const link = await this.#open(address, hello);
    this.#present = formatAddress(address);
    return link;
  }
}

/** Where the client is, unless that is the first address; undefined there. Never throws. */
export function elsewhere(places: Places | undefined): string | undefined {
  return places === undefined || places.present === places.first ? undefined : places.present;
}
