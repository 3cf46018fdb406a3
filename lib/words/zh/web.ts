/**
 * Simplified Chinese: why a request of HTTP is not served.
 *
 * @module
 */

import type { WebWords } from "../web.ts";

/** Why a request is not served, in Simplified Chinese. */
export const CHINESE_WEB: WebWords = {
  "bad-request": () => "这不是有效的 HTTP/1.1 请求；请用浏览器打开这个地址",
  "head-too-large": ({ limit }) => `请求头最多 ${limit} 字节`,
  "target-too-long": ({ limit }) => `请求中的地址最多 ${limit} 字节`,
  "has-body": () => "请求不能带正文",
  "wrong-host": ({ host }) =>
    `本页面不以 ${host} 这个名称提供；管理员可以这样允许：--web-host ${host}`,
  "not-forwarded": () => "代理必须说明客户端的地址，但缺少 X-Forwarded-For 或 Forwarded",
  "bad-forwarding": () => "代理必须说明客户端的地址，但 X-Forwarded-For 或 Forwarded 有误",
  "not-found": () => "这个地址没有内容；聊天室在 /",
  "bad-method": () => "只接受 GET 和 HEAD",
  "no-upgrade": () => "这个地址只接受 WebSocket；前面的代理必须转发 Upgrade 和 Connection",
  "bad-version": () => "WebSocket 的版本必须是 13",
  "bad-handshake": () => "WebSocket 握手不完整或有误",
  "no-subprotocol": ({ protocol }) => `WebSocket 必须提出子协议 ${protocol}`,
  "wrong-origin": ({ origin }) =>
    `${origin} 的页面不能打开这个聊天室；管理员可以这样允许：--web-origin ${origin}`,
  "too-many-requests": () => "来自你的地址的请求太多；请一分钟后再试",
  "busy": () => "服务器正忙；请稍后再试",
  "proxy-header": () => "这个端口不接受 PROXY 头；代理应改为发送 X-Forwarded-For 或 Forwarded",
  "plain-on-tls": () => "这个端口使用 TLS；请用 https:// 开头的地址打开",
};
