/**
 * Why a request of HTTP is not served, in every language.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { webProblemIn } from "../../lib/words/catalogue/web.ts";
import { ENGLISH_WEB } from "../../lib/words/en/web.ts";
import type { WebProblem } from "../../lib/words/web.ts";

const SENTENCES: readonly (readonly [WebProblem, string, string])[] = [
  [
    { code: "bad-request" },
    "this is not a valid HTTP/1.1 request; open this address in a browser",
    "这不是有效的 HTTP/1.1 请求；请用浏览器打开这个地址",
  ],
  [
    { code: "head-too-large", limit: 8192 },
    "the header of a request must not be longer than 8192 bytes",
    "请求头最多 8192 字节",
  ],
  [
    { code: "target-too-long", limit: 2048 },
    "the address in a request must not be longer than 2048 bytes",
    "请求中的地址最多 2048 字节",
  ],
  [{ code: "has-body" }, "a request must not have a body", "请求不能带正文"],
  [
    { code: "wrong-host", host: "chat.example" },
    "this page is not served under the name chat.example; the operator can allow it: " +
    "--web-host chat.example",
    "本页面不以 chat.example 这个名称提供；管理员可以这样允许：--web-host chat.example",
  ],
  [
    { code: "not-forwarded" },
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is missing",
    "代理必须说明客户端的地址，但缺少 X-Forwarded-For 或 Forwarded",
  ],
  [
    { code: "bad-forwarding" },
    "the proxy must name the address of the client, and X-Forwarded-For or Forwarded is wrong",
    "代理必须说明客户端的地址，但 X-Forwarded-For 或 Forwarded 有误",
  ],
  [
    { code: "not-found" },
    "there is nothing at this address; the chat is at /",
    "这个地址没有内容；聊天室在 /",
  ],
  [{ code: "bad-method" }, "only GET and HEAD are allowed", "只接受 GET 和 HEAD"],
  [
    { code: "no-upgrade" },
    "this address only accepts WebSockets; a proxy in front must pass on Upgrade and Connection",
    "这个地址只接受 WebSocket；前面的代理必须转发 Upgrade 和 Connection",
  ],
  [
    { code: "bad-version" },
    "the version of the WebSocket must be 13",
    "WebSocket 的版本必须是 13",
  ],
  [
    { code: "bad-handshake" },
    "the WebSocket handshake is incomplete or wrong",
    "WebSocket 握手不完整或有误",
  ],
  [
    { code: "no-subprotocol", protocol: "hubbub.json.1" },
    "the WebSocket must offer the subprotocol hubbub.json.1",
    "WebSocket 必须提出子协议 hubbub.json.1",
  ],
  [
    { code: "wrong-origin", origin: "https://a.example" },
    "pages of https://a.example may not open this chat; the operator can allow it: " +
    "--web-origin https://a.example",
    "https://a.example 的页面不能打开这个聊天室；管理员可以这样允许：--web-origin https://a.example",
  ],
  [
    { code: "too-many-requests" },
    "too many requests from your address; try again in a minute",
    "来自你的地址的请求太多；请一分钟后再试",
  ],
  [{ code: "busy" }, "the server is busy; try again in a moment", "服务器正忙；请稍后再试"],
  [
    { code: "proxy-header" },
    "this port takes no PROXY header; the proxy must send X-Forwarded-For or Forwarded instead",
    "这个端口不接受 PROXY 头；代理应改为发送 X-Forwarded-For 或 Forwarded",
  ],
  [
    { code: "plain-on-tls" },
    "this port speaks TLS; open the address with https:// in front",
    "这个端口使用 TLS；请用 https:// 开头的地址打开",
  ],
];

Deno.test("why a request is not served has a sentence in each language", () => {
  for (const [problem, english, chinese] of SENTENCES) {
    assertEquals(webProblemIn("en", problem), english);
    assertEquals(webProblemIn("zh", problem), chinese);
  }
  assertEquals(SENTENCES.map(([{ code }]) => code).toSorted(), Object.keys(ENGLISH_WEB).toSorted());
});
