/** @module */
import { assertEquals, assertLess } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { addressNick, guestNick, parseNick, parseRoom } from "../../../lib/core/reading/names.ts";
import { sanitize } from "../../../lib/text/sanitize.ts";
import { ENGLISH_WORDING } from "../../../lib/words/en/wording.ts";

/** The name as it came out, or the code of the refusal. */
function nameOf(name: string): string {
  const result = parseNick(name);
  return typeof result === "string" ? result : result.code;
}

function codeOf(name: string): string {
  const result = parseNick(name);
  return typeof result === "string" ? "ok" : result.code;
}

function sentenceOf(name: string): string {
  const result = parseNick(name);
  return typeof result === "string" ? "ok" : ENGLISH_WORDING.notice(result);
}

/** Names as a room of hostile programs would ask for them. */
const hostileName = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.array(
    fc.constantFrom(
      ..."aA1lI0O-_.:;* \t\0\x1b|éßıİςｄ𝓭дλ王かカ한ㄅبאक्ทั\u0301\u200d\u202e\u3164\ufe0f👩〇\ud800",
      "guest-",
      "admin",
      "\u0308".repeat(4),
    ),
    { maxLength: 30 },
  ).map((pieces) => pieces.join("")),
);

Deno.test("parseNick() takes names in every living script", () => {
  const names = [
    ..."duke O-Brien d.u.k.e _x_ 4chan José Zoë Đỗ Nguyễn Łukasz Straße".split(" "),
    ..."王小明 李雷 歐陽 二〇二四 山田太郎 佐々木 さくら サクラ ヴァイオリン 김철수 박지민".split(
      " ",
    ),
    ..."Иван Ћирић Олексій Γιάννης محمد علی דוד שרה राहुल কবির குமார் రాము".split(" "),
    ..."สมชาย ណារ៉េត မောင် ນາງ བསྟན་".split(" ").map((name) => name.replace("་", "")),
    ..."ነጋሽ Դավիթ გიორგი ᏣᎳᎩ ގެއްލި ޙަސަން".split(" "),
  ];
  for (const name of names) assertEquals(nameOf(name), name.normalize("NFKC"), name);
});

Deno.test("parseNick() takes scripts that are written together", () => {
  for (const name of "王bob 王さんbot ペン王x ㄅ王a 한王bob duke東京カナ".split(" ")) {
    assertEquals(nameOf(name), name);
  }
});

Deno.test("parseNick() gives names their NFKC form", () => {
  assertEquals(nameOf("ｄｕｋｅ"), "duke");
  assertEquals(nameOf("𝓭𝓾𝓴𝓮"), "duke");
  assertEquals(nameOf("ﾔﾏﾀﾞ"), "ヤマダ");
  assertEquals(nameOf("e\u0301lan"), "élan");
  assertEquals(nameOf("\u1112\u1161\u11ab"), "한");
});

Deno.test("parseNick() takes 24 characters and refuses 25", () => {
  assertEquals(nameOf("x".repeat(24)), "x".repeat(24));
  assertEquals(sentenceOf("x".repeat(25)), "the name is too long: at most 24 characters");
  assertEquals(codeOf("x\u0323\u0331".repeat(12)), "ok");
  assertEquals(codeOf("क्षि".repeat(5)), "ok");
});

Deno.test("parseNick() takes 64 bytes and refuses 65", () => {
  assertEquals(nameOf("王".repeat(21) + "x"), "王".repeat(21) + "x");
  assertEquals(sentenceOf("王".repeat(21) + "xx"), "the name is too long: at most 64 bytes");
});

Deno.test("parseNick() refuses a name of megabytes without looking at it", () => {
  assertEquals(codeOf("\u0344".repeat(1 << 20)), "name-too-long");
  // What is wrong with the letters is found in a text that is looked at.
  assertEquals([codeOf(" ".repeat(512)), codeOf(" ".repeat(513))], [
    "name-bad-character",
    "name-too-long",
  ]);
});

Deno.test("parseNick() takes letters, marks, digits and - _ . only, and names what is wrong", () => {
  assertEquals(
    sentenceOf("two words"),
    "only letters, digits and - _ . can be in a name, not a space",
  );
  assertEquals(sentenceOf("a:"), 'only letters, digits and - _ . can be in a name, not ":"');
  assertEquals(sentenceOf("a👩"), 'only letters, digits and - _ . can be in a name, not "👩"');
  assertEquals(sentenceOf("a\x1b"), "only letters, digits and - _ . can be in a name, not U+001B");
  for (
    const bad of "* ( ) [ ] < > # @ ! ? / \\ | ' \" , ; ~ ^ $ % & = + · … — ½ ² \ufffd".split(" ")
  ) {
    if (bad.normalize("NFKC") === bad) assertEquals(codeOf(`a${bad}`), "name-bad-character", bad);
  }
});

Deno.test("parseNick() takes nothing invisible, private, unassigned or half", () => {
  const unseen = "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u202e\u2060" +
    "\u2066\u2800\u3164\ufe0f\ufeff\uffa0\ue000\ufdd0\u{e0100}\u{e0061}\u{f0000}\u0378";
  for (const char of [...unseen, "\ud800", "\udc00"]) {
    assertEquals(codeOf(`a${char}b`), "name-bad-character", JSON.stringify(char));
  }
});

// Guards against names that end like the colon after a name in a line of chat.
Deno.test("parseNick() takes no letter at the end that looks like a colon", () => {
  assertEquals(codeOf("duke\u02d0"), "name-bad-character");
  assertEquals(codeOf("ꓓꓽ"), "name-bad-character");
  assertEquals(codeOf("नमः"), "ok");
});

Deno.test("parseNick() wants a letter", () => {
  assertEquals(codeOf(""), "name-empty");
  for (const name of ["-", "...", "007", "1.2.3.4", "-_-", "٣٤"]) {
    assertEquals(codeOf(name), "name-no-letter", name);
  }
});

Deno.test("parseNick() takes no mark at the beginning", () => {
  assertEquals(sentenceOf("\u0301a"), "a name cannot begin with a combining mark");
  assertEquals(codeOf("\u0e34ก"), "name-leading-mark");
});

Deno.test("parseNick() takes four marks on one base and refuses five", () => {
  assertEquals(codeOf("x" + "\u0323".repeat(4) + "x" + "\u0323".repeat(4)), "ok");
  assertEquals(
    sentenceOf("x" + "\u0323".repeat(5)),
    "the name has too many combining marks on one character: at most 4",
  );
});

// Guards against CVE-2021-42694 in names: letters of one script hiding among those of another.
Deno.test("parseNick() refuses scripts that are not written together", () => {
  for (const name of ["duкe", "αdmin", "Иvan", "ㄅア", "한か", "王Иван", "דukе", "a\u0663b"]) {
    assertEquals(codeOf(name), "name-mixed-scripts", name);
  }
  assertEquals(sentenceOf("duкe"), "the name duкe mixes scripts that are not written together");
});

Deno.test("parseNick() refuses the reserved names in Chinese, simplified and traditional", () => {
  const reserved =
    "系统 系統 服务器 服務器 伺服器 管理员 管理員 超级管理员 超級管理員 版主 客服 官方 公告 " +
    "站长 站長 群主 主持人 操作员 操作員 所有人 全体成员 全體成員 大家 任何人 游客 遊客 访客 訪客";
  for (const name of reserved.split(" ")) {
    assertEquals(codeOf(name), "name-reserved", name);
    assertEquals(codeOf(`-${name}_`), "name-reserved", name);
  }
  for (const name of "游客-3 遊客-3 访客_12 訪客.7 游客-1l 游客-３".split(" ")) {
    assertEquals(codeOf(name), "name-reserved", name);
  }
});

Deno.test("parseNick() takes Chinese names that only contain a reserved word", () => {
  for (
    const name of "王系统 系统管理 客服小王 小版主 大家好 游客三 管理员小李 李公告 游客-a".split(
      " ",
    )
  ) {
    assertEquals(nameOf(name), name);
  }
});

Deno.test("parseNick() refuses the reserved names in any case", () => {
  const reserved = "server system admin administrator root operator moderator service guest " +
    "everyone all here nobody";
  for (const name of reserved.split(" ")) {
    for (const form of [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)]) {
      assertEquals(codeOf(form), "name-reserved", form);
    }
  }
  assertEquals(sentenceOf("Admin"), "the name Admin is reserved, or looks like one that is");
});

Deno.test("parseNick() refuses the look-alikes of reserved names", () => {
  const alike =
    "adm1n ADM1N admln adrnin adrn1n adm1nistrator r00t ROoT 0perator moderat0r a11 aIl " +
    "nob0dy ａｄｍｉｎ 𝐫𝐨𝐨𝐭 ádmin röøt admin. _root_ ᎪᏞᏞ аӏӏ ᴀᴅᴍɪɴ ʀᴏᴏᴛ ɢᴜᴇꜱᴛ ʜᴇʀᴇ";
  for (const name of alike.split(" ")) assertEquals(codeOf(name), "name-reserved", name);
});

Deno.test("parseNick() refuses the names that the daemon gives to guests, and their look-alikes", () => {
  const alike = "guest-7 GUEST-7 guest-10 guest-1O guest-l guest_7 guest.7 guestー7 ｇｕｅｓｔ-7";
  for (const name of alike.split(" ")) assertEquals(codeOf(name), "name-reserved", name);
});

Deno.test("parseNick() does not take plain names for reserved ones", () => {
  for (
    const name of "ali Ali allan heres hero roots guest-bob guestbook serverina admina".split(" ")
  ) {
    assertEquals(codeOf(name), "ok", name);
  }
});

Deno.test("parseNick() never throws, and what it gives is a name that it would give again", () => {
  fc.assert(
    fc.property(hostileName, (text) => {
      const name = parseNick(text);
      if (typeof name !== "string") {
        return assertEquals(sanitize(sentenceOf(text)), sentenceOf(text));
      }
      assertEquals(nameOf(name), name);
      assertEquals(sanitize(name), name);
      assertEquals(/[\s:]/.exec(name), null);
      assertLess(new TextEncoder().encode(name).length, 65);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("addressNick() and guestNick() make names that nobody can choose", () => {
  assertEquals<string>(addressNick("127.0.0.1:40321"), "127.0.0.1:40321");
  assertEquals<string>(addressNick("[::1]:40321"), "[::1]:40321");
  assertEquals<string>(addressNick("[fe80::1%\x1b]:1"), "[fe80::1%\ufffd]:1");
  assertEquals<string>(guestNick(7), "guest-7");
  assertEquals(codeOf("127.0.0.1:40321"), "name-bad-character");
  assertEquals(codeOf("guest-7"), "name-reserved");
});

/** The code of the problem with the name of a room, or `ok`. */
function roomCodeOf(text: string): string {
  const room = parseRoom(text);
  return typeof room === "string" ? "ok" : room.code;
}

Deno.test("parseRoom() takes a # before the name, one and no more", () => {
  assertEquals<unknown>(parseRoom("#Dev"), "Dev");
  assertEquals<unknown>(parseRoom("＃dev"), "dev");
  assertEquals<unknown>(parseRoom("聊天"), "聊天");
  assertEquals(roomCodeOf("##dev"), "name-bad-character");
  assertEquals(roomCodeOf("dev#"), "name-bad-character");
  assertEquals([roomCodeOf("#"), roomCodeOf("")], ["name-empty", "name-empty"]);
});

Deno.test("parseRoom() takes 32 characters and 96 bytes, and no more", () => {
  assertEquals(roomCodeOf("x".repeat(32)), "ok");
  assertEquals<unknown>(parseRoom("x".repeat(33)), {
    code: "name-too-long",
    limit: 32,
    unit: "characters",
  });
  assertEquals(roomCodeOf("聊".repeat(32)), "ok");
  assertEquals<unknown>(parseRoom("𠀀".repeat(25)), {
    code: "name-too-long",
    limit: 96,
    unit: "bytes",
  });
  assertEquals(roomCodeOf("𠀀".repeat(24)), "ok");
  assertEquals(roomCodeOf("x".repeat(100_000)), "name-too-long");
});

Deno.test("parseRoom() reserves no word, and keeps the other rules of names", () => {
  for (const name of ["admin", "all", "here", "guest-7", "大家"]) {
    assertEquals(roomCodeOf(name), "ok", name);
  }
  assertEquals(roomCodeOf("аbc"), "name-mixed-scripts");
  assertEquals(roomCodeOf("12"), "name-no-letter");
  assertEquals(roomCodeOf("a b"), "name-bad-character");
  assertEquals(roomCodeOf("\u0301a"), "name-leading-mark");
});

Deno.test("parseRoom() never throws, and what it gives is a name that it would give again", () => {
  fc.assert(
    fc.property(hostileName, (text) => {
      const room = parseRoom(text);
      if (typeof room !== "string") return;
      assertEquals<unknown>(parseRoom(room), room);
      assertEquals<unknown>(parseRoom(`#${room}`), room);
      assertEquals(sanitize(room), room);
      assertEquals(/[\s:#]/.exec(room), null);
    }),
    { numRuns: 3000 },
  );
});
