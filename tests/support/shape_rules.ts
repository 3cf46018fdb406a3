/**
 * The rules that every file of the two programs keeps, each with a sample that breaks it.
 *
 * @module
 */

import { outwardImports } from "./layers.ts";
import { codeOf, importsOf, type SourceFile } from "./source.ts";

/** One rule. */
export interface Rule {
  /** The rule as a sentence. */
  readonly name: string;
  /** A sentence for each breach in a file. */
  readonly breaches: (file: SourceFile) => string[];
  /** Files that each break the rule once. */
  readonly bad: readonly SourceFile[];
  /** Files that look like a breach and are none. */
  readonly good: readonly SourceFile[];
}

const LONGEST_FILE = 300;
/** `Date.now` and its like, and what else would make the core depend on anything but its input. */
const IMPURE =
  /\b(?:await|async|Deno|console|setTimeout|setInterval|queueMicrotask|performance|crypto|fetch|Date\.now|Math\.random)\b|\bnew Date\(\)/g;
/** What the model of the page is given instead. */
const PAGE_IMPURE =
  /\b(?:await|async|Deno|console|setTimeout|setInterval|queueMicrotask|performance|crypto|fetch|document|window|globalThis|navigator|localStorage|sessionStorage|WebSocket|Date\.now|Math\.random)\b|\bnew Date\(\)/g;
/** What makes markup of a text. */
const MARKUP =
  /\b(?:innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTML|setHTMLUnsafe|DOMParser|createContextualFragment|eval)\b|\bdocument\.write/g;
/** What depends on the tables of the runtime, which may differ between nodes. */
const TABLES =
  /\b(?:Intl|normalize|localeCompare|toLowerCase|toUpperCase|toLocaleLowerCase|toLocaleUpperCase|toLocaleString)\b/g;
const TIMERS = /\b(?:setTimeout|setInterval)\b/g;
const SOCKETS =
  /\bDeno\.(?:listen|listenTls|listenDatagram|connect|connectTls|startTls|serve|createHttpClient)\b/g;
const PROGRAM_ONLY = /\bDeno\.(?:exit|args)\b/g;

/** Who may ask what time it is: the clocks of the two programs, and the log, for its records. */
const WALL_CLOCKS = [
  "lib/time/system_pacer.ts",
  "lib/client/clock.ts",
  "lib/log/log.ts",
  "lib/page/main.ts",
];

/** All rules that look at one file at a time. */
export const RULES: readonly Rule[] = [
  {
    name: "no import points outward",
    breaches: outwardImports,
    bad: [
      { path: "lib/core/room.ts", text: 'import type { Codec } from "../wire/codec.ts";' },
      { path: "lib/wire/sniff.ts", text: 'import { Chat, type Nick } from "../core/chat.ts";' },
      { path: "lib/net/tcp.ts", text: 'const chat = await import("../core/chat.ts");' },
      { path: "lib/core/reading/names.ts", text: 'import { domainToASCII } from "node:url";' },
      { path: "main.ts", text: 'import { Chat } from "./lib/core/chat.ts";' },
      { path: "lib/of_no_layer.ts", text: "" },
    ],
    good: [
      { path: "lib/wire/sniff.ts", text: 'import { type Nick } from "../core/names.ts";' },
      { path: "lib/session/session.ts", text: 'import { Budget } from "./core/budget.ts";' },
      { path: "lib/net/tcp.ts", text: '// await import("../core/chat.ts")' },
    ],
  },
  {
    name: "lib/core is pure: no waiting, no runtime, no clock, no chance",
    breaches: says(IMPURE, (path) => !path.startsWith("lib/core/")),
    bad: [{ path: "lib/core/chat.ts", text: "const id = `${Math.random()}`;" }],
    good: [{ path: "lib/core/chat.ts", text: '/** async */ const a = "await" + /Deno/.source;' }],
  },
  {
    name: "what nodes agree on is pure: no waiting, no runtime, no clock, no chance",
    breaches: says(IMPURE, (path) => !path.startsWith("lib/bus/agreed/")),
    bad: [{ path: "lib/bus/agreed/roll.ts", text: "const at = performance.now();" }],
    good: [{ path: "lib/bus/outgoing/writer.ts", text: "await engine.append(data);" }],
  },
  {
    name: "what nodes agree on needs no tables of Unicode or of languages",
    breaches: says(TABLES, (path) => !path.startsWith("lib/bus/agreed/")),
    bad: [{ path: "lib/bus/agreed/homes.ts", text: "const name = node.toLowerCase();" }],
    good: [{ path: "lib/bus/agreed/homes.ts", text: '/** Intl */ const a = "normalize";' }],
  },
  {
    name: "what is applied has been read: rules and rows parse no arguments",
    breaches: ({ path, text }) =>
      isApplied(path)
        ? importsOf({ path, text })
          .filter(({ target, isTypeOnly }) => !isTypeOnly && PARSERS.includes(target))
          .map(({ target }) => `${path} imports ${target}`)
        : [],
    bad: [{ path: "lib/core/commands/say.ts", text: 'import { bind } from "./bind.ts";' }],
    good: [
      { path: "lib/core/commands/say.ts", text: 'import { usageOf } from "./usage.ts";' },
      { path: "lib/core/reading/read.ts", text: 'import { bind } from "../commands/bind.ts";' },
    ],
  },
  {
    name: "lib/wire has no runtime, no clock and no timers",
    breaches: says(
      /\b(?:Deno|console|Date\.now|Math\.random|setTimeout|setInterval)\b/g,
      (path) => !path.startsWith("lib/wire/"),
    ),
    bad: [{ path: "lib/wire/text/codec.ts", text: "const at = Date.now();" }],
    good: [{ path: "lib/wire/text/codec.ts", text: "const at = new Date(time).toISOString();" }],
  },
  {
    name: "lib/words is pure: no waiting, no runtime, no clock, no chance",
    breaches: says(IMPURE, (path) => !path.startsWith("lib/words/")),
    bad: [{ path: "lib/words/en/wording.ts", text: "const today = new Date();" }],
    good: [{ path: "lib/words/en/wording.ts", text: "const day = new Date(time);" }],
  },
  {
    name: "what the page knows is pure: no waiting, no browser, no clock, no chance",
    breaches: says(PAGE_IMPURE, (path) => !/^lib\/page\/(?:model|text)\//.test(path)),
    bad: [{ path: "lib/page/model/model.ts", text: "const at = Date.now();" }],
    good: [{ path: "lib/page/model/model.ts", text: "const day = new Date(at);" }],
  },
  {
    name: "the page puts text into the document by text nodes alone",
    breaches: says(MARKUP, (path) => !path.startsWith("lib/page/")),
    bad: [{ path: "lib/page/view/log.ts", text: "line.innerHTML = text;" }],
    good: [{ path: "lib/page/view/log.ts", text: "line.textContent = text;" }],
  },
  {
    name: "the wall clock is read where it is shown or compared, and for no duration",
    breaches: says(/\bDate\.now\b/g, (path) => WALL_CLOCKS.includes(path)),
    bad: [{ path: "lib/client/connection/uplink.ts", text: "const until = Date.now() + millis;" }],
    good: [{
      path: "lib/client/connection/uplink.ts",
      text: "const until = REAL_CLOCK.steady() + millis;",
    }],
  },
  {
    name: "nothing says console, which waits for a stopped terminal",
    breaches: says(/\bconsole\b/g, () => false),
    bad: [{ path: "lib/server.ts", text: "console.log(1);" }],
    good: [{ path: "lib/server.ts", text: '/** console */ const a = "console";' }],
  },
  {
    name: "the daemon writes nothing synchronously, for a terminal or a pipe may be stopped",
    // The worker of the store waits for the file of the database, as SQLite does.
    breaches: says(
      /\bwriteSync\b/g,
      (path) => /^(?:client\.ts$|lib\/client\/|lib\/store\/sql\/scrub\.ts$)/.test(path),
    ),
    bad: [{ path: "main.ts", text: "Deno.stderr.writeSync(bytes);" }],
    good: [{ path: "main.ts", text: "await Deno.stderr.write(bytes);" }],
  },
  {
    name: "only lib/net opens or accepts a socket",
    breaches: says(SOCKETS, (path) => path.startsWith("lib/net/")),
    bad: [{
      path: "lib/client/connection/link.ts",
      text: "const conn = await Deno.connect(address);",
    }],
    good: [{ path: "lib/net/tcp.ts", text: "const listener = Deno.listen(address);" }],
  },
  {
    name: "only main.ts and client.ts read arguments and exit",
    breaches: says(PROGRAM_ONLY, (path) => !path.startsWith("lib/")),
    bad: [{ path: "lib/server.ts", text: "Deno.exit(1);" }],
    good: [{ path: "main.ts", text: "Deno.exit(await main(Deno.args));" }],
  },
  {
    name: "timers are set in lib/time/, the log, standard streams, and by the client",
    breaches: says(TIMERS, isAllowedTimers),
    bad: [{ path: "lib/net/tcp.ts", text: "setTimeout(retry, 1000);" }],
    good: [{ path: "lib/time/timer_lanes.ts", text: "setTimeout(close, 1000);" }],
  },
  {
    name: "a module keeps no state: no let and no var at its top",
    breaches: says(/^(?:export )?(?:let|var)\b.*/gm, () => false),
    bad: [{ path: "lib/wire/text/codec.ts", text: "let count = 0;" }],
    good: [{
      path: "lib/wire/text/codec.ts",
      text: "function count() {\n  let n = 0;\n  return n;\n}",
    }],
  },
  {
    name: "nothing is exported by default, and only the two mod.ts gather others' exports",
    breaches: says(
      /^export (?:default\b|\*|(?:type )?\{[^}]*\} from\b)/gm,
      (path) => path === "mod.ts" || path === "lib/core/commands/mod.ts",
    ),
    bad: [{ path: "lib/server.ts", text: 'export * from "./session.ts";' }],
    good: [{ path: "lib/server.ts", text: "export function serve() {}" }],
  },
  {
    name: "every file begins with a paragraph on what it is",
    breaches: ({ path, text }) =>
      /^(?:#!.*\n)?\/\*\*(?:(?!\*\/)[\s\S])*@module\b/.test(text)
        ? []
        : [`${path} does not begin with a comment that has @module`],
    bad: [{ path: "lib/server.ts", text: "/** Serves. */\nexport function serve() {}" }],
    good: [{ path: "lib/server.ts", text: "/**\n * Serves.\n *\n * @module\n */" }],
  },
  {
    name: `no file is longer than ${LONGEST_FILE} lines`,
    breaches: ({ path, text }) => {
      const lineCount = text.split("\n").length - 1;
      return lineCount > LONGEST_FILE ? [`${path} has ${lineCount} lines`] : [];
    },
    bad: [{ path: "lib/server.ts", text: "\n".repeat(301) }],
    good: [{ path: "lib/server.ts", text: "\n".repeat(300) }],
  },
];

/** What parses and sanitises what a client has sent. */
const PARSERS = ["lib/core/commands/bind.ts", "lib/core/commands/secret.ts"];

/** What runs while an event is applied; durations.ts, which a row may read with, knows digits alone. */
function isApplied(path: string): boolean {
  return /^lib\/core\/(?:rules|commands|state)\//.test(path) && !PARSERS.includes(path);
}

const TIMED = [
  "lib/time/timer_lanes.ts",
  "lib/log/line_queue.ts",
  "lib/net/connect.ts",
  "lib/program/standard_streams.ts",
];

/**
 * The client is a program of its own, and net/connect.ts is its half of net: it may give up. A
 * stream that takes nothing at the moment is tried again later.
 */
function isAllowedTimers(path: string): boolean {
  return TIMED.includes(path) || path.startsWith("lib/client/") || isPageWithClock(path);
}

/** The page's model and link are given their timers. */
function isPageWithClock(path: string): boolean {
  return path === "lib/page/main.ts" || path.startsWith("lib/page/view/");
}

/** A rule's look for words in the code of the files that are not exempt. */
function says(words: RegExp, isExempt: (path: string) => boolean): Rule["breaches"] {
  return ({ path, text }) => {
    if (isExempt(path)) return [];
    return [...codeOf(text).matchAll(words)].map(([word]) => `${path} says ${word}`);
  };
}
