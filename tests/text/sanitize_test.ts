/** @module */
import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { graphemes, sanitize } from "../../lib/text/sanitize.ts";

/** What may never pass, wherever it stands: first and last of each range. */
const NEVER: readonly (readonly [number, number])[] = [
  [0x00, 0x08], // C0 without tab
  [0x0a, 0x1f],
  [0x7f, 0x9f], // DEL and C1, NEL among them
  [0xad, 0xad], // soft hyphen
  [0x034f, 0x034f], // combining grapheme joiner
  [0x061c, 0x061c], // Arabic letter mark
  [0x115f, 0x1160], // Hangul fillers
  [0x17b4, 0x17b5], // Khmer inherent vowels
  [0x200e, 0x200f], // bidi marks
  [0x2028, 0x202e], // line and paragraph separator, bidi embeddings and overrides
  [0x2060, 0x206f], // word joiner, invisible operators, bidi isolates, deprecated controls
  [0x3164, 0x3164], // Hangul filler
  [0xd800, 0xdfff], // lone surrogates
  [0xfdd0, 0xfdef], // noncharacters
  [0xfeff, 0xfeff], // BOM
  [0xffa0, 0xffa0], // halfwidth Hangul filler
  [0xfff0, 0xfffb], // interlinear anchors, and invisibles yet to come
  [0xfffe, 0xffff],
  [0x1bca0, 0x1bca3], // shorthand controls
  [0x1d173, 0x1d17a], // musical controls
  [0x1fffe, 0x1ffff],
  [0x2fffe, 0x2ffff],
  [0x3fffe, 0xdffff], // unassigned planes
  [0xe0000, 0xe001f], // language tag
  [0xe0080, 0xe00ff],
  [0xe01f0, 0xeffff],
  [0xffffe, 0xfffff],
  [0x10fffe, 0x10ffff],
];

/** Pieces that matter to the rules, and pieces that do not. */
const PIECES = [
  ..."a0#\t \n\r\0\x1b\x7f\x85\xad\ufeff\ufffd\u2028\u202e\u2060\u061c\u034f\u3164",
  ..."\u0301\u0308\u20e3\u0e34\u0e48\u094d\u09cd\u064b\u05b0\u3099\ufe20\u180b\u180e\u180f",
  ..."»)é\u3164\u200b\u200b\u200c\u200c\u200c\u200d\u200d\u200d\ufe0e\ufe0f\ufe0f\ufe00\u{e0100}",
  ..."กမខច\u0915\u0937\u0930\u09b0\u06a9\u0647\u1820\u1828אж中葛가\u2211",
  ..."👩👩👦❤🏽🏴🏴🇩🇪1©\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e007f}\u{e0001}\u{40000}\u{1fffe}",
  "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  "\u0301".repeat(8),
  "\u093e".repeat(9),
  "\ud83d",
  "\udc69",
];

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
  fc.array(
    fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 3 })),
    { maxLength: 20 },
  ).map((pieces) => pieces.join("")),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
);

function isNever(codePoint: number): boolean {
  return NEVER.some(([first, last]) => first <= codePoint && codePoint <= last);
}

Deno.test("sanitize() gives ordinary text of every script back as it is", () => {
  const ordinary = [
    "Hello, world! 100 % of ~{plain} text.",
    "a\tb",
    "naïve café, Ærøskøbing, Đỗ Thị Hồng, ﬁn",
    "cafe\u0301 decomposed",
    "Привет, мир — Здравствуйте",
    "Γειά σου Κόσμε",
    "مرحبا بالعالم، كَيْفَ حَالُكَ",
    "می\u200cخواهم کتاب\u200cهای او را ببینم",
    "۱۴۰۳ ه\u200d.ش",
    "۲۰\u200cساله، 5\u200cتایی، USB\u200cها، «کتاب»\u200cها، (کتاب)\u200cها، café\u200cها",
    "שָׁלוֹם עוֹלָם",
    "नमस्ते दुनिया, क्षत्रिय, क्\u200dष और क्\u200cष",
    "বাংলা, র\u200d্যাব",
    "அன்பு, తెలుగు, ಕನ್ನಡ, ශ්\u200dරී ලංකා",
    "അവന്\u200d വന്നു",
    "ที่นี่ ภาษา\u200bไทย\u200bABC",
    "ភាសា\u200bខ្មែរ, မြန်မာ\u200bစာ, ພາສາ\u200bລາວ",
    "བོད་སྐད་ བསྒྲུབས",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠠᠭ\u180eᠠ ᠳ\u180bᠤ",
    "今天天气很好,我们去公园吧。繁體中文",
    "葛\u{e0100}城市の山田さん、ヴァイオリン",
    "안녕하세요 세계, ㅋㅋㅋ",
    "ሰላም, გამარჯობა, Բարեւ",
    "∑\ufe00 ≨\ufe00 x² ≤ ∞",
    "\ue0b0 private use \u{f0001}",
  ];
  for (const text of ordinary) assertStrictEquals(sanitize(text), text);
});

Deno.test("sanitize() gives emoji, families, flags and keycaps back as they are", () => {
  const emoji = [
    "😀 👍🏽 🎉🎊",
    "❤\ufe0f ☎\ufe0e ✔\ufe0f ©\ufe0f",
    "👨\u200d👩\u200d👧\u200d👦",
    "👩🏽\u200d🚀 🏃🏿\u200d♀\ufe0f\u200d➡\ufe0f 🐦\u200d⬛",
    "🏳\ufe0f\u200d🌈 🏴\u200d☠\ufe0f 🕵\ufe0f\u200d♂\ufe0f",
    "🇩🇪🇨🇳🇯🇵",
    "1\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3 0\u20e3",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} England",
    "\u{1f3f4}\u{e0075}\u{e0073}\u{e0074}\u{e0078}\u{e007f} Texas",
    "\u{1fac8} \u{1f6d8} younger than the tables",
  ];
  for (const text of emoji) assertStrictEquals(sanitize(text), text);
});

Deno.test("sanitize() replaces what may never pass, one replacement for each code point", () => {
  for (const [first, last] of NEVER) {
    for (const codePoint of [first, last]) {
      const text = `a${String.fromCodePoint(codePoint)}b`;
      assertEquals(sanitize(text), "a\ufffdb", codePoint.toString(16));
    }
  }
});

Deno.test("sanitize() passes no code point that may never pass, whatever it stands beside", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (!isNever(codePoint)) continue;
    const char = String.fromCodePoint(codePoint);
    for (const text of [char, `漢${char}ก`, `क\u094d${char}ष`]) {
      if (sanitize(text).includes(char)) throw new Error(`U+${codePoint.toString(16)} passed`);
    }
  }
});

// Guards what is printed against CVE-2003-0063, CVE-2008-2383, CVE-2021-33477 and CVE-2024-38396.
Deno.test("sanitize() leaves no escape sequence standing, in 7-bit or in 8-bit form", () => {
  assertEquals(sanitize("\x1b]0;title\x07"), "\ufffd]0;title\ufffd");
  assertEquals(sanitize("\x1bP$q m\x1b\\ \x05"), "\ufffdP$q m\ufffd\\ \ufffd");
  assertEquals(sanitize("\x9b31m\x9d52;c;aGk=\x9c"), "\ufffd31m\ufffd52;c;aGk=\ufffd");
  assertEquals(sanitize("\x1b]8;;http://h\x1b\\"), "\ufffd]8;;http://h\ufffd\\");
});

// Guards against CVE-2007-4398 and GHSA-52rh-5rpj-c3w6: one text must stay one line.
Deno.test("sanitize() leaves no line end standing", () => {
  assertEquals(sanitize("a\r\nb\nc\rd\0e\x0bf\x0cg\x85h\u2028i\u2029j"), "a��b�c�d�e�f�g�h�i�j");
});

// Guards against CVE-2021-42574.
Deno.test("sanitize() leaves no bidi control standing", () => {
  assertEquals(sanitize("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"), "��������");
  assertEquals(sanitize("\u2066\u2067\u2068\u2069"), "����");
});

// Guards against GHSA-m4pq-fv2w-6hrw: taking something out must not join what was apart.
Deno.test("sanitize() does not bring halves together", () => {
  assertEquals(sanitize("\x1b\x1b[[31m"), "\ufffd\ufffd[[31m");
  assertEquals(sanitize("\ud83d\u200b\ude00"), "\ufffd\ufffd\ufffd");
});

Deno.test("sanitize() replaces each lone surrogate and keeps pairs", () => {
  assertEquals(sanitize("\ud83d😀\ude00\ud83d\ud83d"), "�😀���");
});

Deno.test("sanitize() allows eight marks on one base and replaces each one more", () => {
  assertEquals(sanitize("e" + "\u0301".repeat(8)), "e" + "\u0301".repeat(8));
  assertEquals(
    sanitize("e" + "\u0301".repeat(10) + "e\u0301"),
    "e" + "\u0301".repeat(8) + "��e\u0301",
  );
});

Deno.test("sanitize() counts marks across joiners and variation selectors", () => {
  const kept = "क" + "\u093e".repeat(7) + "\u094d\u200d";
  assertEquals(sanitize(kept + "\u093e"), kept.slice(0, -1) + "\u200d�");
  assertEquals(sanitize("❤\ufe0f" + "\u0301".repeat(8)), "❤\ufe0f" + "\u0301".repeat(7) + "�");
});

Deno.test("sanitize() replaces marks that have no base", () => {
  assertEquals(sanitize("\u0301\u0308a"), "��a");
  assertEquals(sanitize("a\t\u0301b"), "a\t�b");
});

Deno.test("sanitize() keeps joiners only between characters that use them", () => {
  assertEquals(sanitize("a\u200db\u200cc"), "a�b�c");
  assertEquals(sanitize("\u200dक"), "�क");
  assertEquals(sanitize("می\u200c"), "می�");
  assertEquals(sanitize("می\u200c\u200cخ"), "می��خ");
  assertEquals(sanitize("\u200cها a \u200cها ها\u200ca USB\u200dها"), "�ها a �ها ها�a USB�ها");
  assertEquals(sanitize("क्\u200d\u200dष"), "क्\u200d�ष");
  assertEquals(sanitize("👩\u200d"), "👩�");
  assertEquals(sanitize("👩\u200da"), "👩�a");
  assertEquals(sanitize("1\ufe0f\u200d👩"), "1\ufe0f�👩");
  assertEquals(sanitize("👩\u200c👩"), "👩�👩");
});

Deno.test("sanitize() does not let a joiner lean on a mark that it replaces", () => {
  const full = "क" + "\u093e".repeat(8);
  assertEquals(sanitize(full + "\u093e\u200dष"), full + "��ष");
  assertEquals(sanitize(full + "\u200d\u094dष"), full + "�\u094dष");
  assertEquals(sanitize(full + "\u093e\u200cه"), full + "��ه");
  assertEquals(sanitize("ก" + "\u0e34".repeat(9) + "\u200ba"), "ก" + "\u0e34".repeat(8) + "��a");
});

Deno.test("sanitize() keeps zero-width spaces beside Thai, Lao, Khmer or Myanmar letters only", () => {
  assertEquals(sanitize("a\u200bก\u200bb\u200bc"), "a\u200bก\u200bb�c");
  assertEquals(sanitize("中\u200b文"), "中�文");
  assertEquals(sanitize("ก\u200b\u200b\u200bก"), "ก\u200b�\u200bก");
});

Deno.test("sanitize() keeps variation selectors on their bases only, and never in runs", () => {
  assertEquals(sanitize("a\ufe0f"), "a�");
  assertEquals(sanitize("\ufe0f❤"), "�❤");
  assertEquals(sanitize("❤\ufe0f\ufe0f\ufe0e"), "❤\ufe0f��");
  assertEquals(sanitize("葛\u{e0100}\u{e0101}"), "葛\u{e0100}�");
  assertEquals(sanitize("a\u{e0100}\ufe00"), "a��");
  assertEquals(sanitize("a\u180b \u180e"), "a� �");
});

Deno.test("sanitize() keeps tags only in a whole emoji tag sequence", () => {
  const [g, b, end] = ["\u{e0067}", "\u{e0062}", "\u{e007f}"];
  assertEquals(sanitize(`a${g}${b}${end}`), "a���");
  assertEquals(sanitize(`🏴${g}${b}${g}`), "🏴���");
  assertEquals(sanitize(`🏴${g}${b}${end}`), "🏴���");
  assertEquals(sanitize(`🏴${g.repeat(7)}${end}`), "🏴" + "�".repeat(8));
  assertEquals(sanitize(`🏴\u{e0041}${g}${b}${end}`), "🏴����");
  assertEquals(sanitize(`👩${g}${b}${g}${end}`), "👩����");
});

Deno.test("sanitize() is idempotent", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const safe = sanitize(text);
      assertStrictEquals(sanitize(safe), safe);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("sanitize() has nothing to say about two safe texts, one after the other", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (one, two) => {
      const both = sanitize(one) + sanitize(two);
      assertStrictEquals(sanitize(both), both);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("sanitize() changes code points to replacements and does nothing else", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const [given, got] = [Array.from(text), Array.from(sanitize(text))];
      assertEquals(got.length, given.length);
      assert(got.every((char, index) => char === given[index] || char === "\ufffd"));
    }),
    { numRuns: 3000 },
  );
});

Deno.test("sanitize() lets nothing through that could harm, however it is mixed", () => {
  const runs = /\p{M}{9}|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2}|[\u200c\u200d]{2}|^\p{M}|\t\p{M}/u;
  const flag = /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}/gu;
  fc.assert(
    fc.property(hostileText, (text) => {
      const safe = sanitize(text);
      assertEquals(Array.from(safe).filter((char) => isNever(char.codePointAt(0) ?? 0)), []);
      assertEquals(runs.exec(safe), null);
      assertEquals(/[\u{e0020}-\u{e007f}]/u.exec(safe.replace(flag, "")), null);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("sanitize() looks closely at every code point that may need it", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const char = String.fromCodePoint(codePoint);
    // At the beginning, a mark or an invisible character never passes.
    const isSuspect = isNever(codePoint) || /[\p{M}\p{Default_Ignorable_Code_Point}]/u.test(char);
    const expected = isSuspect ? "\ufffd" : char;
    if (sanitize(char) !== expected) throw new Error(`U+${codePoint.toString(16)}`);
  }
});

Deno.test("sanitize() takes time in proportion, whatever it is given", () => {
  const pieces = "\u200d|\u0301|\ufe0f|👩\u200d|क्\u200d|🏴\u{e0061}|\x1b|\ud800".split("|");
  for (const piece of pieces) {
    const text = piece.repeat((1 << 20) / piece.length);
    assertEquals(sanitize(text).length, text.replaceAll("\u{e0061}", "�").length);
  }
});

Deno.test("graphemes() takes apart what people see as characters", () => {
  assertEquals(graphemes("e\u0301👨\u200d👩\u200d👧🇩🇪각"), [
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "🇩🇪",
    "각",
  ]);
  assertEquals(graphemes(""), []);
});
