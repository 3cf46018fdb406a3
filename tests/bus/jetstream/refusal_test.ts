/**
 * What an engine says that takes no records is told to the operator.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { jserrors } from "npm:@nats-io/jetstream@3.4.0/internal";
import { EngineFailure } from "../../../lib/bus/engine.ts";
import { JetStreamEngine } from "../../../lib/bus/jetstream/engine.ts";
import type { NatsConnection } from "../../../lib/bus/jetstream/library_types.ts";
import type { LogStream } from "../../../lib/bus/jetstream/log_stream.ts";
import type { Snapshots } from "../../../lib/bus/jetstream/snapshots.ts";
import type { Log } from "../../../lib/log/log.ts";
import type { Pacer } from "../../../lib/time/pacer.ts";

/** An engine whose log answers with these errors in turn, and takes a record where there is none. */
function engineThat(...answers: (Error | undefined)[]) {
  const told: unknown[] = [];
  const log = { warn: (event: string, fields: unknown) => told.push([event, fields]) };
  const stream = {
    append: () => {
      const cause = answers.shift();
      if (cause === undefined) return Promise.resolve(1);
      return Promise.reject(new EngineFailure("cannot append a record", { cause }));
    },
  };
  const connection = { info: undefined, status: () => [], close: () => Promise.resolve() };
  const engine = new JetStreamEngine({
    connection: connection as unknown as NatsConnection,
    stream: stream as unknown as LogStream,
    snapshots: {} as Snapshots,
    log: log as unknown as Log,
    pacer: {} as Pacer,
  });
  return { engine, told };
}

function refused(description: string, err_code: number): Error {
  return new jserrors.JetStreamApiError({ code: 503, err_code, description });
}

Deno.test("an engine that has no room is told once, and again after it took something", async () => {
  const full = () => refused("insufficient resources", 10023);
  const { engine, told } = engineThat(full(), full(), undefined, full());
  for (let call = 0; call < 2; call++) await assertRejects(() => engine.append("x"), EngineFailure);
  const record = ["engine-refuses", { text: "insufficient resources" }];
  assertEquals(told, [record]);
  await engine.append("x");
  await assertRejects(() => engine.append("x"), EngineFailure);
  assertEquals(told, [record, record]);
  await engine.close();
});

Deno.test("an engine that does not answer, or has no leader, has refused nothing", async () => {
  const { engine, told } = engineThat(new Error("timeout"), refused("unavailable", 10008));
  for (let call = 0; call < 2; call++) await assertRejects(() => engine.append("x"), EngineFailure);
  assertEquals(told, []);
  await engine.close();
});
