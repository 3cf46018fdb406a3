/**
 * The list of the people in a room: their ranks, whether they are away, and a menu on each.
 *
 * @module
 */

import type { Person } from "../model/talk.ts";
import type { Words } from "../words/en.ts";
import { button, element, fill, isolated, setAttribute } from "./element.ts";
import { orderPeople } from "./people_order.ts";
import { makeRows, type Row } from "./rows.ts";

/** The people of a room. */
export interface PeopleData {
  /** Those who are known, in any order. */
  readonly people: readonly Person[];
  /** How many people are in the room: possibly more than are known. */
  readonly count: number;
}

/** Called when a person is chosen; `opener` is the button, beside which a menu opens. */
export type ChoosePerson = (name: string, opener: HTMLElement) => void;

/** The list in the page. */
export interface PeopleList {
  /** Shows these people. */
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
  choose: ChoosePerson,
): PeopleList {
  const title = element("h2");
  const sought = element("input", { type: "search", "aria-label": words.findPerson });
  sought.placeholder = words.findPerson;
  const list = element("ul", { "aria-label": words.people });
  const others = element("p", { class: "quiet" });
  const field = element("div", { class: "field" }, sought);
  fill(parent, title, field, list, others);
  const showRows = makeRows<Person, HTMLElement>(
    list,
    ({ name }) => name,
    (name) => makeRow(name, words, choose),
  );
  let data: PeopleData = { people: [], count: 0 };
  sought.addEventListener("input", draw);

  function draw(): void {
    const found = orderPeople(data.people, sought.value);
    const shown = found.slice(0, MOST_ROWS);
    const all = sought.value === "" ? data.count : found.length;
    showRows(shown);
    others.textContent = all > shown.length ? words.andMore(all - shown.length) : "";
  }

  return {
    show: (next) => {
      data = next;
      title.textContent = words.peopleCount(next.count);
      field.hidden = next.people.length < SEARCHED_FROM;
      if (field.hidden) sought.value = "";
      draw();
    },
  };
}

function makeRow(name: string, words: Words, choose: ChoosePerson): Row<Person, HTMLElement> {
  const state = element("span", { class: "quiet" });
  const press = button("", () => choose(name, press), { "aria-haspopup": "menu" });
  const comma = element("span", { class: "heard" });
  press.append(isolated(name), comma, state);
  return {
    root: element("li", {}, press),
    show: (person) => {
      const { away } = person;
      const isHere = away === undefined;
      press.className = isHere ? "row" : "row away";
      state.textContent = factsOf(person, words).join(" · ");
      comma.textContent = state.textContent && ", ";
      setAttribute(press, "title", isHere ? undefined : words.awayWith(away));
    },
  };
}

function factsOf({ rank, isYou, hasVoice, isIgnored, away }: Person, words: Words): string[] {
  return [
    words.ranks[rank],
    isYou ? words.you : "",
    hasVoice && rank === "member" ? words.voice : "",
    isIgnored ? words.ignored : "",
    away === undefined ? "" : words.away,
  ].filter((fact) => fact !== "");
}
