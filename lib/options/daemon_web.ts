/**
 * The options of the web page and its WebSocket.
 *
 * @module
 */

import type { DaemonOption } from "./daemon_option.ts";
import { tcpAddress } from "./kinds.ts";
import { webHost, webNode, webOrigin } from "./web_kinds.ts";

/** The options of the page, in the order of the help. */
export const WEB_OPTIONS = {
  "web-listen": {
    kind: tcpAddress(),
    isRepeatable: true,
    atReload: "restart",
    summary: {
      en: "serves the page for browsers at HOST:PORT or [IPV6]:PORT, over plain HTTP",
      zh: "在 HOST:PORT 或 [IPV6]:PORT 提供浏览器使用的网页，使用明文 HTTP",
    },
  },
  "web-tls-listen": {
    kind: tcpAddress(),
    isRepeatable: true,
    atReload: "restart",
    summary: {
      en: "serves the page over TLS, with the certificate of --tls-cert",
      zh: "通过 TLS 提供网页，使用 --tls-cert 的证书",
    },
  },
  "web-host": {
    kind: webHost(),
    isRepeatable: true,
    atReload: "applied",
    summary: {
      en: "serves the page under this name too; under addresses and localhost it always does",
      zh: "也以这个主机名提供网页；IP 地址和 localhost 总是可用",
    },
  },
  "web-origin": {
    kind: webOrigin(),
    isRepeatable: true,
    atReload: "applied",
    summary: {
      en: "lets pages of this other site connect as well, as https://chat.example.org",
      zh: "也允许这个其他网站的页面连接，例如 https://chat.example.org",
    },
  },
  "web-node": {
    kind: webNode(),
    isRepeatable: true,
    atReload: "applied",
    summary: {
      en:
        "the page of another node of the chat, as https://b.example.org, where pages go on if this one is lost; " +
        "that one needs this one's origin in --web-origin",
      zh: "聊天另一个节点的网页，例如 https://b.example.org，此节点断开时网页转到那里；" +
        "那个节点的 --web-origin 要有此网页的来源",
    },
  },
} as const satisfies Readonly<Record<string, DaemonOption>>;
