/**
 * A map from networks to values that finds all networks with an address in them. Pure.
 *
 * @module
 */

import { prefixOf } from "./network.ts";
import { bitAt, commonBits, type Prefix, prefixOfAddress } from "./prefix.ts";

/**
 * A network of the map, or a place where two of them part: then `value` is undefined. All networks
 * below a node lie within it; those in `zero` and `one` have that bit behind its length.
 */
interface Node<V> extends Prefix {
  value: V | undefined;
  zero: Node<V> | undefined;
  one: Node<V> | undefined;
}

/**
 * Values by network, in a binary tree for each of IPv4 and IPv6. A call costs a few steps for each bit
 * of an address at most, and in practice one for each time that the number of networks doubles.
 * `::/0` does not contain IPv4 addresses.
 */
// deno-lint-ignore ban-types
export class NetworkMap<V extends {}> {
  readonly #ipv4: Node<V> = nodeOf({ groups: [0, 0], length: 0 });
  readonly #ipv6: Node<V> = nodeOf({ groups: [0, 0, 0, 0, 0, 0, 0, 0], length: 0 });
  #size = 0;

  /** How many networks it has. */
  get size(): number {
    return this.#size;
  }

  /**
   * Sets the value of a network, in any spelling; an address is the network of one. Throws a TypeError
   * for other text: call `parseNetwork` first.
   */
  set(network: string, value: V): void {
    const prefix = prefixOf(network);
    if (prefix === undefined) throw new TypeError(`${JSON.stringify(network)} is no network`);
    const node = place(this.#rootFor(prefix), prefix);
    if (node.value === undefined) this.#size++;
    node.value = value;
  }

  /** Removes a network, and returns whether it was there. Never throws. */
  delete(network: string): boolean {
    const prefix = prefixOf(network);
    const root = prefix && this.#rootFor(prefix);
    const last = prefix && root && pathTo(root, prefix).at(-1);
    if (last?.value === undefined || last.length !== prefix?.length) return false;
    if (root !== undefined) remove(root, prefix);
    this.#size--;
    return true;
  }

  /** The value of the smallest network that has this address in it; undefined if none has. Never throws. */
  find(ip: string): V | undefined {
    return this.all(ip)[0];
  }

  /** The values of all networks that have this address in them, the smallest network first. Never throws. */
  all(ip: string): V[] {
    const whole = prefixOfAddress(ip);
    if (whole === undefined) return [];
    const values: V[] = [];
    for (const { value } of pathTo(this.#rootFor(whole), whole)) {
      if (value !== undefined) values.push(value);
    }
    return values.reverse();
  }

  #rootFor({ groups }: Prefix): Node<V> {
    return groups.length === this.#ipv4.groups.length ? this.#ipv4 : this.#ipv6;
  }
}

function nodeOf<V>({ groups, length }: Prefix): Node<V> {
  return { groups, length, value: undefined, zero: undefined, one: undefined };
}

/** The nodes from the root down whose networks contain this one. */
function pathTo<V>(root: Node<V>, { groups, length }: Prefix): Node<V>[] {
  const path: Node<V>[] = [];
  let node: Node<V> | undefined = root;
  while (node !== undefined && node.length <= length) {
    if (commonBits(groups, node.groups, node.length) < node.length) break;
    path.push(node);
    node = bitAt(groups, node.length) === 0 ? node.zero : node.one;
  }
  return path;
}

/** The node of a network; made if there is none. */
function place<V>(root: Node<V>, prefix: Prefix): Node<V> {
  const parent = pathTo(root, prefix).at(-1) ?? root;
  if (parent.length === prefix.length) return parent;
  const made = nodeOf<V>(prefix);
  const child = bitAt(prefix.groups, parent.length) === 0 ? parent.zero : parent.one;
  attach(parent, child === undefined ? made : joined(made, child));
  return made;
}

/** A node above a new one and another, neither of which is part of the other's path; or the new one. */
function joined<V>(made: Node<V>, other: Node<V>): Node<V> {
  const length = commonBits(made.groups, other.groups, Math.min(made.length, other.length));
  // The bits behind the length do not count, so that the branch can share the groups.
  const branch = length === made.length ? made : nodeOf<V>({ groups: other.groups, length });
  attach(branch, other);
  if (branch !== made) attach(branch, made);
  return branch;
}

function attach<V>(parent: Node<V>, child: Node<V>): void {
  if (bitAt(child.groups, parent.length) === 0) parent.zero = child;
  else parent.one = child;
}

/** Removes the value of a network from a tree that has it; returns what the tree is then. */
function remove<V>(node: Node<V>, prefix: Prefix): Node<V> | undefined {
  if (node.length === prefix.length) node.value = undefined;
  else if (bitAt(prefix.groups, node.length) === 0) {
    node.zero = node.zero && remove(node.zero, prefix);
  } else node.one = node.one && remove(node.one, prefix);
  const isNeeded = node.value !== undefined || (node.zero !== undefined && node.one !== undefined);
  return isNeeded ? node : node.zero ?? node.one;
}
