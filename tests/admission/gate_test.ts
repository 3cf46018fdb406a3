import { assert, assertEquals } from "@std/assert";
import {
  type Admission,
  Gate,
  type GateLimits,
  type GateRefusal,
  MAX_OPERATORS,
} from "../../lib/admission/gate.ts";
import { DescriptorBudget, REFUSAL_DESCRIPTORS } from "../../lib/admission/descriptor_budget.ts";
import type { Barred } from "../../lib/core/notice.ts";
import type { Comer } from "../../lib/core/rules/order/barring.ts";

const NO_LIMITS: GateLimits = { maxConnections: 1_000_000, maxPerAddress: 0, connectRate: 0 };

function gateOf(limits: Partial<GateLimits>): Gate {
  return new Gate({ ...NO_LIMITS, ...limits });
}

function enter(gate: Gate, hostname?: string, at = 0): Admission {
  return gate.enter({ hostname, descriptors: 1 }, at);
}

/** Lets in as many as it can from one address, at most `most`. */
function fill(gate: Gate, hostname: string, most: number): Admission[] {
  const admissions = Array.from({ length: most }, () => enter(gate, hostname));
  return admissions.filter(({ kind }) => kind === "admitted");
}

function refusalOf(admission: Admission): GateRefusal | undefined {
  return admission.kind === "admitted" ? undefined : admission.refusal;
}

Deno.test("the gate admits --max-connections and refuses one more", () => {
  const gate = gateOf({ maxConnections: 3 });
  assertEquals(fill(gate, "192.0.2.1", 3).length, 3);
  const refusal = enter(gate, "192.0.2.2");
  assertEquals(refusal.kind, "refused");
  assertEquals(refusalOf(refusal), { why: "full", open: 3 });
});

Deno.test("a place is free again when its connection is gone, once", () => {
  const gate = gateOf({ maxConnections: 1 });
  const first = enter(gate);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  assertEquals(gate.open, 0);
  assertEquals(enter(gate).kind, "admitted");
  const refusal = enter(gate);
  assertEquals(refusalOf(refusal), { why: "full", open: 1 });
  refusal[Symbol.dispose]();
  assertEquals(gate.open, 1);
});

Deno.test("the gate admits --max-per-address from one address and refuses one more", () => {
  const gate = gateOf({ maxPerAddress: 64 });
  const inside = fill(gate, "192.0.2.1", 64);
  assertEquals(inside.length, 64);
  const refusal = enter(gate, "192.0.2.1");
  assertEquals(refusal.kind, "refused");
  assertEquals(refusalOf(refusal), { why: "per-address", open: 64 });
  assertEquals(enter(gate, "192.0.2.2").kind, "admitted");
  inside[0]?.[Symbol.dispose]();
  assertEquals(enter(gate, "192.0.2.1").kind, "admitted");
});

Deno.test("an IPv6 address counts by its /64", () => {
  const gate = gateOf({ maxPerAddress: 1 });
  assertEquals(enter(gate, "2001:db8:0:1::1").kind, "admitted");
  assertEquals(enter(gate, "2001:db8:0:1:ffff::2").kind, "refused");
  assertEquals(enter(gate, "2001:db8:0:2::1").kind, "admitted");
});

Deno.test("an IPv4 address counts as itself however it is wrapped", () => {
  const gate = gateOf({ maxPerAddress: 1 });
  assertEquals(enter(gate, "192.0.2.1").kind, "admitted");
  assertEquals(enter(gate, "::ffff:192.0.2.1").kind, "refused");
  assertEquals(enter(gate, "::ffff:192.0.2.2").kind, "admitted");
});

Deno.test("the gate admits --connect-rate new connections a minute and refuses one more", () => {
  const gate = gateOf({ connectRate: 120 });
  for (let i = 0; i < 120; i++) {
    const admission = enter(gate, "192.0.2.1", 250 * i);
    assertEquals(admission.kind, "admitted");
    admission[Symbol.dispose]();
  }
  const refusal = enter(gate, "192.0.2.1", 59_999);
  assertEquals(refusal.kind, "refused");
  assertEquals(refusalOf(refusal), { why: "connect-rate", limit: 120 });
  assertEquals(enter(gate, "192.0.2.2", 59_999).kind, "admitted");
  assertEquals(enter(gate, "192.0.2.1", 61_000).kind, "admitted");
});

Deno.test("whoever was refused for another reason has not used up the rate", () => {
  const gate = gateOf({ maxPerAddress: 1, connectRate: 2 });
  const first = enter(gate, "192.0.2.1");
  assertEquals(enter(gate, "192.0.2.1").kind, "refused");
  first[Symbol.dispose]();
  assertEquals(enter(gate, "192.0.2.1").kind, "admitted");
});

for (const hostname of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", undefined]) {
  const who = hostname ?? "a Unix socket";
  Deno.test(`no limit for one address holds for ${who}, only the total`, () => {
    const gate = gateOf({ maxConnections: 200, maxPerAddress: 1, connectRate: 1 });
    for (let i = 0; i < 200; i++) assertEquals(enter(gate, hostname).kind, "admitted");
    assertEquals(enter(gate, hostname).kind, "refused");
  });
}

Deno.test("0 is no limit", () => {
  const gate = gateOf({ maxPerAddress: 0, connectRate: 0 });
  assertEquals(fill(gate, "192.0.2.1", 5000).length, 5000);
});

Deno.test("so many are refused with a word at once, more are dropped", () => {
  const gate = gateOf({ maxConnections: 1 });
  enter(gate);
  const refusals = Array.from({ length: REFUSAL_DESCRIPTORS }, () => enter(gate));
  assert(refusals.every(({ kind }) => kind === "refused"));
  assertEquals(enter(gate).kind, "dropped");
  refusals[0]?.[Symbol.dispose]();
  assertEquals(gate.enter({ descriptors: 3 }, 0).kind, "dropped");
  assertEquals(enter(gate).kind, "refused");
});

Deno.test("fewer are refused with a word where less of the reserve could be had", () => {
  const gate = gateOf({ maxConnections: 1, refusalDescriptors: 2 });
  enter(gate);
  const kinds = [enter(gate), enter(gate), enter(gate)].map(({ kind }) => kind);
  assertEquals(kinds, ["refused", "refused", "dropped"]);
});

Deno.test("a gate that is held admits no more descriptors than were in use", () => {
  const gate = gateOf({});
  const inside = Array.from({ length: 10 }, () => gate.enter({ descriptors: 3 }, 0));
  assertEquals(gate.hold(0), 10);
  assertEquals(enter(gate).kind, "refused");
  inside[0]?.[Symbol.dispose]();
  const three = [enter(gate), enter(gate), enter(gate)];
  assertEquals(three.map(({ kind }) => kind), ["admitted", "admitted", "admitted"]);
  assertEquals(refusalOf(enter(gate)), { why: "full", open: 12 });
});

Deno.test("a gate is held ever tighter, never wider, and always lets one in", () => {
  const gate = gateOf({});
  const inside = fill(gate, "192.0.2.1", 10);
  assertEquals(gate.hold(4), 6);
  assertEquals([gate.hold(4), gate.hold(0), gate.hold(4)], [5, 4, 3]);
  assertEquals([gate.hold(4), gate.hold(4), gate.hold(4)], [2, 1, undefined]);
  for (const admission of inside) admission[Symbol.dispose]();
  assertEquals(gate.enter({ descriptors: 3 }, 0).kind, "admitted");
  assertEquals(enter(gate).kind, "refused");
});

Deno.test("the gate forgets addresses: 100,000 of them do not stay", () => {
  const gate = gateOf({ maxPerAddress: 1, connectRate: 5 });
  for (let i = 0; i < 100_000; i++) {
    const address = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    const admission = enter(gate, address, i);
    assertEquals(admission.kind, "admitted");
    admission[Symbol.dispose]();
  }
  assert(gate.networks <= 16_384, `${gate.networks} networks`);
  enter(gate, "192.0.2.1", 1_000_000)[Symbol.dispose]();
  assertEquals(gate.networks, 1);
});

const BANNED: Barred = { code: "banned", why: "daemon", reason: "spam" };

Deno.test("the judge is asked first, with the address in its canonical form", () => {
  const asked: Comer[] = [];
  const gate = new Gate({ ...NO_LIMITS, maxConnections: 0, connectRate: 1 }, (comer) => {
    asked.push(comer);
    return comer.isLoopback ? undefined : BANNED;
  });
  const refusal = enter(gate, "::ffff:192.0.2.1");
  assertEquals(refusalOf(refusal), { why: "barred", notice: BANNED });
  // It has not been counted against the rate of its network.
  assertEquals(gate.networks, 0);
  assertEquals(refusalOf(enter(gate, "::1")), { why: "full", open: 0 });
  assertEquals(refusalOf(enter(gate)), { why: "full", open: 0 });
  assertEquals(asked, [
    { ip: "192.0.2.1", isLoopback: false, isOperator: false },
    { ip: "::1", isLoopback: true, isOperator: false },
    { ip: undefined, isLoopback: true, isOperator: false },
  ]);
});

Deno.test("behind a proxy, somebody without an address is not of this machine to the judge", () => {
  const gate = new Gate(NO_LIMITS, ({ isLoopback }) => isLoopback ? undefined : BANNED);
  const kindOf = (hostname?: string) =>
    gate.enter({ hostname, descriptors: 1, isProxied: true }, 0).kind;
  assertEquals(kindOf(), "refused");
  assertEquals(kindOf("192.0.2.1"), "refused");
  assertEquals(kindOf("127.0.0.1"), "admitted");
});

Deno.test("the judge is not asked about operators", () => {
  const gate = new Gate(NO_LIMITS, () => BANNED);
  assertEquals(gate.enter({ descriptors: 1, isOperator: true }, 0).kind, "admitted");
});

Deno.test("when very many are barred at once, the others are dropped without a word", () => {
  const gate = new Gate(NO_LIMITS, () => BANNED);
  const admissions = Array.from(
    { length: REFUSAL_DESCRIPTORS + 1 },
    () => enter(gate, "192.0.2.1"),
  );
  assertEquals(admissions.map(({ kind }) => kind), [
    ...Array(REFUSAL_DESCRIPTORS).fill("refused"),
    "dropped",
  ]);
  admissions[0]?.[Symbol.dispose]();
  assertEquals(enter(gate, "192.0.2.1").kind, "refused");
});

Deno.test("the gate admits so many operators beside the connections, full or not, and one more not", () => {
  const gate = gateOf({ maxConnections: 1 });
  const operator = () => gate.enter({ descriptors: 1, isOperator: true }, 0);
  const operators = Array.from({ length: MAX_OPERATORS }, operator);
  assertEquals(operators.filter(({ kind }) => kind === "admitted").length, 16);
  assertEquals(refusalOf(operator()), { why: "full", open: 16 });
  assertEquals(gate.open, 0);
  assertEquals(enter(gate).kind, "admitted");
  assertEquals(enter(gate).kind, "refused");
  operators[0]?.[Symbol.dispose]();
  operators[0]?.[Symbol.dispose]();
  assertEquals(operator().kind, "admitted");
  assertEquals(operator().kind, "refused");
});

Deno.test("the gate admits an operator when the process has no descriptors for others", () => {
  const gate = gateOf({});
  fill(gate, "192.0.2.1", 10);
  gate.hold(0);
  assertEquals(enter(gate).kind, "refused");
  assertEquals(gate.enter({ descriptors: 1, isOperator: true }, 0).kind, "admitted");
});

Deno.test("other limits hold for new connections from the moment that they are set", () => {
  const gate = gateOf({ maxPerAddress: 9, connectRate: 9 });
  const inside = fill(gate, "192.0.2.1", 3);
  assertEquals(inside.length, 3);
  gate.adjust({ ...NO_LIMITS, maxPerAddress: 3, connectRate: 9 });
  assertEquals(refusalOf(enter(gate, "192.0.2.1")), { why: "per-address", open: 3 });
  gate.adjust({ ...NO_LIMITS, connectRate: 3 });
  assertEquals(refusalOf(enter(gate, "192.0.2.1")), { why: "connect-rate", limit: 3 });
  gate.adjust({ ...NO_LIMITS, maxConnections: 3 });
  assertEquals(refusalOf(enter(gate, "192.0.2.1")), { why: "full", open: 3 });
  gate.adjust(NO_LIMITS);
  assertEquals(enter(gate, "192.0.2.1").kind, "admitted");
  assertEquals(gate.open, 4);
});

Deno.test("the gate says how many descriptors there are, and when there is none for one more", () => {
  const gate = gateOf({ maxConnections: 3 });
  const [first] = fill(gate, "192.0.2.1", 3);
  const refused = enter(gate, "192.0.2.1");
  assertEquals([gate.descriptors, gate.held, gate.isOutOfDescriptors], [4, Infinity, false]);
  refused[Symbol.dispose]();
  gate.hold(0);
  assertEquals([gate.descriptors, gate.held, gate.isOutOfDescriptors], [3, 3, true]);
  first?.[Symbol.dispose]();
  assertEquals([gate.descriptors, gate.isOutOfDescriptors], [2, false]);
});

Deno.test("gates that share their descriptors share the limit, and count their connections apart", () => {
  const descriptors = new DescriptorBudget(1);
  const gate = new Gate({ ...NO_LIMITS, maxPerAddress: 1 }, undefined, descriptors);
  const files = new Gate({ ...NO_LIMITS, maxPerAddress: 1 }, undefined, descriptors);
  const [chat, file] = [enter(gate, "203.0.113.9"), enter(files, "203.0.113.9")];
  assertEquals([chat.kind, file.kind], ["admitted", "admitted"]);
  assertEquals([gate.open, files.open, gate.descriptors], [1, 1, 2]);
  assertEquals(gate.hold(0), 2);
  assertEquals([enter(gate).kind, enter(files).kind], ["refused", "dropped"]);
  file[Symbol.dispose]();
  assertEquals(enter(gate).kind, "admitted");
});

Deno.test("a gate gives no more than its share, once it is known how many descriptors there are", () => {
  const descriptors = new DescriptorBudget(0);
  const gate = new Gate(NO_LIMITS, undefined, descriptors);
  const files = new Gate({ ...NO_LIMITS, descriptorShare: 1 / 4 }, undefined, descriptors);
  const open = Array.from({ length: 8 }, () => enter(files));
  assertEquals(gate.hold(0), 8);
  assertEquals([enter(gate).kind, enter(gate).kind], ["admitted", "dropped"]);
  for (const admission of open) admission[Symbol.dispose]();
  const kinds = (count: number, of: Gate) => Array.from({ length: count }, () => enter(of).kind);
  assertEquals(kinds(3, files), ["admitted", "admitted", "dropped"]);
  assertEquals(kinds(6, gate), [...Array(5).fill("admitted"), "dropped"]);
});
