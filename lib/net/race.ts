/**
 * A race of attempts that start one after the other without waiting for each to fail: the "happy
 * eyeballs" of RFC 8305, without its sockets. Pure except for promises; the timer is passed in.
 *
 * @module
 */

/** The functions of a race. */
export interface RaceParts<C, T> {
  /**
   * Tries one candidate. When the signal is aborted, the attempt should reject; if it succeeds all
   * the same, its result goes to `discard`.
   */
  readonly attempt: (candidate: C, signal: AbortSignal) => Promise<T>;
  /** Releases a result that is not used, because the race was over. */
  readonly discard: (late: T) => void;
  /** Calls `act` after the time for one attempt; returns a function that cancels it. */
  readonly later: (act: () => void) => () => void;
  /** Whether the race should reject with this error rather than with another; if undefined, no error is preferred. */
  readonly isPreferred?: (error: unknown) => boolean;
}

/**
 * Tries the first candidate, and the next whenever one fails or its time is over. Resolves with the
 * first success and aborts the others. When all have failed, rejects with the last error that
 * `isPreferred`, otherwise with the last error; with the signal's reason when that is aborted; with
 * `Deno.errors.NotFound` if there are no candidates. No attempt starts after it has settled.
 */
export function race<C, T>(
  candidates: readonly C[],
  signal: AbortSignal,
  { attempt, discard, later, isPreferred = () => false }: RaceParts<C, T>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const others = new AbortController();
  let begun = 0;
  let failed = 0;
  let fault: unknown = new Deno.errors.NotFound("there is nothing to try");
  let isOver = false;
  let cancelTimer = () => {};

  const end = (settle: () => void) => {
    isOver = true;
    cancelTimer();
    signal.removeEventListener("abort", onAbort);
    settle();
    others.abort(signal.aborted ? signal.reason : new Error("another attempt has succeeded"));
  };
  const onAbort = () => end(() => reject(signal.reason));
  const win = (result: T) => isOver ? discard(result) : end(() => resolve(result));
  const lose = (error: unknown) => {
    if (isOver) return;
    failed += 1;
    if (!isPreferred(fault) || isPreferred(error)) fault = error;
    if (failed === candidates.length) end(() => reject(fault));
    else begin();
  };
  const begin = () => {
    cancelTimer();
    const candidate = candidates[begun];
    if (isOver || begun >= candidates.length || candidate === undefined) return;
    begun += 1;
    if (begun < candidates.length) cancelTimer = later(begin);
    attempt(candidate, others.signal).then(win, lose);
  };

  if (signal.aborted) reject(signal.reason);
  else if (candidates.length === 0) reject(fault);
  else {
    signal.addEventListener("abort", onAbort, { once: true });
    begin();
  }
  return promise;
}

/**
 * The order in which the addresses of a host are tried, at most `limit` of them: the order of the
 * resolver, but IPv4 and IPv6 alternate, so a broken family costs one attempt.
 */
export function inTurn(addresses: readonly string[], limit: number): string[] {
  const isV6 = (address: string) => address.includes(":");
  const isFirstV6 = isV6(addresses[0] ?? "");
  const first = addresses.filter((address) => isV6(address) === isFirstV6);
  const second = addresses.filter((address) => isV6(address) !== isFirstV6);
  const pairs = Array.from(
    { length: Math.max(first.length, second.length) },
    (_, at) => [...first.slice(at, at + 1), ...second.slice(at, at + 1)],
  );
  return pairs.flat().slice(0, limit);
}
