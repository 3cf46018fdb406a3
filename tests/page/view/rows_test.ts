import { assertEquals } from "@std/assert";
import { makeRows } from "../../../lib/page/view/rows.ts";

/** A list, and how often something was put into it. */
class FakeList {
  readonly children: FakeRow[] = [];
  moves = 0;

  append(row: FakeRow): void {
    this.put(row, this.children.length);
  }

  put(row: FakeRow, at: number): void {
    this.moves += 1;
    this.children.splice(at, 0, row);
  }
}

class FakeRow {
  text = "";
  constructor(readonly list: FakeList, readonly key: string) {}

  before(row: FakeRow): void {
    row.remove();
    this.list.put(row, this.list.children.indexOf(this));
  }

  remove(): void {
    const at = this.list.children.indexOf(this);
    if (at !== -1) this.list.children.splice(at, 1);
  }
}

interface Item {
  readonly key: string;
  readonly text: string;
}

function listed(): { list: FakeList; made: string[]; show: (keys: string, text?: string) => void } {
  const list = new FakeList();
  const made: string[] = [];
  const showRows = makeRows<Item, FakeRow>(list, ({ key }) => key, (key) => {
    made.push(key);
    const row = new FakeRow(list, key);
    return {
      root: row,
      show: ({ text }) => {
        row.text = text;
      },
    };
  });
  return {
    list,
    made,
    show: (keys, text = "") => showRows([...keys].map((key) => ({ key, text }))),
  };
}

function keysOf({ children }: FakeList): string {
  return children.map(({ key }) => key).join("");
}

Deno.test("makeRows() shows rows in their order, also after any change of it", () => {
  const { list, show } = listed();
  for (const keys of ["abc", "acb", "b", "", "xbyaz", "zayxb", "qzayxb", "zayxbq", "bx"]) {
    show(keys);
    assertEquals(keysOf(list), keys);
  }
});

Deno.test("makeRows() keeps the row of a key, and draws it anew", () => {
  const { list, made, show } = listed();
  show("ab", "old");
  const [, b] = list.children;
  show("xb", "new");
  assertEquals(list.children[1], b);
  assertEquals([b?.text, made.join("")], ["new", "abx"]);
});

Deno.test("makeRows() moves nothing that stays in its place, so that a press on it is not lost", () => {
  const { list, show } = listed();
  show("abcde");
  list.moves = 0;
  show("abcde");
  show("abde");
  assertEquals(list.moves, 0);
  show("abxde");
  assertEquals(list.moves, 1);
});
