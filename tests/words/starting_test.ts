/**
 * Why the daemon cannot start, in every language.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { cannotListen, cannotUse } from "../../lib/cannot_start.ts";
import {
  readCredentials,
  refusedCredentials,
  UnusableCredentials,
} from "../../lib/net/credentials.ts";
import { startProblemIn } from "../../lib/words/catalogue.ts";

const FILES = { certFile: "c.pem", keyFile: "k.pem" };
const { errors } = Deno;

const LISTENING: ReadonlyArray<readonly [error: Error, english: string, chinese: string]> = [
  [
    new errors.AddrInUse("x"),
    "the address is taken by another program",
    "该地址已被另一个程序占用",
  ],
  [new errors.AddrNotAvailable("x"), "this machine has no such address", "本机没有这个地址"],
  [new errors.PermissionDenied("x"), "permission denied", "权限不足"],
  [
    new errors.NotCapable("x"),
    "this program was built without permission",
    "程序在构建时未获得所需权限",
  ],
  [new errors.NotFound("x"), "there is no such folder", "没有这个文件夹"],
  [
    new Error("failed to lookup address information: Name or service not known"),
    "failed to lookup address information: Name or service not known",
    "找不到该主机（failed to lookup address information: Name or service not known）",
  ],
  [new Error("out of luck\n  at fate"), "out of luck", "out of luck"],
];

for (const [error, english, chinese] of LISTENING) {
  Deno.test(`a listener that cannot be opened: ${english}`, () => {
    const { message, problem } = cannotListen("unix:/x", error);
    assertEquals(message, `cannot listen on unix:/x: ${english}`);
    assertEquals(startProblemIn("en", problem), message);
    assertEquals(startProblemIn("zh", problem), `无法监听 unix:/x：${chinese}`);
  });
}

const REFUSED: ReadonlyArray<readonly [said: string, english: string, chinese: string]> = [
  [
    "KeyMismatch",
    "the key in k.pem does not belong to the certificate in c.pem",
    "k.pem 中的私钥与 c.pem 中的证书不匹配",
  ],
  [
    "something else\nand more",
    "the certificate in c.pem with the key in k.pem cannot be used: something else",
    "c.pem 中的证书与 k.pem 中的私钥无法使用：something else",
  ],
];

for (const [said, english, chinese] of REFUSED) {
  Deno.test(`credentials that the runtime refuses: ${english}`, () => {
    const { message, problem } = cannotUse(refusedCredentials(FILES, new Error(said)));
    assertEquals(message, english);
    assertEquals(startProblemIn("zh", problem), chinese);
  });
}

const CERT = "-----BEGIN CERTIFICATE-----";
const CONTENTS: ReadonlyArray<
  readonly [cert: string, key: string, english: string, chinese: string]
> = [
  [
    "nothing",
    "nothing",
    "the certificate file DIR/c.pem has no certificate in PEM",
    "证书文件 DIR/c.pem 中没有 PEM 格式的证书",
  ],
  [
    CERT,
    "nothing",
    "the key file DIR/k.pem has no private key in PEM",
    "私钥文件 DIR/k.pem 中没有 PEM 格式的私钥",
  ],
  [
    CERT,
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
    "the key in DIR/k.pem is encrypted; a key without a passphrase is needed",
    "DIR/k.pem 中的私钥已加密；需要没有口令的私钥",
  ],
  [
    "x".repeat(1_048_577),
    "",
    "the certificate file DIR/c.pem is longer than 1 MiB",
    "证书文件 DIR/c.pem 超过 1 MiB",
  ],
  [
    CERT,
    "x".repeat(1_048_577),
    "the key file DIR/k.pem is longer than 1 MiB",
    "私钥文件 DIR/k.pem 超过 1 MiB",
  ],
];

for (const [cert, key, english, chinese] of CONTENTS) {
  Deno.test(`files that hold something else: ${english}`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/c.pem`, cert);
      await Deno.writeTextFile(`${folder}/k.pem`, key);
      const files = { certFile: `${folder}/c.pem`, keyFile: `${folder}/k.pem` };
      const { problem } = await assertRejects(() => readCredentials(files), UnusableCredentials);
      assertEquals(startProblemIn("en", problem).replaceAll(folder, "DIR"), english);
      assertEquals(startProblemIn("zh", problem).replaceAll(folder, "DIR"), chinese);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("a file that cannot be read is named, whatever it is called", async () => {
  const files = { certFile: "/nowhere/key file ", keyFile: "/nowhere/certificate" };
  const { problem } = await assertRejects(() => readCredentials(files), UnusableCredentials);
  assertEquals(
    startProblemIn("en", problem),
    "cannot read the certificate file /nowhere/key file : there is no such file",
  );
  assertEquals(startProblemIn("zh", problem), "无法读取证书文件 /nowhere/key file ：没有这个文件");
});

for (const [code, chinese] of [["denied", "权限不足"], ["folder", "它是一个文件夹"]] as const) {
  Deno.test(`a file that cannot be read: ${code}`, () => {
    const problem = { code: "unreadable-file", file: "key", path: "k", fault: { code } } as const;
    assertEquals(startProblemIn("zh", problem), `无法读取私钥文件 k：${chinese}`);
  });
}
