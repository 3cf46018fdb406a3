/**
 * Why the daemon cannot start, in every language.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { cannotListen, cannotUse } from "../lib/cannot_start.ts";
import {
  readCredentials,
  refusedCredentials,
  UnusableCredentials,
} from "../lib/net/credentials.ts";

const FILES = { certFile: "c.pem", keyFile: "k.pem" };

Deno.test("a listener that cannot be opened is said in English and in Chinese", () => {
  const { message, sentence } = cannotListen("127.0.0.1:1", new Deno.errors.AddrInUse("x"));
  assertEquals(message, "cannot listen on 127.0.0.1:1: the address is taken by another program");
  assertEquals(sentence, { en: message, zh: "无法监听 127.0.0.1:1：该地址已被另一个程序占用" });
});

for (const kind of ["AddrNotAvailable", "PermissionDenied", "NotCapable", "NotFound"] as const) {
  Deno.test(`a listener that cannot be opened has a Chinese reason: ${kind}`, () => {
    const { sentence } = cannotListen("unix:/x", new Deno.errors[kind]("x"));
    assert(/^无法监听 unix:\/x：[^a-z]+$/.test(sentence.zh), sentence.zh);
  });
}

Deno.test("a reason that nobody foresaw stays as it is", () => {
  const { sentence } = cannotListen("unix:/x", new Error("out of luck\n  at fate"));
  assertEquals(sentence.zh, "无法监听 unix:/x：out of luck");
});

for (const words of ["KeyMismatch", "something else"]) {
  Deno.test(`credentials that the runtime refuses are said in Chinese: ${words}`, () => {
    const { sentence } = cannotUse(refusedCredentials(FILES, new Error(words)));
    assert(/^c\.pem|^k\.pem/.test(sentence.zh), sentence.zh);
    assertEquals(sentence.zh.includes("私钥"), true);
  });
}

const CONTENTS: ReadonlyArray<readonly [cert: string, key: string, sentence: string]> = [
  ["nothing", "nothing", "证书文件 DIR/c.pem 中没有 PEM 格式的证书"],
  ["-----BEGIN CERTIFICATE-----", "nothing", "私钥文件 DIR/k.pem 中没有 PEM 格式的私钥"],
  [
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
    "DIR/k.pem 中的私钥已加密；需要没有口令的私钥",
  ],
  ["x".repeat(1_048_577), "", "证书文件 DIR/c.pem 超过 1 MiB"],
];

for (const [cert, key, sentence] of CONTENTS) {
  Deno.test(`in Chinese: ${sentence}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/c.pem`, cert);
      await Deno.writeTextFile(`${folder}/k.pem`, key);
      const files = { certFile: `${folder}/c.pem`, keyFile: `${folder}/k.pem` };
      const error = await assertRejects(() => readCredentials(files), UnusableCredentials);
      assertEquals(cannotUse(error).sentence.zh.replaceAll(folder, "DIR"), sentence);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("a file that cannot be read is said in Chinese, whatever it is called", async () => {
  const files = { certFile: "/nowhere/key", keyFile: "/nowhere/certificate" };
  const error = await assertRejects(() => readCredentials(files), UnusableCredentials);
  assertEquals(cannotUse(error).sentence.zh, "无法读取证书文件 /nowhere/key：没有这个文件");
});
