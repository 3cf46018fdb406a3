/**
 * Several ways to the same end, begun one after the other without waiting for each to fail: the
 * "happy eyeballs" of RFC 8305, without its sockets. Pure but for promises; the timer is passed in.
 *
 * @module
 */

/** How a race is run. */
export interface RaceParts<C, T> {
  /**
   * Tries one candidate. When the signal is aborted, the attempt should reject; if it succeeds all
   * the same, its result goes to `discard`.
   */
  readonly attempt: (candidate: C, signal: AbortSignal) => Promise<T>;
  /** Gives up a result that came too late. */
  readonly discard: (late: T) => void;
  /** Does something after the time for one attempt; returns what prevents it. */
  readonly later: (act: () => void) => () => void;
  /** Whether an error tells more than others of why nothing works; if undefined, none does. */
  readonly isTelling?: (error: unknown) => boolean;
}

/**
 * Begins with the first candidate, with the next whenever one fails or has had its time, and settles
 * with the first that works; all others are aborted. Rejects with the last error that is telling,
 * otherwise with the last, when all have failed; with the signal's reason when that is aborted; with
 * `Deno.errors.NotFound` if there are no candidates. No attempt is begun after it has settled.
 */
export function race<C, T>(
  candidates: readonly C[],
  signal: AbortSignal,
  { attempt, discard, later, isTelling = () => false }: RaceParts<C, T>,
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
    if (!isTelling(fault) || isTelling(error)) fault = error;
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
 * The order in which the addresses of a host are tried: that of the resolver, but with both families
 * in turn, so that a family that does not work costs one step; at most `limit` of them.
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
