/**
 * What each request gets: files, and one sentence where there is none.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { pipe } from "../../../lib/net/pipe.ts";
import { answersIn, bytesOf, FILES, handshake, request } from "../../support/web_requests.ts";
import { WebScene } from "../../support/web_scene.ts";

function utf8(text: string): string {
  return new TextDecoder().decode(bytesOf(text));
}

Deno.test("GET / is the page, with what a browser may do with it", async () => {
  const [answer] = await new WebScene().ask(request());
  assertEquals(answer?.status, 200);
  assertEquals(answer?.body, FILES[0]?.text);
  assertEquals(Object.fromEntries(answer?.fields ?? []), {
    "date": "Fri, 27 Nov 2026 10:00:00 GMT",
    "cache-control": "no-cache",
    "vary": "Accept-Encoding",
    "etag": answer?.fields.get("etag") ?? "",
    "content-type": "text/html; charset=utf-8",
    "content-length": "5000",
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
      "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
  });
});

Deno.test("a page as plain HTTP from an address has no field that a browser would complain of", async () => {
  const named = request().replace("127.0.0.1:8080", "192.0.2.7:8080");
  const [answer] = await new WebScene().ask(named);
  assertEquals([answer?.status, answer?.fields.has("cross-origin-opener-policy")], [200, false]);
});

Deno.test("a file comes in the coding that the browser takes, and not again if it has it", async () => {
  const scene = new WebScene();
  const [coded] = await scene.ask(request("/app.js?v=1", ["Accept-Encoding: gzip, br"]));
  assertEquals(coded?.fields.get("content-encoding"), "br");
  assertEquals(coded?.fields.get("content-length"), `${coded?.body.length}`);
  const etag = coded?.fields.get("etag");
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
    const fields = ["Accept-Encoding: br", `If-None-Match: ${known}`];
    const [same] = await scene.ask(request("/app.js", fields));
    assertEquals([same?.status, same?.body, same?.fields.get("etag")], [304, "", etag]);
    assertEquals(same?.fields.get("content-length"), undefined);
  }
  // In another coding it is another one.
  const [plain] = await scene.ask(request("/app.js", [`If-None-Match: ${etag}`]));
  assertEquals([plain?.status, plain?.body.length], [200, 14_000]);
});

Deno.test("HEAD is answered as GET is, without the body", async () => {
  const scene = new WebScene();
  const [got] = await scene.ask(request("/icon.svg"));
  const [headed] = await scene.ask(request("/icon.svg", [], "HEAD"));
  assertEquals(headed?.fields, got?.fields);
  assertEquals([got?.body, headed?.body], ["<svg/>", ""]);
});

/** A request, the status of its answer, and its sentence. */
const REFUSALS: readonly (readonly [string, number, string])[] = [
  [
    "hello\r\n",
    400,
    "this is not a valid HTTP/1.1 request; open this address in a browser",
  ],
  [
    request("/", ["Transfer-Encoding: chunked"]),
    400,
    "this is not a valid HTTP/1.1 request; open this address in a browser",
  ],
  [
    request("/", ["Content-Length: 1"]),
    413,
    "a request must not have a body",
  ],
  [
    request("/", [`X: ${"x".repeat(8192)}`]),
    431,
    "the header of a request must not be longer than 8192 bytes",
  ],
  [
    request("/".padEnd(2049, "x")),
    431,
    "the address in a request must not be longer than 2048 bytes",
  ],
  [
    request().replace("127.0.0.1:8080", "evil.example"),
    421,
    "this page is not served under the name evil.example; the operator can allow it: " +
    "--web-host evil.example",
  ],
  [request("/favicon.ico"), 404, "there is nothing at this address; the chat is at /"],
  [request("/", [], "POST"), 405, "only GET and HEAD are allowed"],
  [request("/", ["Content-Length: 3"], "PUT"), 405, "only GET and HEAD are allowed"],
  [request("*", [], "OPTIONS"), 405, "only GET and HEAD are allowed"],
  [
    request("/socket"),
    426,
    "this address only accepts WebSockets; a proxy in front must pass on Upgrade and Connection",
  ],
  [handshake("Sec-WebSocket-Version: 8"), 426, "the version of the WebSocket must be 13"],
  [
    handshake("Sec-WebSocket-Key: x"),
    400,
    "the WebSocket handshake is incomplete or wrong",
  ],
  [
    handshake("Sec-WebSocket-Protocol:"),
    400,
    "the WebSocket must offer the subprotocol hubbub.json.1",
  ],
  [
    handshake("Origin: https://evil.example"),
    403,
    "pages of https://evil.example may not open this chat; the operator can allow it: " +
    "--web-origin https://evil.example",
  ],
  [
    "PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n" + request(),
    400,
    "this port takes no PROXY header; the proxy must send X-Forwarded-For or Forwarded instead",
  ],
  [
    request("/socket", [], "HEAD"),
    405,
    "",
  ],
];

for (const [text, status, sentence] of REFUSALS) {
  Deno.test(`refused with ${status}, one sentence, and the end: ${text.slice(0, 60)}`, async () => {
    const scene = new WebScene();
    const answer = await scene.answer(text);
    assertEquals([answer.status, answer.body], [status, sentence && `${sentence}\n`]);
    assertEquals(scene.statuses, [status]);
    assertEquals(answer.fields.get("connection")?.split(", ").at(-1), "close");
    assertEquals(answer.fields.get("content-type"), "text/plain; charset=utf-8");
    assertEquals(answer.fields.get("cache-control"), "no-store");
    assertEquals(answer.fields.get("content-security-policy")?.slice(0, 18), "default-src 'none'");
    assertEquals(answer.fields.get("x-content-type-options"), "nosniff");
  });
}

Deno.test("an answer says what would be served: methods, and the version of WebSockets", async () => {
  const scene = new WebScene();
  const bad = await scene.answer(request("/", [], "DELETE"));
  assertEquals(bad.fields.get("allow"), "GET, HEAD");
  const old = await scene.answer(handshake("Sec-WebSocket-Version: 8"));
  assertEquals(old.fields.get("sec-websocket-version"), "13");
  assertEquals(old.fields.get("upgrade"), "websocket");
  assertEquals(old.fields.get("connection"), "Upgrade, close");
});

Deno.test("a sentence is in the language of the browser, else in that of the daemon", async () => {
  const scene = new WebScene({ language: "zh" });
  const chinese = "这个地址没有内容；聊天室在 /\n";
  const english = "there is nothing at this address; the chat is at /\n";
  const answer = async (...fields: string[]) =>
    utf8((await scene.answer(request("/x", fields))).body);
  assertEquals(await answer(), chinese);
  assertEquals(await answer("Accept-Language: fr"), chinese);
  assertEquals(await answer("Accept-Language: en-US,en;q=0.5"), english);
  const refused = await new WebScene().answer(request("/x", ["Accept-Language: zh-CN"]));
  assertEquals([utf8(refused.body), refused.fields.get("content-language")], [chinese, "zh"]);
});

Deno.test("files are counted by the client's address, and one over the limit is told when to come again", async () => {
  const asked: (string | undefined)[] = [];
  const scene = new WebScene({
    trustedProxies: ["203.0.113.0/24"],
    admitFile: ({ hostname }) => {
      asked.push(hostname);
      return hostname === "198.51.100.7" ? { status: 429, retryAfter: 30_500 } : undefined;
    },
  });
  const from = (ip: string) => request("/", [`X-Forwarded-For: ${ip}`]);
  const refused = await scene.answer(from("198.51.100.7"));
  assertEquals([refused.status, refused.fields.get("retry-after")], [429, "31"]);
  assertEquals(refused.body, "too many requests from your address; try again in a minute\n");
  const [served] = await scene.ask(from("198.51.100.8"));
  assertEquals(served?.status, 200);
  // What costs nothing is not counted: refusals, and upgrades, which the gate counts.
  await scene.answer(request("/x", ["X-Forwarded-For: 198.51.100.9"]));
  assertEquals(asked, ["198.51.100.7", "198.51.100.8"]);
});

Deno.test("a trusted proxy that does not say from whom a request comes is told so, and no file is sent", async () => {
  const scene = new WebScene({ trustedProxies: ["203.0.113.0/24"] });
  const missing = await scene.answer(request());
  assertEquals([missing.status, missing.body], [
    400,
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is missing\n",
  ]);
  const wrong = await scene.answer(request("/", ["X-Forwarded-For: x"]));
  assertEquals([wrong.status, wrong.body], [
    400,
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is wrong\n",
  ]);
});

Deno.test("turnAway() answers without reading a request, and closes", async () => {
  const table = [
    [{ status: 503, retryAfter: 5000 }, 503, "5", "the server is busy; try again in a moment"],
    [
      "plain-on-tls",
      400,
      undefined,
      "this port speaks TLS; open the address with https:// in front",
    ],
  ] as const;
  for (const [dismissal, status, retry, sentence] of table) {
    const scene = new WebScene();
    const [theirs, ours] = pipe();
    const done = scene.front.turnAway(ours, dismissal);
    const bytes = await theirs.read() ?? new Uint8Array(0);
    const [answer] = answersIn(String.fromCharCode(...bytes));
    assertEquals([answer?.status, answer?.fields.get("retry-after")], [status, retry]);
    assertEquals(answer?.body, `${sentence}\n`);
    assertEquals(await theirs.read(), null);
    theirs.close();
    await done;
    assertEquals([scene.front.open, scene.statuses], [0, [status]]);
  }
});
