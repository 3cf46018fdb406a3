import { assertEquals } from "@std/assert";
import { DescriptorBudget } from "../../lib/admission/descriptor_budget.ts";
import { Gate } from "../../lib/admission/gate.ts";
import { OpenConnections } from "../../lib/admission/open_connections.ts";
import { PageReception } from "../../lib/admission/page_reception.ts";
import { Reception } from "../../lib/admission/reception.ts";
import { createLog } from "../../lib/log/log.ts";
import { VisitLog } from "../../lib/log/visit_log.ts";
import { pipe } from "../../lib/net/pipe.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { configOf } from "../support/house.ts";

Deno.test("a connection that was accepted with the last of a daemon is not served", async () => {
  const pacer = new FakePacer();
  const log = createLog({ format: "text", level: "error", write: (bytes) => bytes.length });
  const descriptors = new DescriptorBudget();
  const config = configOf(["--web-listen", "127.0.0.1:0"]);
  const parts = {
    log,
    tls: undefined,
    visits: new VisitLog({
      log,
      now: () => pacer.now(),
      later: () => () => {},
      hasNames: true,
    }),
    pacer,
    connections: new OpenConnections(pacer),
    outOfDescriptors() {},
  };
  const sockets = new Reception({ ...parts, gate: new Gate(config), proxies: undefined });
  const served: string[] = [];
  const front = {
    receive() {
      served.push("received");
      return Promise.resolve(undefined);
    },
    turnAway: () => Promise.resolve(),
    endRequests() {},
  };
  const pages = new PageReception(config, { ...parts, sockets, front, descriptors });
  const arrive = () => {
    const [theirs, peer] = pipe();
    pages.take({
      peer,
      hostname: undefined,
      serve: () => Promise.resolve(),
      sendAway: () => Promise.resolve(),
    });
    return theirs;
  };
  using _first = arrive();
  assertEquals(served, ["received"]);
  pages.close();
  using last = arrive();
  assertEquals(await last.read().catch(() => "closed"), null);
  assertEquals([served.length, pages.gate.open], [1, 0]);
});
