/**
 * What the daemon's subcommands say, in every language.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { upkeepWords } from "../../lib/words/catalogue/upkeep.ts";
import {
  type Finding,
  type LineFault,
  sayUpkeepProblem,
  sayUpkeepResult,
  sizeShown,
  type UpkeepProblem,
  type UpkeepResult,
} from "../../lib/words/upkeep.ts";

/** A value that clears the line, and goes on in the next. */
const NASTY = "x\x1b[31m\ny";
const HARMLESS = "x\\u{1b}[31m\\u{a}y";

const FAULTS: ReadonlyArray<readonly [fault: LineFault, english: string, chinese: string]> = [
  [{ code: "too-long", limit: 9 }, "it is longer than 9 bytes", "超过 9 字节"],
  [{ code: "not-utf8" }, "it is not UTF-8", "不是 UTF-8"],
  [{ code: "not-object" }, "it is not one JSON object", "不是单个 JSON 对象"],
  [{ code: "unknown-type", type: "" }, "it has no type", "没有类型"],
  [
    { code: "unknown-type", type: "welcome" },
    'its type "welcome" is not one of an export',
    '类型 "welcome" 不属于导出的内容',
  ],
  [
    { code: "bad-field", field: "time" },
    'its field "time" is missing or wrong',
    '字段 "time" 缺失或有误',
  ],
  [
    { code: "seq-order", seq: 3, before: 5 },
    "its seq 3 is not above 5, the one before",
    "seq 3 不大于前一个 5",
  ],
];

Deno.test("a bad line is named with its number and its fault", () => {
  for (const [fault, english, chinese] of FAULTS) {
    const problem: UpkeepProblem = { code: "bad-line", line: 7, fault };
    assertEquals(
      sayUpkeepProblem(upkeepWords("en"), problem),
      `line 7 of standard input: ${english}; nothing is imported`,
    );
    assertEquals(
      sayUpkeepProblem(upkeepWords("zh"), problem),
      `标准输入第 7 行：${chinese}；未导入任何内容`,
    );
  }
});

const NASTY_PROBLEMS: readonly UpkeepProblem[] = [
  { code: "no-file", path: NASTY },
  { code: "not-empty", folder: NASTY },
  { code: "no-such-room", room: NASTY },
  { code: "file-exists", path: NASTY },
  { code: "cannot-store", folder: "d", problem: { code: "other", text: NASTY } },
  { code: "cannot-store", folder: NASTY, problem: { code: "full" } },
  { code: "cannot-store", folder: NASTY, problem: { code: "in-use", process: 7 } },
  { code: "cannot-copy", path: NASTY, problem: { code: "full" } },
  { code: "bad-line", line: 1, fault: { code: "unknown-type", type: NASTY } },
  { code: "bad-line", line: 1, fault: { code: "bad-field", field: NASTY } },
  { code: "bad-line", line: 1, fault: { code: "no-room", room: NASTY } },
  { code: "bad-line", line: 1, fault: { code: "needs-epoch", room: NASTY } },
  { code: "bad-line", line: 1, fault: { code: "room-twice", room: NASTY } },
  { code: "bad-line", line: 1, fault: { code: "room-late", room: NASTY } },
];

const NASTY_RESULTS: readonly UpkeepResult[] = [
  { code: "forgotten", name: NASTY, events: 1, copies: [], isShared: false },
  { code: "forgotten", name: "ann", events: 1, copies: [NASTY], isShared: true },
  { code: "sound", path: NASTY, rooms: 1, events: 1, bytes: 1 },
  { code: "copied", path: NASTY, bytes: 1 },
];

Deno.test("no value reaches a terminal as it is", () => {
  for (const language of ["en", "zh"] as const) {
    const words = upkeepWords(language);
    const sentences = [
      ...NASTY_PROBLEMS.map((each) => sayUpkeepProblem(words, each)),
      ...NASTY_RESULTS.map((each) => sayUpkeepResult(words, each)),
    ];
    for (const sentence of sentences) {
      assertEquals(/\p{C}/u.test(sentence), false, sentence);
      assertEquals(sentence.includes(HARMLESS), true, sentence);
    }
  }
});

const FINDINGS: readonly Finding[] = [
  { code: "sqlite", text: NASTY },
  { code: "unreadable", room: "dev", seq: 7 },
  { code: "seq-beyond", room: "dev", seq: 9, last: 8 },
  { code: "miscounted", room: "dev", counted: 3, found: 2 },
  { code: "not-indexed", room: "dev", seq: 5 },
  { code: "homeless", count: 1 },
  { code: "bad-sentence", room: "dev", network: "192.0.2.7" },
  { code: "bad-kept-room", room: "dev" },
];

Deno.test("findings of damage are one a line", () => {
  const problem: UpkeepProblem = { code: "damaged", path: "p", findings: FINDINGS, more: 3 };
  assertEquals(
    sayUpkeepProblem(upkeepWords("en"), problem),
    [
      'the file "p" is damaged:',
      `  ${HARMLESS}`,
      '  event 7 of "dev" has no meaning',
      '  event 9 of "dev" is above 8, the last of its room',
      '  "dev" counts 3 messages, and has 2',
      '  event 5 of "dev" is not in the index',
      "  1 event of rooms that are not in the file",
      '  the ban or mute of "192.0.2.7" in "dev" has no meaning',
      '  the settings of "dev" have no meaning',
      "  and 3 more",
    ].join("\n"),
  );
});

Deno.test("one of a thing is not plural", () => {
  const words = upkeepWords("en");
  assertEquals(
    sayUpkeepResult(words, { code: "imported", rooms: 1, events: 2, decisions: 0 }),
    "imported 2 events of 1 room",
  );
  assertEquals(
    sayUpkeepResult(words, {
      code: "forgotten",
      name: "ann",
      events: 1,
      copies: [],
      isShared: false,
    }),
    'forgot 1 event of "ann"',
  );
});

Deno.test("progress is shown with what is counted, and with its total where that is known", () => {
  const shown = (language: "en" | "zh") => [
    upkeepWords(language).progress({ step: "exporting", done: 5, total: 10, unit: "events" }),
    upkeepWords(language).progress({ step: "importing", done: 5, unit: "events" }),
    upkeepWords(language).progress({ step: "checking", done: 5, unit: "seconds" }),
    upkeepWords(language).progress({ step: "copying", done: 5e6, total: 1e7, unit: "bytes" }),
  ];
  assertEquals(shown("en"), [
    "exporting: 5 of 10 events",
    "importing: 5 events",
    "checking: 5 s",
    "copying: 5.0 MB of 10.0 MB",
  ]);
  assertEquals(shown("zh"), [
    "正在导出：5 / 10 个事件",
    "正在导入：5 个事件",
    "正在检查：5 秒",
    "正在复制：5.0 MB / 10.0 MB",
  ]);
});

Deno.test("sizes are in units of a thousand", () => {
  assertEquals([999, 1000, 12_345_678, 3e9].map(sizeShown), [
    "999 B",
    "1.0 kB",
    "12.3 MB",
    "3.0 GB",
  ]);
});
