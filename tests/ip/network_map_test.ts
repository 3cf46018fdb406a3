import { assertEquals, assertThrows } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { isInNetwork, parseNetwork } from "../../lib/ip/network.ts";
import { NetworkMap } from "../../lib/ip/network_map.ts";

function mapOf(...networks: string[]): NetworkMap<string> {
  const map = new NetworkMap<string>();
  for (const network of networks) map.set(network, network);
  return map;
}

Deno.test("NetworkMap.all() gives the networks with an address in them, the smallest first", () => {
  const map = mapOf(
    "192.0.2.0/24",
    "192.0.2.7",
    "0.0.0.0/0",
    "192.0.0.0/16",
    "192.0.2.0/25",
    "::/0",
  );
  const around = ["192.0.2.0/25", "192.0.2.0/24", "192.0.0.0/16", "0.0.0.0/0"];
  assertEquals(map.all("192.0.2.7"), ["192.0.2.7", ...around]);
  assertEquals(map.all("::ffff:192.0.2.8"), around);
  assertEquals(map.all("192.0.2.128"), around.slice(1));
  assertEquals(map.all("8.8.8.8"), ["0.0.0.0/0"]);
  assertEquals(map.all("2001:db8::1"), ["::/0"]);
  assertEquals(map.all("bob"), []);
  assertEquals(map.find("192.0.2.7"), "192.0.2.7");
  assertEquals(map.find("bob"), undefined);
});

Deno.test("NetworkMap.set() knows a network in every spelling, and replaces its value", () => {
  const map = new NetworkMap<number>();
  map.set("2001:DB8::1/64", 1);
  map.set("2001:db8:0:0::/64", 2);
  assertEquals(map.all("2001:db8::9"), [2]);
  assertEquals(map.size, 1);
  assertThrows(() => map.set("bob", 3), TypeError, '"bob" is no network');
});

Deno.test("NetworkMap.delete() removes a network and leaves those around and within it", () => {
  const map = mapOf("10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24");
  assertEquals(map.delete("10.1.0.0/16"), true);
  assertEquals(map.delete("10.1.0.0/16"), false);
  assertEquals(map.delete("10.0.0.0/9"), false);
  assertEquals(map.delete("bob"), false);
  assertEquals(map.all("10.1.2.3"), ["10.1.2.0/24", "10.0.0.0/8"]);
  assertEquals(map.size, 2);
});

/** Few bits that differ, so that networks contain one another and share their beginnings. */
const ipv4 = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.integer({ min: 0, max: 32 }))
  .map(([high, low, length]) => `${high * 64}.0.${low * 85}.${low * 64}/${length}`);
const ipv6 = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.integer({ min: 0, max: 128 }))
  .map(([high, low, length]) => `2001:${high.toString(16)}:8000::${low}:ff/${length}`);
const step = fc.tuple(fc.boolean(), fc.oneof(ipv4, ipv6));

Deno.test("NetworkMap finds what a list of all networks would", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new NetworkMap<string>();
      const list = new Set<string>();
      for (const [isSet, text] of steps) {
        const network = parseNetwork(text) ?? "";
        if (isSet) map.set(text, network);
        else assertEquals(map.delete(text), list.has(network));
        list[isSet ? "add" : "delete"](network);
        assertEquals(map.size, list.size);
      }
      for (const [, text] of steps) {
        const ip = text.replace(/\/.*/, "");
        const found = [...list].filter((network) => isInNetwork(ip, network));
        const length = (network: string) => Number(network.split("/")[1] ?? 128);
        assertEquals(map.all(ip), found.sort((a, b) => length(b) - length(a)));
      }
    }),
    { numRuns: 500 },
  );
});
