/**
 * English: why the daemon cannot start.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import {
  sayDoom,
  sayFileFault,
  sayListenFault,
  sayStoreProblem,
  type StartingWords,
} from "../starting.ts";
import { ENGLISH_JOINING } from "./joining.ts";
import { englishEngine } from "./engine.ts";

const OBSTACLES = {
  file: "file",
  folder: "folder",
  link: "symbolic link",
  other: "device or a pipe",
} as const;
const PEM = { certificate: "certificate", key: "private key" } as const;

/** Why the daemon cannot start, in English. */
export const ENGLISH_STARTING: StartingWords = {
  problems: {
    "cannot-listen": ({ address, fault }) =>
      `cannot listen on ${escapeUnprintable(address)}: ${sayListenFault(ENGLISH_STARTING, fault)}`,
    "cannot-store": ({ folder, problem }) =>
      problem.code === "in-use"
        ? `${escapeUnprintable(folder)} ${sayStoreProblem(ENGLISH_STARTING, problem)}`
        : `cannot use the data in ${quote(folder)}: ${sayStoreProblem(ENGLISH_STARTING, problem)}`,
    "unreadable-file": ({ file, path, fault }) =>
      `cannot read the ${file} file ${quote(path)}: ${sayFileFault(ENGLISH_STARTING, fault)}`,
    "long-file": ({ file, path }) => `the ${file} file ${quote(path)} is longer than 1 MiB`,
    "unreadable-motd": ({ path, fault }) =>
      `cannot read the message of the day ${quote(path)}: ${sayFileFault(ENGLISH_STARTING, fault)}`,
    "long-motd": ({ path, why, limit }) =>
      `the message of the day ${quote(path)} ${
        why === "send-queue"
          ? `is too long for --send-queue-max ${limit}`
          : `has more than ${limit} ${why}`
      }`,
    "no-node-name": () =>
      "the name of this machine, in /etc/hostname, cannot be that of the node; give --node NAME",
    "no-node": ({ doom }) => sayDoom(ENGLISH_STARTING, doom),
    "no-pem": ({ file, path }) => `the ${file} file ${quote(path)} has no ${PEM[file]} in PEM`,
    "encrypted-key": ({ keyFile }) =>
      `the key in ${quote(keyFile)} is encrypted; a key without a passphrase is needed`,
    "key-mismatch": ({ certFile, keyFile }) =>
      `the key in ${quote(keyFile)} does not belong to the certificate in ${quote(certFile)}`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `the certificate in ${quote(certFile)} with the key in ${quote(keyFile)} cannot be used: ` +
      escapeUnprintable(text),
    ...englishEngine((fault) => sayFileFault(ENGLISH_STARTING, fault)),
  },
  joining: ENGLISH_JOINING,
  listening: {
    "own": ({ owner }) =>
      `this daemon's own listener on ${escapeUnprintable(owner)} has it already`,
    "occupied": ({ obstacle }) => `there is a ${OBSTACLES[obstacle]} in its place`,
    "not-a-folder": () => "there is a file where a folder should be",
    "read-only": () => "the file system is read-only",
    "no-such-family": () => "this machine has no addresses of this kind",
    "taken": () => "the address is taken by another program",
    "no-such-address": () => "this machine has no such address",
    "denied": () => "permission denied",
    "not-capable": () => "this program was built without permission",
    "no-folder": () => "there is no such folder",
    "no-host": ({ text }) => escapeUnprintable(text),
    "other": ({ text }) => escapeUnprintable(text),
  },
  reading: {
    "missing": () => "there is no such file",
    "denied": () => "permission denied",
    "folder": () => "it is a folder",
    "not-a-file": () => "it is not a regular file",
    "other": ({ text }) => escapeUnprintable(text),
  },
  storing: {
    "in-use": ({ process }) =>
      process === undefined ? "is in use by another process" : `is in use by process ${process}`,
    "foreign": () => "hubbub.db is not a file of hubbub; it was not changed",
    "newer": ({ version }) =>
      `hubbub.db was written by a later version of hubbub (schema ${version}); it was not changed`,
    "damaged": () => "hubbub.db is damaged; put a backup in its place, or move it away",
    "full": () => "the disk is full",
    "locked": () => "another program has locked hubbub.db",
    "gone": () => "it cannot be opened",
    "denied": () => "permission denied",
    "not-a-folder": () => "there is a file where a folder should be",
    "other": ({ text }) => escapeUnprintable(text),
  },
  joinWith: (command) => `-- join with: ${command}`,
};
