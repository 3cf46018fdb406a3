/**
 * The types of the sentences for the daemon's notices and reasons, one sentence for each code and language,
 * so that a missing one does not compile; and the functions that select a sentence by its code.
 *
 * @module
 */

import type { BanNotice, DaemonNotice } from "../core/ban_notice.ts";
import type { ClusterNotice } from "../core/cluster_notice.ts";
import type { DaemonReason, LeaveReason } from "../core/message.ts";
import type { HelpTopic, Notice, Protocol, Refusal, WithCode } from "../core/notice.ts";
import type { OrderNotice } from "../core/order_notice.ts";
import type { StoreNotice } from "../core/store_notice.ts";

/** One language's sentences for all notices, by code. */
export type NoticeWords = {
  readonly [C in Notice["code"]]: (notice: WithCode<Notice, C>) => string;
};

/** One language's sentences for the notices about order, by code. */
export type OrderWords = {
  readonly [C in OrderNotice["code"]]: (notice: WithCode<OrderNotice, C>) => string;
};

/** One language's sentences for the notices about bans and about the daemon as a whole, by code. */
export type BanWords = {
  readonly [C in (BanNotice | DaemonNotice)["code"]]: (
    notice: WithCode<BanNotice | DaemonNotice, C>,
  ) => string;
};

/** One language's sentences for the notices about the store, by code. */
export type StoreWords = {
  readonly [C in StoreNotice["code"]]: (notice: WithCode<StoreNotice, C>) => string;
};

/** One language's sentences for the notices about the line between the nodes, by code. */
export type ClusterWords = {
  readonly [C in ClusterNotice["code"]]: (notice: WithCode<ClusterNotice, C>) => string;
};

/** The names of the servers of other protocols, for one sentence that says that this is none of them. */
export type ServerNames = Readonly<
  Record<Exclude<Protocol, "proxy" | "tls" | "binary" | "no-hello">, string>
>;

/** One language's sentences for all other refusals, by their `why`. */
export type RefusalWords = {
  readonly [W in Exclude<Refusal["why"], keyof ServerNames>]: (
    refusal: Refusal & { readonly why: W },
  ) => string;
};

/** One language's words for the reasons of the daemon's own, by code. */
export type ReasonWords = {
  readonly [C in DaemonReason["code"]]: (reason: WithCode<DaemonReason, C>) => string;
};

/** The last words to a client that leaves by itself, by code. */
export type Farewells = Readonly<Record<Exclude<LeaveReason, DaemonReason>["code"], string>>;

/** What each command is for, in a few words. */
export type Summaries = Readonly<Record<HelpTopic, string>>;

/** The columns of the usage in a line of help. */
const USAGE_COLUMNS = 16;

/** The sentence of a notice. Never throws. */
export function sayNotice(words: NoticeWords, notice: Notice): string {
  // The code selects the function for this variant. TypeScript cannot prove it, so the function is cast.
  const say: unknown = words[notice.code];
  return (say as (notice: Notice) => string)(notice);
}

/** The sentence of a refusal whose `why` is not in `ServerNames`. Never throws. */
export function sayRefusal(words: RefusalWords, refusal: Refusal): string {
  // As in `sayNotice`, but the union of so many functions cannot be called; this type holds for each of them.
  const say: (refusal: never) => string = words[refusal.why as keyof RefusalWords];
  return say(refusal as never);
}

/** The name of the server that a refused client was looking for; undefined if it was refused for another reason. */
export function serverSought(names: ServerNames, { why }: Refusal): string | undefined {
  return Object.hasOwn(names, why) ? names[why as keyof ServerNames] : undefined;
}

/** The words for a reason to disconnect a client. Never throws. */
export function sayReason(words: ReasonWords, reason: DaemonReason): string {
  return words[reason.code](reason as never);
}

/** A line of help: the usage in its column, and what it is for. Never throws. */
export function helpLine(usage: string, summary: string): string {
  return `${usage.padEnd(USAGE_COLUMNS)} ${summary}`;
}
