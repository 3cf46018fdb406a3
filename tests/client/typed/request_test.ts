import { assertEquals } from "@std/assert";
import { commandsWith } from "../../../lib/client/typed/command_list.ts";
import { parseTyped, typedForm } from "../../../lib/client/typed/request.ts";

const CASES: ReadonlyArray<readonly [string, unknown]> = [
  ["hello", { kind: "request", request: { type: "say", text: "hello" } }],
  [" /quit", { kind: "request", request: { type: "say", text: " /quit" } }],
  ["//x", { kind: "request", request: { type: "say", text: "/x" } }],
  ["/me waves", { kind: "request", request: { type: "me", text: "waves" } }],
  ["/say /x", { kind: "request", request: { type: "say", text: "/x" } }],
  ["/nick  duke ", { kind: "request", request: { type: "nick", nick: "duke" } }],
  ["/ping", { kind: "request", request: { type: "ping" } }],
  ["/ping t1", { kind: "request", request: { type: "ping", token: "t1" } }],
  ["/quit", { kind: "request", request: { type: "quit" } }],
  ["/quit see you", { kind: "request", request: { type: "quit", reason: "see you" } }],
  ["/exit", { kind: "request", request: { type: "quit" } }],
  ["/exit see you", { kind: "request", request: { type: "quit", reason: "see you" } }],
  ["//exit", { kind: "request", request: { type: "say", text: "/exit" } }],
  ["/who", { kind: "request", request: { type: "who" } }],
  ["who ", { kind: "request", request: { type: "who" } }],
  ["who is it", { kind: "request", request: { type: "say", text: "who is it" } }],
  ["rename|Duke", { kind: "request", request: { type: "nick", nick: "Duke" } }],
  ["/help", { kind: "request", request: { type: "help" } }],
  ["/foo bar", { kind: "command", name: "foo", rest: "bar" }],
  ["/nick", { kind: "incomplete", notice: { code: "usage", usage: "/nick NAME" } }],
  ["/me  ", { kind: "incomplete", notice: { code: "usage", usage: "/me TEXT" } }],
  ["", { kind: "blank" }],
];

for (const [line, expected] of CASES) {
  Deno.test(`parseTyped() reads ${JSON.stringify(line)}`, () => {
    assertEquals<unknown>(parseTyped(line, commandsWith()), expected);
  });
}

Deno.test("typedForm() is how a text is typed so that it is said", () => {
  const texts = ["hi", "/quit", "//x", "who", "rename|x", " /me", ""];
  assertEquals(texts.map(typedForm), ["hi", "//quit", "///x", " who", " rename|x", " /me", ""]);
});
