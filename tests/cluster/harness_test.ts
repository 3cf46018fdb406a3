/**
 * The harness of kills does what it says: servers of the engine end and come back, and machines are cut off.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { Engines, HERE, NO_ENGINE } from "./support/engines.ts";
import { Machines, NO_MACHINES } from "./support/machines.ts";

Deno.test({
  name: "a server of the engine that is killed answers no more, and does when it is started again",
  ignore: NO_ENGINE !== undefined,
  fn: async () => {
    await using engines = await Engines.start([HERE]);
    assertEquals(await engines.answers(0), true);
    await engines.stop(0, "SIGKILL");
    assertEquals(await engines.answers(0), false);
    await engines.start(0);
    assertEquals(await engines.answers(0), true);
  },
});

Deno.test({
  name: "a machine that is cut off is not reached, and the others are, until it is mended",
  ignore: NO_ENGINE !== undefined || NO_MACHINES !== undefined,
  fn: async () => {
    await using machines = await Machines.make(2);
    const [first, second] = machines.hosts;
    if (first === undefined || second === undefined) throw new Error("there are no machines");
    await using one = await Engines.start([first]);
    await using other = await Engines.start([second]);
    await machines.cut(1);
    assertEquals([await one.answers(0), await other.answers(0)], [true, false]);
    await machines.mend(1);
    assertEquals([await one.answers(0), await other.answers(0)], [true, true]);
  },
});
