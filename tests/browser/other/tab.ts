/**
 * A tab of a browser as both drivers offer it: what the standards of WebDriver have in common.
 *
 * @module
 */

/** Keys by their code points in WebDriver. */
export const KEYS = {
  Enter: "\uE007",
  Tab: "\uE004",
  Escape: "\uE00C",
  ArrowUp: "\uE013",
  Shift: "\uE008",
} as const;

/** One tab. Held with `await using`, it ends with its browser. */
export interface Tab extends AsyncDisposable {
  /** The browser and its version. */
  readonly browser: string;
  /** Goes to an address; resolves when the page is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression in the page, which JSON can carry. Promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses and releases keys one after the other, in what has the focus: text and {@linkcode KEYS}. */
  type(keys: string): Promise<void>;
  /** Presses the main button of the pointer over the first element of a selector. */
  click(selector: string): Promise<void>;
  /** A picture of what is seen, as PNG. */
  picture(): Promise<Uint8Array>;
  /** What the console complained of, where the browser tells it. */
  readonly complaints: readonly string[];
}

/** Key actions for a text, as both protocols take them. */
export function keyActions(keys: string): { type: string; value: string }[] {
  return [...keys].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
}

/** Pointer actions for a press at a place. */
export function pressActions(x: number, y: number): Record<string, unknown>[] {
  return [
    { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
    { type: "pointerDown", button: 0 },
    { type: "pointerUp", button: 0 },
  ];
}

/** An expression for the middle of the first element of a selector. */
export function middleOf(selector: string): string {
  return `(() => {
    const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)})
      .getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  })()`;
}
