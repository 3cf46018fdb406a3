/**
 * English: why the engine that several daemons share cannot be used.
 *
 * @module
 */

import type { FileFault } from "../../program/short_file.ts";
import { escapeUnprintable, quote } from "../../text/printable.ts";
import type { EngineFile, EngineWords } from "../engine.ts";

const FILES: Readonly<Record<EngineFile, string>> = {
  key: "--cluster-key",
  authority: "--cluster-ca",
};
const NOT_A_KEY = {
  "no-seed": 'has no seed of an nkey; "hubbubd cluster-key FILE" makes one',
  "not-user": 'has the nkey of something else than a user; "hubbubd cluster-key FILE" makes one',
  "half-pair": "has a certificate without its key, or a key without its certificate",
} as const;

/** The sentences, given those on why a file cannot be read. */
export function englishEngine(whyUnread: (fault: FileFault) => string): EngineWords {
  return {
    "engine-unreachable": ({ servers, text }) =>
      `cannot reach a NATS server at ${list(servers)}: ${escapeUnprintable(text)}`,
    "engine-mute": ({ servers }) =>
      `what listens at ${
        list(servers)
      } does not answer as a NATS server; one that takes only TLS needs tls://`,
    "engine-tls": ({ servers, why, text }) => {
      const at = list(servers);
      switch (why) {
        case "authority":
          return `cannot trust the certificate of ${at}: its authority is neither in --cluster-ca ` +
            "nor among the system's certificates";
        case "name":
          return `cannot trust the certificate of ${at}: it is for another host`;
        case "expired":
          return `cannot trust the certificate of ${at}: it has expired or is not valid yet`;
        case "no-tls":
          return `${at} does not begin with TLS: its tls block needs "handshake_first: true", or ` +
            "the URL must say nats://";
        case "refused":
          return `${at} refuses this side's certificate, or wants one that the file of ` +
            "--cluster-key does not have";
        case "other":
          return `TLS with ${at} fails: ${escapeUnprintable(text)}`;
        default:
          return why satisfies never;
      }
    },
    "engine-wants-tls": ({ servers }) =>
      `${list(servers)} takes only TLS: the URL must say tls://, and the server's tls block ` +
      '"handshake_first: true"',
    "engine-refuses": ({ user }) =>
      user === undefined
        ? "the NATS servers want a key: --cluster-key FILE"
        : `the NATS servers do not know the key ${user} of --cluster-key`,
    "engine-file": ({ file, path, fault }) =>
      `cannot read the file ${quote(path)} of ${FILES[file]}: ${whyUnread(fault)}`,
    "engine-long-file": ({ file, path }) =>
      `the file ${quote(path)} of ${FILES[file]} is longer than 1 MiB`,
    "engine-no-authority": ({ path }) =>
      `the file ${quote(path)} of --cluster-ca has no certificate in PEM`,
    "engine-bad-key": ({ path, why }) =>
      `the file ${quote(path)} of --cluster-key ${NOT_A_KEY[why]}`,
    "engine-old": ({ version, needed }) =>
      `the NATS server has version ${escapeUnprintable(version)}; ${needed} or newer is needed`,
    "engine-no-streams": () =>
      "the NATS server keeps no streams for this key: its configuration needs a jetstream block, and " +
      "the account must be allowed to use it",
    "engine-no-majority": () =>
      "the NATS servers do not answer for the log: most of them must run and reach each other",
    "engine-no-log": () => 'the NATS servers have no log yet; "hubbubd cluster-init" makes it',
    "engine-foreign-log": ({ stream }) =>
      `the stream ${stream} of the NATS servers is not a log that "hubbubd cluster-init" has made`,
    "engine-no-right": ({ right, subject }) =>
      `the key of --cluster-key has no right to ${right} ${quote(subject)}`,
    "engine-other": ({ text }) => `the NATS servers refuse: ${escapeUnprintable(text)}`,
  };
}

function list(servers: readonly string[]): string {
  return servers.map((each) => escapeUnprintable(each)).join(", ");
}
