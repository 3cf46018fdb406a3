import { assertEquals } from "@std/assert";
import { pagePlace, pageUrl } from "../../../lib/doors/web/page_url.ts";

const HOSTS = ["chat.example", "other.example"];

const CASES: readonly [string, string, readonly string[], string][] = [
  ["web", "127.0.0.1:8080", [], "http://127.0.0.1:8080/"],
  ["web", "127.0.0.1:8080", HOSTS, "http://127.0.0.1:8080/"],
  ["web", "[::1]:80", [], "http://[::1]/"],
  ["web", "0.0.0.0:8080", [], "http://localhost:8080/"],
  ["web", "[::]:443", HOSTS, "http://chat.example:443/"],
  ["web-tls", "[::]:443", HOSTS, "https://chat.example/"],
  ["web-tls", "0.0.0.0:8443", [], "https://localhost:8443/"],
  ["web-tls", "192.0.2.7:8443", HOSTS, "https://chat.example:8443/"],
  ["web-tls", "192.0.2.7:80", [], "https://192.0.2.7:80/"],
];

for (const [transport, address, hosts, url] of CASES) {
  Deno.test(`the page at ${address} over ${transport}, with ${hosts.length} names, is ${url}`, () => {
    assertEquals(pageUrl({ transport, address }, hosts), url);
  });
}

Deno.test("the place of the page leaves a host open that is not known", () => {
  const place = (transport: string, address: string, ...hosts: string[]) =>
    pagePlace({ transport, address }, hosts);
  assertEquals(place("web", "0.0.0.0:8080"), "http://HOST:8080/");
  assertEquals(place("web-tls", "[::]:443"), "https://HOST/");
  assertEquals(place("web", "[::]:8080", "chat.example"), "http://chat.example:8080/");
  assertEquals(place("web", "192.0.2.7:80"), "http://192.0.2.7/");
  assertEquals(place("web", "127.0.0.1:8080"), "http://127.0.0.1:8080/");
  assertEquals(place("web", "127.0.0.1:8080", "chat.example"), "chat.example");
  assertEquals(place("web", "[::1]:8080", "chat.example"), "chat.example");
});
