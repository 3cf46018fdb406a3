/**
 * The list of the people in a room: their ranks, whether they are away, and a menu on each.
 *
 * @module
 */

import type { Person } from "../model/talk.ts";
import type { Words } from "../words/words.ts";
import { button, element, fill, isolated } from "./element.ts";
import { orderPeople } from "./people_order.ts";
import { textInput } from "./form.ts";

/** The people of a room. */
export interface PeopleData {
  /** Those who are known, in any order. */
  readonly people: readonly Person[];
  /** How many people are in the room: possibly more than are known. */
  readonly count: number;
}

/** What the list asks for. */
export interface PeopleCallbacks {
  /** A person was chosen; `opener` is the button, beside which a menu opens. */
  readonly choose: (name: string, opener: HTMLElement) => void;
}

/** The list in the page. */
export interface PeopleList {
  /** Shows these people. The focus stays on the person where it is. */
  readonly show: (data: PeopleData) => void;
}

/** From so many people on there is a field to find one. */
const SEARCHED_FROM = 15;
/** The most rows that are drawn at once; the others are counted, and found by typing. */
const MOST_ROWS = 200;

/** Makes the list in `parent`. */
export function makePeopleList(
  parent: HTMLElement,
  words: Words,
  on: PeopleCallbacks,
): PeopleList {
  const title = element("h2", {});
  const sought = textInput({
    type: "search",
    placeholder: words.findPerson,
    "aria-label": words.findPerson,
    hidden: true,
  });
  const list = element("ul", { "aria-label": words.people });
  const others = element("p", { class: "quiet" });
  fill(parent, title, sought, list, others);
  let data: PeopleData = { people: [], count: 0 };
  sought.addEventListener("input", draw);

  function draw(): void {
    const found = orderPeople(data.people, sought.value);
    const focused = list.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-name")
      : undefined;
    fill(
      list,
      ...found.slice(0, MOST_ROWS).map((person) => rowOf(person, words, on)),
    );
    const isAll = sought.value.trim() === "";
    const left = (isAll ? Math.max(data.count, found.length) : found.length) -
      Math.min(found.length, MOST_ROWS);
    others.textContent = left > 0 ? words.andMore(left) : "";
    for (const row of list.querySelectorAll<HTMLElement>("button")) {
      if (row.dataset.name === focused) row.focus();
    }
  }

  return {
    show: (next) => {
      data = next;
      title.textContent = words.peopleCount(next.count);
      sought.hidden = next.people.length < SEARCHED_FROM;
      if (sought.hidden) sought.value = "";
      draw();
    },
  };
}

function rowOf(person: Person, words: Words, on: PeopleCallbacks): HTMLElement {
  const { name, away } = person;
  const facts = factsOf(person, words);
  const press = button("", () => on.choose(name, press), {
    class: away === undefined ? "row" : "row away",
    "data-name": name,
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-label": words.list([
      name,
      ...facts,
      ...(away === undefined ? [] : [words.awayWith(away)]),
    ]),
    title: away === undefined ? undefined : words.awayWith(away),
  });
  const shown = isolated(name);
  shown.className = "truncate";
  const state = [...facts, ...(away === undefined ? [] : [words.away])].join(
    " · ",
  );
  press.append(shown, element("span", { class: "quiet" }, state));
  return element("li", {}, press);
}

function factsOf(person: Person, words: Words): string[] {
  const facts = [words.ranks[person.rank]];
  if (person.isYou) facts.push(words.you);
  if (person.hasVoice && person.rank === "member") facts.push(words.voice);
  if (person.isIgnored) facts.push(words.ignored);
  return facts.filter((fact) => fact !== "");
}
