/**
 * Parts of forms: fields with their labels, choices, and the row of buttons at the end.
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
  return element(
    "label",
    { class: "field" },
    element("span", {}, text),
    input,
    hintOf(hint),
  );
}

/** An input for one line of text. */
export function textInput(attributes: Attributes = {}): HTMLInputElement {
  return element("input", {
    type: "text",
    autocomplete: "off",
    dir: "auto",
    ...attributes,
  });
}

/** A list of which one is chosen; `options` maps values to what they say. */
export function select(
  options: Readonly<Record<string, string>>,
  chosen: string,
  attributes: Attributes = {},
): HTMLSelectElement {
  const made = element("select", attributes);
  for (const [value, text] of Object.entries(options)) {
    made.append(element("option", { value, selected: value === chosen }, text));
  }
  return made;
}

/** Something that is on or off. `change` is told what the reader has made of it. */
export function choice(
  text: string,
  change: (isOn: boolean) => void,
  hint?: string,
): { readonly root: HTMLElement; readonly input: HTMLInputElement } {
  const input = element("input", { type: "checkbox" });
  input.addEventListener("change", () => change(input.checked));
  const words = element("span", {}, text, hintOf(hint));
  return { root: element("label", { class: "choice" }, input, words), input };
}

/** A form that calls `submit` for its button and for Enter, and never leaves the page. */
export function form(
  submit: () => void,
  ...children: readonly Child[]
): HTMLFormElement {
  const made = element("form", { novalidate: true }, ...children);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return made;
}

/** The button that sends a form. */
export function submitButton(
  text: string,
  isDanger = false,
): HTMLButtonElement {
  return element("button", {
    type: "submit",
    class: isDanger ? "danger" : "primary",
  }, text);
}

function hintOf(hint: string | undefined): Child {
  return hint === undefined ? undefined : element("small", { class: "quiet" }, hint);
}
