import { assertEquals, assertRejects } from "@std/assert";
import { inTurn, race } from "../../lib/net/race.ts";

/** A race whose attempts and timer are settled by hand. */
class Track {
  readonly begun: string[] = [];
  readonly aborted: string[] = [];
  readonly discarded: string[] = [];
  readonly #attempts = new Map<string, PromiseWithResolvers<string>>();
  readonly #abort = new AbortController();
  #act: (() => void) | undefined;

  run(...candidates: string[]): Promise<string> {
    return race<string, string>(candidates, this.#abort.signal, {
      attempt: (candidate, signal) => {
        this.begun.push(candidate);
        signal.addEventListener("abort", () => this.aborted.push(candidate));
        const attempt = Promise.withResolvers<string>();
        this.#attempts.set(candidate, attempt);
        return attempt.promise;
      },
      discard: (late) => this.discarded.push(late),
      later: (act) => {
        this.#act = act;
        return () => this.#act = undefined;
      },
      isPreferred: (error) => error instanceof TypeError,
    });
  }

  get isTimerSet(): boolean {
    return this.#act !== undefined;
  }

  /** The time for one attempt passes. */
  pass(): void {
    const act = this.#act;
    this.#act = undefined;
    act?.();
  }

  async succeed(candidate: string): Promise<void> {
    this.#attempts.get(candidate)?.resolve(`by ${candidate}`);
    await settled();
  }

  async fail(candidate: string, error: Error = new Error(candidate)): Promise<void> {
    this.#attempts.get(candidate)?.reject(error);
    await settled();
  }

  abort(reason: Error): void {
    this.#abort.abort(reason);
  }
}

/** All that promises have to say to each other is said. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

Deno.test("race() begins the next attempt when one has had its time, and the first to work wins", async () => {
  const track = new Track();
  const winner = track.run("dead", "slow", "spare");
  assertEquals(track.begun, ["dead"]);
  track.pass();
  assertEquals(track.begun, ["dead", "slow"]);
  await track.succeed("slow");
  assertEquals(await winner, "by slow");
  assertEquals(track.aborted, ["dead", "slow"]);
  assertEquals([track.begun.length, track.isTimerSet], [2, false]);
});

Deno.test("race() begins the next attempt at once when one fails", async () => {
  const track = new Track();
  const winner = track.run("refused", "open");
  await track.fail("refused");
  assertEquals(track.begun, ["refused", "open"]);
  assertEquals(track.isTimerSet, false);
  await track.succeed("open");
  assertEquals(await winner, "by open");
});

Deno.test("race() lets an early attempt win late, and discards what comes after it", async () => {
  const track = new Track();
  const winner = track.run("a", "b", "c");
  track.pass();
  track.pass();
  await track.succeed("a");
  await track.succeed("c");
  await track.fail("b");
  assertEquals(await winner, "by a");
  assertEquals(track.discarded, ["by c"]);
});

Deno.test("race() that has settled begins nothing more", async () => {
  const track = new Track();
  const winner = track.run("a", "b", "c");
  track.pass();
  await track.succeed("a");
  await track.fail("b");
  track.pass();
  assertEquals(await winner, "by a");
  assertEquals(track.begun, ["a", "b"]);
});

Deno.test("race() rejects with the last error, when all have failed", async () => {
  const track = new Track();
  const loser = track.run("a", "b");
  track.pass();
  await track.fail("b");
  await track.fail("a");
  await assertRejects(() => loser, Error, "a");
});

Deno.test("race() rejects with what is telling, whatever failed after it", async () => {
  const track = new Track();
  const loser = track.run("a", "b", "c");
  await track.fail("a", new TypeError("the certificate"));
  await track.fail("b");
  await track.fail("c");
  await assertRejects(() => loser, TypeError, "the certificate");
});

Deno.test("race() ends with the signal's reason, and aborts what was begun", async () => {
  const track = new Track();
  const loser = track.run("a", "b", "c");
  track.pass();
  track.abort(new RangeError("too late"));
  await assertRejects(() => loser, RangeError, "too late");
  assertEquals(track.aborted, ["a", "b"]);
  assertEquals(track.isTimerSet, false);
  await track.succeed("b");
  assertEquals(track.discarded, ["by b"]);
});

Deno.test("race() without candidates, or with a signal that is aborted, begins nothing", async () => {
  await assertRejects(() => new Track().run(), Deno.errors.NotFound, "nothing to try");
  const track = new Track();
  track.abort(new RangeError("too late"));
  await assertRejects(() => track.run("a"), RangeError, "too late");
  assertEquals(track.begun, []);
});

Deno.test("inTurn() alternates the families, from that of the first address", () => {
  assertEquals(inTurn(["::1", "::2", "::3", "10.0.0.1", "10.0.0.2"], 9), [
    "::1",
    "10.0.0.1",
    "::2",
    "10.0.0.2",
    "::3",
  ]);
  assertEquals(inTurn(["10.0.0.1", "10.0.0.2", "::1"], 9), ["10.0.0.1", "::1", "10.0.0.2"]);
  assertEquals(inTurn(["::1"], 9), ["::1"]);
  assertEquals(inTurn([], 9), []);
});

Deno.test("inTurn() is bounded, and keeps both families", () => {
  const many = Array.from({ length: 1000 }, (_, at) => `fd00::${at.toString(16)}`);
  assertEquals(inTurn([...many, "10.0.0.1"], 3), ["fd00::0", "10.0.0.1", "fd00::1"]);
});
