import { assertEquals } from "@std/assert";
import { isKeepable, isMemorable } from "../../../../lib/client/terminal/typing/history.ts";

const SECRET_COMMANDS = [
  " /msg nickserv identify hunter2",
  " /identify hunter2",
  "／identify hunter8",
  "、identify hunter9",
  "/msg nickserv identify hunter3",
  "/ns identify hunter5",
  "/NickServ IDENTIFY x",
  "/quote PASS hunter2",
  "/raw passwd x",
  "//identify hunter2",
  "/me identify hunter2",
  "／ｉｄｅｎｔｉｆｙ hunter2",
  "/login ann pw",
  "/oper ann pw",
  "/auth_plain x",
  "/me says the password is hunter2",
  "/quit my secret",
  "/ identify hunter2",
  "\u200b/identify hunter2",
  "、／identify hunter2",
  "/join dev hunter2",
  "／join #dev open sesame",
  " /join dev hunter2",
  "//join dev hunter2",
  "/room password hunter2",
];

const SECRETS = [
  "my password is hunter2",
  "Password: hunter2",
  "DB_PASSWORD=hunter2",
  "token=abc",
  "pw: hunter2",
  "key = hunter2",
  "ghp_abc123",
  "it is ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "glpat-abcdefghij",
  "AKIAIOSFODNN7EXAMPLE",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
  "9f86d081884c7d659a2feaa0c55ad015",
  "https://ann:hunter2@example.org/",
  "密码是 12345",
  "密碼：12345",
  "验证码 123456",
  "口令 abc",
  "/quit api key: hunter2",
  "identify hunter2",
  "msg nickserv identify hunter2",
  "ns identify hunter2",
  ".identify hunter2",
  "\\identify hunter2",
  "。identify hunter2",
  "nickserv identify hunter2",
];

const UNKNOWN_COMMANDS = ["/connect example.org 6667 hunter2", "/xyzzy", "/logn ann pw"];

const TALK = [
  "hello",
  "/me waves",
  "/nick zoe",
  "/join dev",
  "/room private",
  "/who dev",
  "/quit see you",
  "the tests pass",
  "press any key",
  "a keyboard: nice",
  "https://example.org/2026/11/26/a-long-path-with-words/",
  "123e4567-e89b-12d3-a456-426614174000",
  "internationalization",
  "1234567890123456",
  "/ no command",
  "we identify the cause",
  "who is nickserv",
  "明天见",
];

Deno.test("a command that takes a secret is not remembered at all", () => {
  for (const line of SECRET_COMMANDS) assertEquals(isMemorable(line), false, line);
});

Deno.test("what may carry a secret can be called back, but is not kept for later runs", () => {
  for (const line of [...SECRETS, ...UNKNOWN_COMMANDS]) {
    assertEquals([isMemorable(line), isKeepable(line)], [true, false], line);
  }
});

Deno.test("what people say is kept", () => {
  for (const line of TALK) assertEquals(isKeepable(line), true, line);
});

Deno.test("a long line is judged in a moment", () => {
  for (const line of ["a".repeat(65_536), "1".repeat(65_536), "/pass".repeat(13_000)]) {
    isKeepable(line);
  }
});
