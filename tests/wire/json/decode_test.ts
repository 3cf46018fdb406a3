import { assertEquals } from "@std/assert";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import { toSafeJson } from "../../../lib/wire/json/object.ts";

Deno.test("a message is read with its stamp", () => {
  const line = '{"type":"message","seq":7,"time":"2026-01-02T03:04:05.000Z","room":"lobby",' +
    '"from":"ann","text":"hi","new":1}';
  const read = parseDaemonLine(line);
  assertEquals<unknown>(read.kind === "event" && read.event, {
    kind: "message",
    room: "lobby",
    seq: 7,
    time: new Date("2026-01-02T03:04:05.000Z"),
    from: "ann",
    text: "hi",
  });
});

Deno.test("control characters of a hostile daemon never come through", () => {
  const read = parseDaemonLine('{"type":"message","from":"a\\u001b[2J","text":"x\\u009by"}');
  const text = JSON.stringify(read.kind === "event" && read.event);
  assertEquals(text.includes("\\u001b"), false);
  assertEquals(text.includes("\u009b"), false);
});

Deno.test("wrong and missing fields become harmless", () => {
  const read = parseDaemonLine('{"type":"members","members":[1,{"name":5,"here":-1}]}');
  assertEquals<unknown>(read.kind === "event" && read.event, {
    kind: "members",
    room: "lobby",
    members: [{ name: "", id: 0, here: 0, idle: 0, address: undefined, away: undefined }],
    more: 0,
  });
});

Deno.test("an event without the name that it is about is no event", () => {
  const lines = [
    '{"type":"message","text":"hi"}',
    '{"type":"action","from":7,"text":"waves"}',
    '{"type":"joined"}',
    '{"type":"left","name":""}',
    '{"type":"renamed","from":"ann"}',
    '{"type":"renamed","to":"ann"}',
    '{"type":"private","from":"ann","text":"psst"}',
    '{"type":"private","to":"ann","text":"psst"}',
  ];
  assertEquals(lines.map((line) => parseDaemonLine(line).kind), lines.map(() => "unknown"));
});

Deno.test("an unknown type is set apart", () => {
  assertEquals(parseDaemonLine('{"type":"whatever"}').kind, "unknown");
  assertEquals(parseDaemonLine("{}").kind, "unknown");
});

Deno.test("what is no object is a plain line", () => {
  assertEquals<unknown>(parseDaemonLine("-- the server is full"), {
    kind: "plain",
    text: "-- the server is full",
  });
  assertEquals(parseDaemonLine("[1]").kind, "plain");
});

Deno.test("a reason tells the leaver's words from the daemon's", () => {
  const read = parseDaemonLine('{"type":"left","name":"bob","reason":"tea","by":"member"}');
  assertEquals<unknown>(read.kind === "event" && read.event, {
    kind: "left",
    room: "lobby",
    seq: 0,
    time: undefined,
    name: "bob",
    reason: { by: "member", code: "", text: "tea", known: undefined },
  });
});

Deno.test("toSafeJson() keeps everything that acts on a terminal escaped", () => {
  assertEquals(
    toSafeJson({ text: "\x1b[1m\x9b\u202e中" }),
    '{"text":"\\u001b[1m\\u009b\\u202e中"}',
  );
});
