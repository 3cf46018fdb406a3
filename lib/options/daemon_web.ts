/**
 * The options of the web page and its WebSocket.
 *
 * @module
 */

import type { DaemonOption } from "./daemon_option.ts";
import { tcpAddress } from "./kinds.ts";
import { webHost, webOrigin } from "./web_kinds.ts";

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
} as const satisfies Readonly<Record<string, DaemonOption>>;
