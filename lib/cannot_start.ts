/**
 * Why the daemon cannot start, in words for whoever started it.
 *
 * @module
 */

import type { Translated } from "./core/language.ts";
import { type Template, translate } from "./core/templates.ts";

/** The environment does not allow a start; the message is the sentence in English. */
export class CannotStart extends Error {
  /** The name in stack traces. */
  override readonly name: string = "CannotStart";
  /** One sentence to show as it is. */
  readonly sentence: Translated;

  /** Made of the sentence, and of what was found out. */
  constructor(sentence: Translated, options?: ErrorOptions) {
    super(sentence.en, options);
    this.sentence = sentence;
  }
}

/** Makes a sentence of what the runtime says about a listener that cannot be opened. */
export function cannotListen(address: string, error: unknown): CannotStart {
  const reason = reasonOf(error);
  const zh = `无法监听 ${address}：${translate(reason, REASONS)}`;
  return new CannotStart({ en: `cannot listen on ${address}: ${reason}`, zh }, { cause: error });
}

/** Takes the sentence of credentials that cannot be used. */
export function cannotUse(error: Error): CannotStart {
  const { message } = error;
  return new CannotStart({ en: message, zh: translate(message, CREDENTIALS) }, { cause: error });
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "the address is taken by another program";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.NotCapable) return "this program was built without permission";
  if (error instanceof Deno.errors.NotFound) return "there is no such folder";
  return error instanceof Error ? error.message.split("\n", 1)[0] ?? error.name : String(error);
}

const REASONS: readonly Template[] = [
  ["the address is taken by another program", "该地址已被另一个程序占用"],
  ["this machine has no such address", "本机没有这个地址"],
  ["permission denied", "权限不足"],
  ["this program was built without permission", "程序在构建时未获得所需权限"],
  ["there is no such folder", "没有这个文件夹"],
  ["failed to lookup address information: {}", "找不到该主机：{}"],
];

const UNREADABLE: readonly Template[] = [
  ["there is no such file", "没有这个文件"],
  ["permission denied", "权限不足"],
  ["it is a folder", "它是一个文件夹"],
  ["{}", "{}"],
];

/** What `net/credentials.ts` says, which knows no language but its own. */
const CREDENTIALS: readonly Template[] = [
  ["the certificate file {} has no certificate in PEM", "证书文件 {} 中没有 PEM 格式的证书"],
  [
    "the key in {} is encrypted; a key without a passphrase is needed",
    "{} 中的私钥已加密；需要没有口令的私钥",
  ],
  ["the key file {} has no private key in PEM", "私钥文件 {} 中没有 PEM 格式的私钥"],
  [
    "the key in {} does not belong to the certificate in {}",
    "{} 中的私钥与 {} 中的证书不匹配",
  ],
  [
    "the certificate in {} with the key in {} cannot be used: {}",
    "{} 中的证书与 {} 中的私钥无法使用：{}",
  ],
  ["the certificate file {} is longer than 1 MiB", "证书文件 {} 超过 1 MiB"],
  ["the key file {} is longer than 1 MiB", "私钥文件 {} 超过 1 MiB"],
  ...UNREADABLE.flatMap(([english, chinese]): Template[] => [
    [`cannot read the certificate file {}: ${english}`, `无法读取证书文件 {}：${chinese}`],
    [`cannot read the key file {}: ${english}`, `无法读取私钥文件 {}：${chinese}`],
  ]),
];
