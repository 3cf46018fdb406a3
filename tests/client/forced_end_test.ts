import { assertEquals, assertRejects } from "@std/assert";
import { untilForced } from "../../lib/client/forced_end.ts";

const IS_POSIX = Deno.build.os !== "windows";

Deno.test("untilForced() gives what the work gives, and rejects as it does", async () => {
  assertEquals(await untilForced(Promise.resolve(3), () => {}), 3);
  await assertRejects(() => untilForced(Promise.reject(new Error("x")), () => {}), Error, "x");
});

Deno.test({
  name: "untilForced() ends work that a signal does not end, and lets the terminal go first",
  ignore: !IS_POSIX,
  async fn() {
    // A signal alone keeps no program running.
    const running = setInterval(() => {}, 1000);
    // SIGINT is the test runner's own.
    for (const [signal, code] of [["SIGTERM", 143], ["SIGHUP", 129], ["SIGQUIT", 131]] as const) {
      let restored = 0;
      const stuck = new Promise<number>(() => {});
      const end = untilForced(stuck, () => restored++, 1);
      Deno.kill(Deno.pid, signal);
      assertEquals([await end, restored], [code, 1]);
    }
    clearInterval(running);
  },
});

Deno.test({
  name: "untilForced() leaves work alone that ends by itself at a signal",
  ignore: !IS_POSIX,
  async fn() {
    let restored = 0;
    const work = Promise.withResolvers<number>();
    const listener = () => work.resolve(7);
    Deno.addSignalListener("SIGTERM", listener);
    const running = setInterval(() => {}, 1000);
    const end = untilForced(work.promise, () => restored++, 60_000);
    Deno.kill(Deno.pid, "SIGTERM");
    assertEquals([await end, restored], [7, 0]);
    Deno.removeSignalListener("SIGTERM", listener);
    clearInterval(running);
  },
});
