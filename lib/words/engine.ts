/**
 * What the daemon and its subcommands say of an engine that several daemons share, as data, and the types
 * of the sentences. A sentence that is missing in a language does not compile.
 *
 * @module
 */

import type { WithCode } from "../core/notice.ts";
import type { FileFault } from "../program/short_file.ts";

/** What an account of the engine may do with a subject. */
export type EngineRight = "publish" | "subscribe";

/** A file that is needed to log in. */
export type EngineFile = "key" | "authority";

/** Why an engine cannot be used. Servers are given as `nats://HOST:PORT`. */
export type EngineProblem =
  /** No connection to any server; `text` is what the system says of the last. */
  | {
    readonly code: "engine-unreachable";
    readonly servers: readonly string[];
    readonly text: string;
  }
  /** A server was reached and says nothing in time. */
  | { readonly code: "engine-mute"; readonly servers: readonly string[] }
  /** There is no TLS with the server: the certificate is not trusted, or is that of another host. */
  | {
    readonly code: "engine-tls";
    readonly servers: readonly string[];
    readonly why: "authority" | "name" | "expired" | "no-tls" | "refused" | "other";
    readonly text: string;
  }
  /** The server takes only TLS, and the URL says `nats://`. */
  | { readonly code: "engine-wants-tls"; readonly servers: readonly string[] }
  /** The servers do not let this key in; undefined if none was given. */
  | { readonly code: "engine-refuses"; readonly user: string | undefined }
  /** A file cannot be read. */
  | {
    readonly code: "engine-file";
    readonly file: EngineFile;
    readonly path: string;
    readonly fault: FileFault;
  }
  | { readonly code: "engine-long-file"; readonly file: EngineFile; readonly path: string }
  /** The file has no certificate in PEM. */
  | { readonly code: "engine-no-authority"; readonly path: string }
  /** The file has no seed of a user, or half of a certificate's pair. */
  | {
    readonly code: "engine-bad-key";
    readonly path: string;
    readonly why: "no-seed" | "not-user" | "half-pair";
  }
  /** The server is older than what is needed. */
  | { readonly code: "engine-old"; readonly version: string; readonly needed: string }
  /** The server keeps no streams, or not for this account. */
  | { readonly code: "engine-no-streams" }
  /** The servers have no majority, or no leader yet. */
  | { readonly code: "engine-no-majority" }
  /** There is no log. */
  | { readonly code: "engine-no-log" }
  /** There is a stream of the name that is none of hubbub's. */
  | { readonly code: "engine-foreign-log"; readonly stream: string }
  /** The key may not do what is needed. */
  | { readonly code: "engine-no-right"; readonly right: EngineRight; readonly subject: string }
  /** Whatever else the engine says. */
  | { readonly code: "engine-other"; readonly text: string };

/** One language's sentences for the problems with an engine. */
export type EngineWords = {
  readonly [C in EngineProblem["code"]]: (problem: WithCode<EngineProblem, C>) => string;
};
