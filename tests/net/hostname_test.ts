import { assertEquals } from "@std/assert";
import { domainToASCII, domainToUnicode } from "node:url";
import { asciiHostname, shownHostname } from "../../lib/net/hostname.ts";

/** Labels of several scripts and lengths, with and without ASCII in them, in canonical form. */
const LABELS = [
  "例子",
  "测试",
  "münchen",
  "bücher",
  "ü",
  "faß",
  "пример",
  "испытание",
  "παράδειγμα",
  "도메인",
  "ใครหรือผู้ใด",
  "他们为什么不说中文",
  "他們爲什麽不説中文",
  "почемужеонинеговорятпорусски",
  "なぜみんな日本語を話してくれないのか",
  "3年b組金八先生",
  "mais-où-est-le-chat",
  "𠮷野家",
];

for (const label of LABELS) {
  Deno.test(`${label} as ASCII and back are what node:url makes of it`, () => {
    const ascii = domainToASCII(label);
    assertEquals(asciiHostname(label), ascii);
    assertEquals(domainToUnicode(ascii), label);
    assertEquals(shownHostname(ascii), label);
    assertEquals(shownHostname(`chat.${ascii.toUpperCase()}.example.`), `chat.${label}.example.`);
  });
}

Deno.test("a name of ASCII is shown as it is", () => {
  for (const name of ["localhost", "Chat.Example", "a_b-c.d", "127.0.0.1", "::1", ""]) {
    assertEquals(asciiHostname(name), name);
    assertEquals(shownHostname(name), name);
  }
});

Deno.test("what is no Punycode, or means another name, is shown as it is", () => {
  const names = ["xn--", "xn--a", "xn---a", "xn--a-", "xn--0000000", "xn--99999999", "xn--é"];
  // An emoji, a hyphen that is not the one of ASCII, no character, and a number past all of them.
  names.push("xn--ls8h", "xn--a-0gn", "xn--a-ecp", `xn--${"9".repeat(59)}`);
  for (const name of names) assertEquals(shownHostname(`${name}.example`), `${name}.example`);
});

Deno.test("an IPv4 address in wide digits is one, and an abbreviated one is not", () => {
  assertEquals(asciiHostname("１２７．0.0.1"), "127.0.0.1");
  assertEquals(asciiHostname("127。0。0。1"), "127.0.0.1");
  for (const text of ["１.１", "０x7f.1", "１２７。１", "２１３０７０６４３３"]) {
    assertEquals(asciiHostname(text), text);
  }
});
