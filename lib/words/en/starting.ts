/**
 * English: why the daemon cannot start.
 *
 * @module
 */

import { sayFileFault, sayListenFault, type StartingWords } from "../starting.ts";

const PEM = { certificate: "certificate", key: "private key" } as const;

/** Why the daemon cannot start, in English. */
export const ENGLISH_STARTING: StartingWords = {
  problems: {
    "cannot-listen": ({ address, fault }) =>
      `cannot listen on ${address}: ${sayListenFault(ENGLISH_STARTING, fault)}`,
    "unreadable-file": ({ file, path, fault }) =>
      `cannot read the ${file} file ${path}: ${sayFileFault(ENGLISH_STARTING, fault)}`,
    "long-file": ({ file, path }) => `the ${file} file ${path} is longer than 1 MiB`,
    "no-pem": ({ file, path }) => `the ${file} file ${path} has no ${PEM[file]} in PEM`,
    "encrypted-key": ({ keyFile }) =>
      `the key in ${keyFile} is encrypted; a key without a passphrase is needed`,
    "key-mismatch": ({ certFile, keyFile }) =>
      `the key in ${keyFile} does not belong to the certificate in ${certFile}`,
    "unusable-pair": ({ certFile, keyFile, text }) =>
      `the certificate in ${certFile} with the key in ${keyFile} cannot be used: ${text}`,
  },
  listening: {
    "taken": () => "the address is taken by another program",
    "no-such-address": () => "this machine has no such address",
    "denied": () => "permission denied",
    "not-capable": () => "this program was built without permission",
    "no-folder": () => "there is no such folder",
    "no-host": ({ text }) => text,
    "other": ({ text }) => text,
  },
  reading: {
    "missing": () => "there is no such file",
    "denied": () => "permission denied",
    "folder": () => "it is a folder",
    "other": ({ text }) => text,
  },
};
