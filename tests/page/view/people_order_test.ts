import { assertEquals } from "@std/assert";
import {
  orderPeople,
  type Person,
} from "../../../lib/page/view/people_order.ts";

function names(people: readonly Person[], typed?: string): string[] {
  return orderPeople(people, typed).map(({ name }) => name);
}

Deno.test("orderPeople() puts ranks first, then names without regard to case, numbers by value", () => {
  assertEquals(
    names([
      { name: "guest-10", rank: "member" },
      { name: "Zed", rank: "owner" },
      { name: "guest-9", rank: "member" },
      { name: "mia", rank: "moderator" },
      { name: "Ann", rank: "member" },
      { name: "root", rank: "operator" },
    ]),
    ["root", "Zed", "mia", "Ann", "guest-9", "guest-10"],
  );
});

Deno.test("orderPeople() finds names by a part, without regard to case and accents", () => {
  const people: Person[] = [
    { name: "Renée", rank: "member" },
    { name: "irene", rank: "member" },
    { name: "小安", rank: "member" },
  ];
  assertEquals(names(people, " RENE "), ["irene", "Renée"]);
  assertEquals(names(people, "安"), ["小安"]);
  assertEquals(names(people, "x"), []);
});

Deno.test("orderPeople() leaves the array that it is given alone", () => {
  const people: Person[] = [{ name: "b", rank: "member" }, {
    name: "a",
    rank: "member",
  }];
  orderPeople(people);
  assertEquals(people.map(({ name }) => name), ["b", "a"]);
});
