/**
 * Keeps the place in the log: at the end it follows, and anywhere else what is read does not move, whatever
 * is added above or below, and however the window changes. Not every browser does that by itself.
 *
 * @module
 */

/** So near to the end counts as the end, in CSS pixels. */
const NEAR_END = 16;

/** The place of one scrolled element. */
export class Place {
  readonly #scroller: HTMLElement;
  readonly #moved: () => void;
  #isAtEnd = true;
  /** Where the scroller stood when it was last heard of. */
  #top = 0;
  /** What is read: the first line in sight, and how far below the upper edge it stands. */
  #anchor: { readonly line: Element; readonly offset: number } | undefined;

  /** Watches `scroller`, whose only child is `content`. `moved` is called after each change of the place or of a size. */
  constructor(scroller: HTMLElement, content: HTMLElement, moved: () => void) {
    this.#scroller = scroller;
    this.#moved = moved;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(scroller);
    observer.observe(content);
  }

  /** Whether the newest line is in sight. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** The first line in sight; undefined if there is none. */
  get firstLine(): Element | undefined {
    const edge = this.#scroller.getBoundingClientRect().top;
    for (const block of this.#scroller.querySelectorAll(".block")) {
      if (block.getBoundingClientRect().bottom <= edge) continue;
      for (const line of block.querySelectorAll(".line")) {
        const { bottom, height } = line.getBoundingClientRect();
        if (bottom > edge && height > 0) return line;
      }
    }
    return undefined;
  }

  /** Goes to the end, and follows from then on. */
  toEnd(): void {
    this.#isAtEnd = true;
    this.#settle();
  }

  /** Goes to a line. */
  to(line: Element): void {
    this.#isAtEnd = false;
    line.scrollIntoView({ block: "start" });
    this.#scrolled();
  }

  /** Makes a change above or at what is read; what is read stays where it is. */
  keep(change: () => void): void {
    if (!this.#isAtEnd) this.#anchor = this.#look();
    change();
    this.#settle();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const isNear = scrollHeight - scrollTop - clientHeight <= NEAR_END;
    // Content that grows makes the end go away, without a movement of the reader's.
    if (isNear) this.#isAtEnd = true;
    else if (scrollTop < this.#top) this.#isAtEnd = false;
    this.#top = scrollTop;
    this.#anchor = this.#isAtEnd ? undefined : this.#look();
    this.#moved();
  }

  #settle(): void {
    const scroller = this.#scroller;
    if (this.#isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    else if (this.#anchor?.line.isConnected) {
      const by = this.#offsetOf(this.#anchor.line) - this.#anchor.offset;
      if (Math.abs(by) >= 1) scroller.scrollTop += by;
    }
    this.#top = scroller.scrollTop;
    this.#moved();
  }

  #look(): { line: Element; offset: number } | undefined {
    const line = this.firstLine;
    return line === undefined ? undefined : { line, offset: this.#offsetOf(line) };
  }

  #offsetOf(line: Element): number {
    return line.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }
}
