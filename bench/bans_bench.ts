/**
 * What an accept costs while many networks are banned: `deno bench bench/bans_bench.ts`. The gate asks the
 * judge for each connection; a figure is for 100 decisions. The banned networks and the addresses are drawn
 * from the same blocks, so that some are banned and the search for the others ends deep in the tree.
 *
 * @module
 */

import { Gate } from "../lib/admission/gate.ts";
import type { Sentence } from "../lib/core/order.ts";
import { barNotice, barOf } from "../lib/core/rules/order/barring.ts";
import { Bans, MAX_DAEMON_BANS } from "../lib/core/state/bans.ts";
import { Ledger } from "../lib/core/state/ledger.ts";
import { LOBBY } from "../lib/core/units.ts";

const LIMITS = { maxConnections: 1_000_000_000, maxPerAddress: 0, connectRate: 0 };
const ADDRESSES = 1024;

/** The same numbers in each run: a linear congruence. */
function numbers(): () => number {
  let state = 20_261_127;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 16;
  };
}

/** Networks of many lengths. */
function networks(family: "IPv4" | "IPv6", count: number): string[] {
  const next = numbers();
  return Array.from({ length: count }, (_, n) => {
    const [a, b, c] = [next(), next(), next()];
    if (family === "IPv4") {
      return `${1 + a % 99}.${a >> 8}.${b >> 8}.${b & 255}/${16 + n % 17}`;
    }
    return `2001:${a.toString(16)}:${b.toString(16)}:${c.toString(16)}::${
      (n & 0xffff).toString(16)
    }/${32 + n % 97}`;
  });
}

/** Addresses in the same blocks. */
function addressesOf(family: "IPv4" | "IPv6"): string[] {
  const all = networks(family, MAX_DAEMON_BANS + ADDRESSES).slice(-ADDRESSES);
  return all.map((network) => network.replace(/\/.*/, ""));
}

/** A gate whose judge has so many bans. */
function gateOf(family: "IPv4" | "IPv6", count: number): Gate {
  const ledger = new Ledger({ epoch: "bench", remember: 0 });
  const { bans } = ledger.order;
  for (const network of networks(family, count)) bans.add(LOBBY, banOf(network), 0);
  return new Gate(LIMITS, (comer) => {
    const bar = barOf({ ledger, at: 0 }, comer);
    return bar && barNotice({ at: 0, time: 0 }, bar);
  });
}

function banOf(network: string): Sentence {
  return { subject: { network }, by: "op", reason: "", since: 0 };
}

for (const family of ["IPv4", "IPv6"] as const) {
  for (const count of [0, 1000, MAX_DAEMON_BANS]) {
    const gate = gateOf(family, count);
    const addresses = addressesOf(family);
    let turn = 0;
    Deno.bench(`100 accepts over ${family}, ${count} bans`, { group: family }, () => {
      for (let n = 0; n < 100; n++) {
        const hostname = addresses[turn++ % ADDRESSES];
        gate.enter({ hostname, descriptors: 1 }, 0)[Symbol.dispose]();
      }
    });
  }
}

Deno.bench("one more ban beside 99,999", { group: "a ban" }, (bench) => {
  const bans = new Bans();
  for (const network of networks("IPv4", MAX_DAEMON_BANS - 1)) bans.add(LOBBY, banOf(network), 0);
  bench.start();
  bans.add(LOBBY, banOf("203.0.113.7"), 0);
  bench.end();
});
