/**
 * Makes elements of the page. Text reaches the document here, by text nodes alone.
 *
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

/** Attributes of an element: `true` writes an empty one, `false` and undefined write none. */
export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined>
>;

/** What can stand in an element: undefined is left out. */
export type Child = Node | string | undefined;

/** Makes an element with these attributes and children. A string becomes a text node. Never throws. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(made, name, value);
  }
  made.append(...present(children));
  return made;
}

/** Makes a button that says `text` and calls `press` for a click, a tap, Enter or Space. */
export function button(
  text: string,
  press: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** Text of a person, such as a name: set apart, so that its direction does not turn what stands around it. */
export function isolated(text: string): HTMLElement {
  return element("bdi", {}, text);
}

/** A picture of the page's own, by the name of its symbol in index.html (`g-NAME`). It has no text: label what it stands in. */
export function glyph(name: string): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  drawing.setAttribute("class", "glyph");
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#g-${name}`);
  drawing.append(use);
  return drawing;
}

/** Names an element that has no text of its own, for screen readers and, as a hint, for everybody. */
export function label(on: Element, text: string): void {
  on.setAttribute("aria-label", text);
  on.setAttribute("title", text);
}

/** Puts these children into `parent` instead of those that it has. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...present(children));
}

/** Sets, or for `false` and undefined removes, an attribute. */
export function setAttribute(
  on: Element,
  name: string,
  value: string | number | boolean | undefined,
): void {
  if (value === undefined || value === false) on.removeAttribute(name);
  else on.setAttribute(name, value === true ? "" : String(value));
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child) => child !== undefined);
}
