/**
 * Why the daemon cannot start, in every language.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { cannotListen, cannotStore, cannotUse } from "../../lib/program/cannot_start.ts";
import {
  readCredentials,
  refusedCredentials,
  UnusableCredentials,
} from "../../lib/net/credentials.ts";
import { listenFaultOf } from "../../lib/net/listen_fault.ts";
import { ListenFailure } from "../../lib/net/open_listeners.ts";
import { PathOccupied } from "../../lib/net/unix.ts";
import { startProblemIn } from "../../lib/words/catalogue/starting.ts";
import type { StartProblem } from "../../lib/words/starting.ts";
import { StoreFailure, type StoreProblem } from "../../lib/store/failure.ts";

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
    new errors.NotADirectory("x"),
    "there is a file where a folder should be",
    "路径中应为文件夹的地方是一个文件",
  ],
  [
    Object.assign(new Error("x"), { code: "EROFS" }),
    "the file system is read-only",
    "文件系统是只读的",
  ],
  [
    Object.assign(new Error("x"), { code: "EAFNOSUPPORT" }),
    "this machine has no addresses of this kind",
    "本机没有这一类地址",
  ],
  [new PathOccupied("file"), "there is a file in its place", "该位置已有一个文件"],
  [new PathOccupied("folder"), "there is a folder in its place", "该位置已有一个文件夹"],
  [new PathOccupied("link"), "there is a symbolic link in its place", "该位置已有一个符号链接"],
  [
    new PathOccupied("other"),
    "there is a device or a pipe in its place",
    "该位置已有一个设备或管道",
  ],
  [
    new Error("failed to lookup address information: Name or service not known"),
    "failed to lookup address information: Name or service not known",
    "找不到该主机（failed to lookup address information: Name or service not known）",
  ],
  [new Error("out of luck\n  at fate"), "out of luck", "out of luck"],
];

for (const [error, english, chinese] of LISTENING) {
  Deno.test(`a listener that cannot be opened: ${english}`, () => {
    const failure = new ListenFailure("unix:/x", listenFaultOf(error), { cause: error });
    const { message, problem } = cannotListen(failure);
    assertEquals(message, `cannot listen on unix:/x: ${english}`);
    assertEquals(startProblemIn("en", problem), message);
    assertEquals(startProblemIn("zh", problem), `无法监听 unix:/x：${chinese}`);
  });
}

Deno.test("a listener that is in the way of another of the same daemon is named", () => {
  const fault = { code: "own", owner: "0.0.0.0:8000" } as const;
  const { problem } = cannotListen(new ListenFailure("127.0.0.1:8000", fault, {}));
  assertEquals(
    startProblemIn("en", problem),
    "cannot listen on 127.0.0.1:8000: this daemon's own listener on 0.0.0.0:8000 has it already",
  );
  assertEquals(
    startProblemIn("zh", problem),
    "无法监听 127.0.0.1:8000：本服务自己在 0.0.0.0:8000 上的监听已经占用了它",
  );
});

/** A value that clears the line, and goes on in the next. */
const NASTY = "/tmp/x\x1b[31m\ny";
const HARMLESS = "/tmp/x\\u{1b}[31m\\u{a}y";

const NASTY_PROBLEMS: readonly StartProblem[] = [
  { code: "cannot-listen", address: NASTY, fault: { code: "own", owner: NASTY } },
  { code: "cannot-listen", address: NASTY, fault: { code: "other", text: NASTY } },
  { code: "cannot-listen", address: NASTY, fault: { code: "no-host", text: NASTY } },
  ...(["certificate", "key"] as const).flatMap((file): StartProblem[] => [
    { code: "unreadable-file", file, path: NASTY, fault: { code: "missing" } },
    { code: "unreadable-file", file, path: NASTY, fault: { code: "other", text: NASTY } },
    { code: "long-file", file, path: NASTY },
    { code: "no-pem", file, path: NASTY },
  ]),
  { code: "cannot-store", folder: NASTY, problem: { code: "in-use" } },
  { code: "cannot-store", folder: NASTY, problem: { code: "damaged" } },
  { code: "cannot-store", folder: NASTY, problem: { code: "other", text: NASTY } },
  { code: "unreadable-motd", path: NASTY, fault: { code: "other", text: NASTY } },
  ...(["bytes", "lines", "send-queue"] as const).map((why): StartProblem => (
    { code: "long-motd", path: NASTY, why, limit: 100 }
  )),
  { code: "encrypted-key", keyFile: NASTY },
  { code: "key-mismatch", certFile: NASTY, keyFile: NASTY },
  { code: "unusable-pair", certFile: NASTY, keyFile: NASTY, text: NASTY },
];

for (const problem of NASTY_PROBLEMS) {
  for (const language of ["en", "zh"] as const) {
    Deno.test(`no value reaches a terminal as it is: ${problem.code}, ${language}`, () => {
      const sentence = startProblemIn(language, problem);
      assertEquals(/\p{C}/u.test(sentence), false, sentence);
      assertEquals(sentence.includes(HARMLESS), true, sentence);
    });
  }
}

const REFUSED: ReadonlyArray<readonly [said: string, english: string, chinese: string]> = [
  [
    "KeyMismatch",
    'the key in "k.pem" does not belong to the certificate in "c.pem"',
    '"k.pem" 中的私钥与 "c.pem" 中的证书不匹配',
  ],
  [
    "something else\nand more",
    'the certificate in "c.pem" with the key in "k.pem" cannot be used: something else',
    '"c.pem" 中的证书与 "k.pem" 中的私钥无法使用：something else',
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
    'the certificate file "DIR/c.pem" has no certificate in PEM',
    '证书文件 "DIR/c.pem" 中没有 PEM 格式的证书',
  ],
  [
    CERT,
    "nothing",
    'the key file "DIR/k.pem" has no private key in PEM',
    '私钥文件 "DIR/k.pem" 中没有 PEM 格式的私钥',
  ],
  [
    CERT,
    "-----BEGIN ENCRYPTED PRIVATE KEY-----",
    'the key in "DIR/k.pem" is encrypted; a key without a passphrase is needed',
    '"DIR/k.pem" 中的私钥已加密；需要没有口令的私钥',
  ],
  [
    "x".repeat(1_048_577),
    "",
    'the certificate file "DIR/c.pem" is longer than 1 MiB',
    '证书文件 "DIR/c.pem" 超过 1 MiB',
  ],
  [
    CERT,
    "x".repeat(1_048_577),
    'the key file "DIR/k.pem" is longer than 1 MiB',
    '私钥文件 "DIR/k.pem" 超过 1 MiB',
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
    'cannot read the certificate file "/nowhere/key file ": there is no such file',
  );
  assertEquals(
    startProblemIn("zh", problem),
    '无法读取证书文件 "/nowhere/key file "：没有这个文件',
  );
});

for (
  const [code, chinese] of [
    ["denied", "权限不足"],
    ["folder", "它是一个文件夹"],
    ["not-a-file", "它不是普通文件"],
  ] as const
) {
  Deno.test(`a file that cannot be read: ${code}`, () => {
    const problem = { code: "unreadable-file", file: "key", path: "k", fault: { code } } as const;
    assertEquals(startProblemIn("zh", problem), `无法读取私钥文件 "k"：${chinese}`);
  });
}

const STORE_PROBLEMS: ReadonlyArray<
  readonly [problem: StoreProblem, english: string, chinese: string]
> = [
  [{ code: "in-use", process: 42 }, "/d is in use by process 42", "/d 正被进程 42 使用"],
  [{ code: "in-use" }, "/d is in use by another process", "/d 正被另一个进程使用"],
  [
    { code: "foreign" },
    'cannot use the data in "/d": hubbub.db is not a file of hubbub; it was not changed',
    '无法使用 "/d" 中的数据：hubbub.db 不是 hubbub 的文件；没有改动它',
  ],
  [
    { code: "newer", version: 7 },
    'cannot use the data in "/d": hubbub.db was written by a later version of hubbub (schema 7); ' +
    "it was not changed",
    '无法使用 "/d" 中的数据：hubbub.db 由更新版本的 hubbub 写入（模式版本 7）；没有改动它',
  ],
  [{ code: "full" }, 'cannot use the data in "/d": the disk is full', "磁盘已满"],
];

for (const [problem, english, chinese] of STORE_PROBLEMS) {
  Deno.test(`data that cannot be used: ${english}`, () => {
    const { message, problem: known } = cannotStore("/d", new StoreFailure(problem));
    assertEquals(message, english);
    assertEquals(startProblemIn("zh", known).endsWith(chinese), true);
  });
}
