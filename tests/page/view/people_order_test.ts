import { assertEquals } from "@std/assert";
import type { Person, Rank } from "../../../lib/page/model/talk.ts";
import { orderPeople } from "../../../lib/page/view/people_order.ts";

function person(name: string, rank: Rank = "member"): Person {
  return { name, rank, hasVoice: false, isYou: false, isIgnored: false };
}

function names(people: readonly Person[], typed?: string): string[] {
  return orderPeople(people, typed).map(({ name }) => name);
}

Deno.test("orderPeople() puts ranks first, then names without regard to case, numbers by value", () => {
  assertEquals(
    names([
      person("guest-10"),
      person("Zed", "owner"),
      person("guest-9"),
      person("mia", "moderator"),
      person("Ann"),
    ]),
    ["Zed", "mia", "Ann", "guest-9", "guest-10"],
  );
});

Deno.test("orderPeople() finds names by a part, without regard to case and accents", () => {
  const people: Person[] = [
    person("Renée"),
    person("irene"),
    person("小安"),
  ];
  assertEquals(names(people, " RENE "), ["irene", "Renée"]);
  assertEquals(names(people, "安"), ["小安"]);
  assertEquals(names(people, "x"), []);
});

Deno.test("orderPeople() leaves the array that it is given alone", () => {
  const people: Person[] = [person("b"), person("a")];
  orderPeople(people);
  assertEquals(people.map(({ name }) => name), ["b", "a"]);
});
