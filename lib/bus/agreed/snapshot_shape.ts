/**
 * The shape of a replica in a snapshot that was kept. PURE.
 *
 * @module
 */

import { BEATS_OF_DEATH } from "./beats.ts";
import { MAX_BLOCKS, MAX_CLIENTS, MAX_LEFT } from "./homes.ts";
import { isNodeName, nodeOf } from "./node_name.ts";
import { isBirth, isDigest, isLevel, MAX_IDS, MAX_SETTINGS_LENGTH } from "./read_record.ts";
import { MAX_ENDED, MAX_KNOCKS, MAX_NODES } from "./roll.ts";
import { isCount, isFields, isPlace, isText } from "./shapes.ts";
import type { ReplicaData } from "./replica_data.ts";

/** The numbers of 32 bits that make a digest. */
const DIGEST_HALVES = 4;

/** Whether it has the shape of a replica as plain data. Never throws. */
export function isReplicaData(value: unknown): value is ReplicaData {
  return isFields(value) && (value.birth === undefined || isBirth(value.birth)) &&
    isPlace(value.position) && isPlace(value.time) && isPlace(value.ticked) &&
    isRoll(value.roll) && isHomes(value.homes) && isOneEach(value as unknown as ReplicaData) &&
    isList(value.digest, DIGEST_HALVES, (half) => isCount(half, -(2 ** 31), 2 ** 31 - 1)) &&
    value.digest.length === DIGEST_HALVES;
}

/** Whether each live node has one home, and each client is in one. Their parts are checked before. */
function isOneEach({ roll, homes: { homes } }: ReplicaData): boolean {
  const epochs = new Set(homes.map(({ epoch }) => epoch));
  const clients = homes.flatMap((home) => home.clients);
  return epochs.size === homes.length && roll.members.length === homes.length &&
    new Set(roll.members.map(({ node }) => node)).size === homes.length &&
    roll.members.every(({ epoch }) => epochs.has(epoch)) &&
    new Set(clients).size === clients.length;
}

function isRoll(value: unknown): boolean {
  return isFields(value) && isLevel(value.level) &&
    (value.settings === undefined || isText(value.settings, MAX_SETTINGS_LENGTH)) &&
    isPlace(value.horizon) && isPlace(value.sparedUntil) &&
    isList(value.members, MAX_NODES, isMember) &&
    isList(
      value.ended,
      MAX_ENDED,
      (each) => isFields(each) && isEpoch(each.epoch) && isPlace(each.since),
    ) &&
    isList(
      value.knocks,
      MAX_KNOCKS,
      (each) => isFields(each) && isName(each.node) && isList(each.places, BEATS_OF_DEATH, isBeat),
    );
}

function isMember(value: unknown): boolean {
  return isFields(value) && isEpoch(value.epoch) && nodeOf(String(value.epoch)) === value.node &&
    isLevel(value.level) && isPlace(value.since) && isPlace(value.seen) &&
    isPlace(value.accepted) && isList(value.beats, BEATS_OF_DEATH, isBeat) &&
    (value.claim === undefined ||
      (isFields(value.claim) && isPlace(value.claim.position) && isDigest(value.claim.digest)));
}

function isBeat(value: unknown): boolean {
  return isFields(value) && isPlace(value.position) && isPlace(value.time);
}

function isHomes(value: unknown): boolean {
  return isFields(value) && isCount(value.nextId, 1, Number.MAX_SAFE_INTEGER) &&
    isList(
      value.homes,
      MAX_NODES,
      (home) =>
        isLegacy(home) && isFields(home) && isEpoch(home.epoch) &&
        isList(home.clients, MAX_CLIENTS, isClient),
    ) &&
    isList(value.left, MAX_LEFT, (left) => isLegacy(left) && isFields(left) && isName(left.node));
}

function isLegacy(value: unknown): boolean {
  return isFields(value) && isList(value.lost, MAX_CLIENTS, isClient) &&
    isList(
      value.blocks,
      MAX_BLOCKS,
      (block) => isFields(block) && isClient(block.first) && isCount(block.count, 1, MAX_IDS),
    );
}

function isList(
  value: unknown,
  most: number,
  isOne: (each: unknown) => boolean,
): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= most && value.every(isOne);
}

function isEpoch(value: unknown): boolean {
  return typeof value === "string" && nodeOf(value) !== undefined;
}

function isName(value: unknown): boolean {
  return typeof value === "string" && isNodeName(value);
}

function isClient(value: unknown): boolean {
  return isCount(value, 1, Number.MAX_SAFE_INTEGER);
}
