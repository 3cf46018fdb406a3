/**
 * Simplified Chinese: why the engine that several daemons share cannot be used.
 *
 * @module
 */

import type { FileFault } from "../../program/short_file.ts";
import { escapeUnprintable, quote } from "../../text/printable.ts";
import type { EngineFile, EngineWords } from "../engine.ts";

const FILES: Readonly<Record<EngineFile, string>> = {
  key: "--cluster-key",
  authority: "--cluster-ca",
};
const NOT_A_KEY = {
  "no-seed": "中没有 nkey 种子；可用 hubbubd cluster-key FILE 生成",
  "not-user": "中的 nkey 不属于用户；可用 hubbubd cluster-key FILE 生成",
  "half-pair": "中的证书缺少私钥，或私钥缺少证书",
} as const;
const RIGHTS = { publish: "发布", subscribe: "订阅" } as const;

/** The sentences, given those on why a file cannot be read. What the system says stays as it is. */
export function chineseEngine(whyUnread: (fault: FileFault) => string): EngineWords {
  return {
    "engine-unreachable": ({ servers, text }) =>
      `无法连接 NATS 服务器 ${list(servers)}：${escapeUnprintable(text)}`,
    "engine-mute": ({ servers }) =>
      `${list(servers)} 上的程序没有像 NATS 服务器那样应答；只接受 TLS 的服务器需要写成 tls://`,
    "engine-tls": ({ servers, why, text }) => {
      const at = list(servers);
      switch (why) {
        case "authority":
          return `无法信任 ${at} 的证书：其颁发机构既不在 --cluster-ca 中，也不在系统证书中`;
        case "name":
          return `无法信任 ${at} 的证书：它属于另一台主机`;
        case "expired":
          return `无法信任 ${at} 的证书：它已过期或尚未生效`;
        case "no-tls":
          return `${at} 没有以 TLS 开始：其 tls 配置块需要 "handshake_first: true"，否则 URL 应写成 ` +
            "nats://";
        case "refused":
          return `${at} 拒绝本端的证书，或要求一个 --cluster-key 文件中没有的证书`;
        case "other":
          return `与 ${at} 的 TLS 连接失败：${escapeUnprintable(text)}`;
        default:
          return why satisfies never;
      }
    },
    "engine-wants-tls": ({ servers }) =>
      `${list(servers)} 只接受 TLS：URL 应写成 tls://，服务器的 tls 配置块需要 ` +
      '"handshake_first: true"',
    "engine-refuses": ({ user }) =>
      user === undefined
        ? "NATS 服务器要求密钥：--cluster-key FILE"
        : `NATS 服务器不认识 --cluster-key 的密钥 ${user}`,
    "engine-file": ({ file, path, fault }) =>
      `无法读取 ${FILES[file]} 的文件 ${quote(path)}：${whyUnread(fault)}`,
    "engine-long-file": ({ file, path }) => `${FILES[file]} 的文件 ${quote(path)} 超过 1 MiB`,
    "engine-no-authority": ({ path }) => `--cluster-ca 的文件 ${quote(path)} 中没有 PEM 格式的证书`,
    "engine-bad-key": ({ path, why }) => `--cluster-key 的文件 ${quote(path)} ${NOT_A_KEY[why]}`,
    "engine-old": ({ version, needed }) =>
      `NATS 服务器的版本是 ${escapeUnprintable(version)}；需要 ${needed} 或更新的版本`,
    "engine-no-streams": () =>
      "NATS 服务器不为此密钥保存流：其配置需要 jetstream 块，且该账户必须有权使用",
    "engine-no-majority": () => "NATS 服务器没有为日志应答：必须有多数服务器在运行且彼此连通",
    "engine-no-log": () => "NATS 服务器上还没有日志；可用 hubbubd cluster-init 建立",
    "engine-foreign-log": ({ stream }) =>
      `NATS 服务器上的流 ${stream} 不是由 hubbubd cluster-init 建立的日志`,
    "engine-no-right": ({ right, subject }) =>
      `--cluster-key 的密钥无权${RIGHTS[right]} ${quote(subject)}`,
    "engine-other": ({ text }) => `NATS 服务器拒绝：${escapeUnprintable(text)}`,
  };
}

function list(servers: readonly string[]): string {
  return servers.map((each) => escapeUnprintable(each)).join("、");
}
