/**
 * Parts of forms: fields with their labels, choices, and forms themselves.
 *
 * @module
 */

import { type Attributes, type Child, element } from "./element.ts";

/** A field with its label, and perhaps a hint that is read with it. */
export function field(
  text: string,
  input: HTMLInputElement | HTMLSelectElement,
  hint?: string,
): HTMLElement {
  return element("label", { class: "field" }, element("span", {}, text), input, hintOf(hint));
}

/** An input for one line of text. */
export function textInput(attributes: Attributes = {}): HTMLInputElement {
  return element("input", { autocomplete: "off", dir: "auto", ...attributes });
}

/** A list of which one is chosen; `options` maps values to what they say. */
export function select<Value extends string>(
  options: Readonly<Record<Value, string>>,
  chosen: Value,
  change: (value: Value) => void,
): HTMLSelectElement {
  const values = Object.keys(options) as Value[];
  const made = element(
    "select",
    {},
    ...values.map((value) => element("option", { value }, options[value])),
  );
  made.value = chosen;
  made.addEventListener("change", () => change(made.value as Value));
  return made;
}

/** Something that is on or off, with what it means below. `change` is told what the reader has made of it. */
export function choice(
  text: string,
  hint: string | undefined,
  change: (isOn: boolean) => void,
): { readonly root: HTMLElement; readonly input: HTMLInputElement } {
  const input = element("input", { type: "checkbox" });
  input.addEventListener("change", () => change(input.checked));
  const words = element("span", {}, text, hintOf(hint));
  return { root: element("label", { class: "choice" }, input, words), input };
}

/** A form that calls `submit` for its button and for Enter, and never leaves the page. */
export function form(submit: () => void, ...children: readonly Child[]): HTMLFormElement {
  const made = element("form", {}, ...children);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return made;
}

/** The button that sends a form. */
export function submitButton(text: string, style = "primary"): HTMLButtonElement {
  return element("button", { class: style }, text);
}

function hintOf(hint: string | undefined): Child {
  return hint === undefined ? undefined : element("small", { class: "quiet" }, hint);
}
