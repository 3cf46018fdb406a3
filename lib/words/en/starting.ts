/**
 * English: why the daemon cannot start.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import { sayFileFault, sayListenFault, type StartingWords } from "../starting.ts";

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
    "unreadable-file": ({ file, path, fault }) =>
      `cannot read the ${file} file ${quote(path)}: ${sayFileFault(ENGLISH_STARTING, fault)}`,
    "long-file": ({ file, path }) => `the ${file} file ${quote(path)} is longer than 1 MiB`,
    "no-pem": ({ file, path }) => `the ${file} file ${quote(path)} has no ${PEM[file]} in PEM`,
    "encrypted-key": ({ keyFile }) =>
      `the key in ${quote(keyFile)} is encrypted; a key without a passphrase is needed`,
    "key-mismatch": ({ certFile, keyFile }) =>
      `the key in ${quote(keyFile)} does not belong to the certificate in ${quote(certFile)}`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `the certificate in ${quote(certFile)} with the key in ${quote(keyFile)} cannot be used: ` +
      escapeUnprintable(text),
  },
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
};
