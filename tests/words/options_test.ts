/**
 * The options' words in Chinese: complete, and with every part of the English sentence in them.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { CLIENT } from "../../lib/client/settings/program.ts";
import { columnsOf } from "../../lib/client/terminal/drawing/width.ts";
import { DAEMON } from "../../lib/options/daemon_program.ts";
import type { Translated } from "../../lib/core/language.ts";
import { completionScript } from "../../lib/options/completions.ts";
import { helpText } from "../../lib/options/help.ts";
import {
  choice,
  clientAddress,
  decimal,
  duration,
  file,
  flag,
  integer,
  listenAddress,
  text,
} from "../../lib/options/kinds.ts";
import { manPage } from "../../lib/options/man.ts";
import type { OptionTable } from "../../lib/options/option.ts";
import { parseOptions } from "../../lib/options/parse.ts";

const HAN = /\p{Script=Han}/u;
const SUMMARY: Translated = { en: "", zh: "" };
const TABLE: OptionTable = {
  rate: { kind: decimal({ min: 0, max: 9 }), summary: SUMMARY },
  burst: { kind: integer({ min: 1, max: 9 }), summary: SUMMARY },
  wait: { kind: duration({ min: 10, max: 60_000, canBeOff: true }), summary: SUMMARY },
  color: { kind: choice(["auto", "never"]), summary: SUMMARY },
  nick: { kind: text("NAME", 8), summary: SUMMARY },
  ca: { kind: file(), summary: SUMMARY },
  plain: { kind: flag(), summary: SUMMARY },
  listen: { kind: listenAddress(), summary: SUMMARY },
  to: { kind: clientAddress(), summary: SUMMARY },
};

const SENTENCES: ReadonlyArray<readonly [args: string, sentence: string]> = [
  ["--bogus", "未知选项 --bogus；请看 --help"],
  ["--colr=x", "未知选项 --colr；是否想用 --color？"],
  ["--rate", "--rate 需要一个值：0 到 9 之间的数"],
  ["--plain=yes", '--plain 不带值，不能写 "yes"'],
  ["--rate=x", '--rate "x" 无效，应为：0 到 9 之间的数'],
  ["--burst=x", '--burst "x" 无效，应为：1 到 9 之间的整数'],
  [
    "--wait=30",
    '--wait "30" 无效，应为：10ms 到 1m 之间的时长，或表示“无”的 0；若指秒数，请写 30s',
  ],
  ["--color=x", '--color "x" 无效，应为：auto、never 之一'],
  ["--nick=123456789", '--nick "123456789" 无效，应为：1 到 8 个字符且不含控制字符的文本'],
  ["--ca=\0", '--ca "\\u{0}" 无效，应为：文件路径'],
  ["--completions=csh", '--completions "csh" 无效，应为：bash、zsh、fish 之一'],
];

for (const [arg, sentence] of SENTENCES) {
  Deno.test(`in Chinese: ${sentence}`, () => {
    const english = parseOptions(TABLE, [arg], () => undefined);
    assertEquals(HAN.test(JSON.stringify(english)), false);
    const chinese = parseOptions(TABLE, [arg], (name) => name === "LANG" ? "zh_CN" : undefined);
    assertEquals(chinese, { kind: "problem", problem: sentence });
  });
}

Deno.test("every advice about an address has Chinese words", () => {
  for (const address of [":9000", "9000", "/run/x", "localhost", "::1:9000"]) {
    const env = (name: string) => name === "LC_ALL" ? "zh_CN.UTF-8" : undefined;
    const parsed = parseOptions(TABLE, ["--listen", address], env);
    assert(parsed.kind === "problem");
    const [, advice = ""] = parsed.problem.split("；");
    assert(HAN.test(advice), parsed.problem);
  }
});

for (const program of [DAEMON, CLIENT]) {
  Deno.test(`every option of ${program.name} is explained in Chinese`, () => {
    for (const [name, { summary, defaultNote }] of Object.entries(program.options)) {
      assert(HAN.test(summary.zh), name);
      assertEquals(HAN.test(summary.en), false, name);
      if (defaultNote !== undefined) assert(HAN.test(defaultNote.zh), name);
    }
  });

  Deno.test(`the Chinese help of ${program.name} is Chinese, in 80 columns`, () => {
    const help = helpText(program, "zh");
    assert(help.startsWith(`用法：${program.name} [选项]`), help);
    assertEquals(help.split("\n").filter((line) => columnsOf(line) > 80), []);
    // What is left of English are names: of options, values, variables and programs.
    const english = help.match(/\b[a-z]+ [a-z]+ [a-z]+\b/g) ?? [];
    assertEquals(english, []);
  });

  Deno.test(`the completions of ${program.name} explain in Chinese what they are asked for in it`, () => {
    for (const shell of ["zsh", "fish"] as const) {
      for (const { summary } of Object.values(program.options)) {
        const inQuotes = (text: string) => text.replace(/[\\[\]:]/g, "\\$&");
        const script = completionScript(program, shell, "zh");
        const isThere = script.includes(summary.zh) || script.includes(inQuotes(summary.zh));
        assert(isThere, `${shell}: ${summary.zh}`);
      }
    }
  });

  Deno.test(`the Chinese manual page of ${program.name} is Chinese throughout`, () => {
    const page = manPage(program, "zh");
    const paragraphs = page.split("\n").filter((line) => !/^(?:\.|\\fB|$)/.test(line));
    for (const line of paragraphs) assert(HAN.test(line), line);
    assertEquals(manPage(program, "en").match(HAN), null);
  });
}
