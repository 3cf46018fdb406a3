import { assertEquals } from "@std/assert";
import { webHost, webOrigin } from "../../lib/options/web_kinds.ts";

Deno.test("a host is a name as browsers send it", () => {
  const { read } = webHost();
  assertEquals(read("chat.example.org"), "chat.example.org");
  assertEquals(read("Chat.Example.ORG"), "chat.example.org");
  assertEquals(read("例子.example"), "xn--fsqu00a.example");
  assertEquals(read("box"), "box");
});

Deno.test("a host with a port, a wildcard or an address in it is no name", () => {
  const { read } = webHost();
  const wrong = [
    "",
    "a:80",
    "https://a",
    "a/b",
    "*.a",
    "a b",
    "a..b",
    "-a",
    "1.2.3.4",
    "1.2",
    "::1",
  ];
  for (const text of [...wrong, "[::1]", "a@b", "a%41", "a\\b", "a#b", `${"a".repeat(64)}.org`]) {
    assertEquals(read(text), undefined, text);
  }
  const label = "a".repeat(63);
  assertEquals(read([label, label, label, "a".repeat(61)].join("."))?.length, 253);
  assertEquals(read([label, label, label, "a".repeat(62)].join(".")), undefined);
});

Deno.test("an origin is a scheme, a host and a port that is not the scheme's own", () => {
  const { read } = webOrigin();
  assertEquals(read("https://Chat.example.org"), "https://chat.example.org");
  assertEquals(read("https://chat.example.org/"), "https://chat.example.org");
  assertEquals(read("https://chat.example.org:443"), "https://chat.example.org");
  assertEquals(read("http://[::1]:8080"), "http://[::1]:8080");
});

Deno.test("an origin with a path, a user or another scheme is none", () => {
  const { read } = webOrigin();
  const wrong = [
    "",
    "null",
    "*",
    "chat.example.org",
    "https://",
    "https://a/b",
    "https://a/?",
    "https://a#",
  ];
  for (const text of [...wrong, "https://u@a", "wss://a", "file:///a", "https://a b", "data:x"]) {
    assertEquals(read(text), undefined, text);
  }
});
