/**
 * Holds the project to docs/architecture.md: who imports whom, and what each place may say.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { circlesIn } from "./support/circles.ts";
import { RULES } from "./support/shape_rules.ts";
import { codeOf, filesBelow, importsOf, programFiles, topLevelNames } from "./support/source.ts";

/** What may stand at the top level; a new name there has to earn its place in this list. */
const TOP_LEVEL = [
  ".ci",
  ".github",
  ".gitignore",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "bench",
  "client.ts",
  "deno.json",
  "deno.lock",
  "docs",
  "lib",
  "main.ts",
  "mod.ts",
  "packaging",
  "tests",
  "tools",
];

for (const rule of RULES) {
  Deno.test(`shape: ${rule.name}`, () => {
    assertEquals(programFiles().flatMap(rule.breaches), []);
  });

  Deno.test(`shape catches a breach of: ${rule.name}`, () => {
    for (const file of rule.bad) assertEquals(rule.breaches(file).length, 1, file.text);
    for (const file of rule.good) assertEquals(rule.breaches(file), []);
  });
}

Deno.test("shape: no files import each other in a circle, types included", () => {
  assertEquals(circlesIn(programFiles()), []);
});

Deno.test("circlesIn() finds circles of values, of types and of both, and no more", () => {
  const files = [
    { path: "lib/a.ts", text: 'import type { B } from "./b.ts";\nimport { d } from "./d.ts";' },
    { path: "lib/b.ts", text: 'export * from "./core/c.ts";' },
    { path: "lib/core/c.ts", text: 'type A = import("../a.ts").A;\nimport "../d.ts";' },
    { path: "lib/d.ts", text: '// import "./a.ts";\nimport { x } from "@std/x";' },
    { path: "lib/e.ts", text: 'import { type E } from "./e.ts";\nimport { a } from "./a.ts";' },
  ];
  assertEquals(circlesIn(files), [
    "lib/a.ts -> lib/b.ts -> lib/core/c.ts -> lib/a.ts",
    "lib/e.ts -> lib/e.ts",
  ]);
  assertEquals(circlesIn(files.filter(({ path }) => !/[be]\.ts$/.test(path))), []);
});

Deno.test("shape: nothing new stands at the top level", () => {
  assertEquals(topLevelNames().filter((name) => !TOP_LEVEL.includes(name)), []);
});

Deno.test("shape: there is no package.json, which would turn modules into CommonJS", () => {
  assertEquals(filesBelow("").filter((path) => /(?:^|\/)package\.json$/.test(path)), []);
});

Deno.test("codeOf() empties comments, texts and regular expressions and keeps lines", () => {
  const text = 'const a = "await"; // async\n/* Deno\n*/ f(/[/"]x/g, `t ${g(1)} u`);\nb / c / d;';
  assertEquals(codeOf(text), 'const a = ""; \n\n f("", `g(1)`);\nb / c / d;');
});

Deno.test("codeOf() does not end a text at an escaped quote", () => {
  assertEquals(codeOf(`const a = "\\"await"; await b;`), `const a = ""; await b;`);
});

Deno.test("importsOf() tells types from values, over several lines, in every form", () => {
  const text = [
    'import { a, type B } from "./b.ts";',
    'import type { C } from "../core/c.ts";',
    "import {\n  type D,\n  type E,\n} from './d.ts';",
    'import "./f.ts";',
    'export { g } from "@std/g";',
    'const h = await import("node:h");',
    '// import { i } from "./i.ts";',
  ].join("\n");
  assertEquals(importsOf({ path: "lib/net/a.ts", text }), [
    { target: "lib/net/b.ts", isTypeOnly: false },
    { target: "lib/core/c.ts", isTypeOnly: true },
    { target: "lib/net/d.ts", isTypeOnly: true },
    { target: "lib/net/f.ts", isTypeOnly: false },
    { target: "@std/g", isTypeOnly: false },
    { target: "node:h", isTypeOnly: false },
  ]);
});
