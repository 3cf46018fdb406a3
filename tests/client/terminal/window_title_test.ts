import { assertEquals } from "@std/assert";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { titleFor } from "../../../lib/client/terminal/window_title.ts";

Deno.test("a title has the counts first, then the name and the room", () => {
  const rooms = new Rooms(["dev"]);
  const none = { said: 0, named: 0 };
  assertEquals(titleFor({ you: "", rooms: new Rooms(), unread: none }), "hubbub");
  assertEquals(titleFor({ you: "ann", rooms: new Rooms(), unread: none }), "ann - hubbub");
  const unread = { said: 3, named: 1 };
  assertEquals(titleFor({ you: "ann", rooms, unread }), "+3 !1 ann #dev - hubbub");
  const elsewhere = "b.example:8000";
  assertEquals(
    titleFor({ you: "ann", rooms, unread, elsewhere }),
    "+3 !1 ann #dev - b.example:8000 - hubbub",
  );
});
