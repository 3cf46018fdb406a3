/**
 * A daemon that serves the page, and somebody on its line listener.
 *
 * @module
 */

import { fail } from "@std/assert";
import { House } from "../../support/house.ts";
import type { LineClient } from "../../support/line_client.ts";

/** A running daemon with the page. Held with `await using`, it stops with the block. */
export class WebHouse implements AsyncDisposable {
  readonly house: House;
  /** Where the page is, with `/` at its end. */
  readonly url: string;

  private constructor(house: House, url: string) {
    this.house = house;
    this.url = url;
  }

  /** Starts one with these options besides `--web-listen`. */
  static async open(options: readonly string[] = []): Promise<WebHouse> {
    const house = await House.open(["--web-listen", "127.0.0.1:0", ...options]);
    const listening = await house.logged("listening", 2);
    const url = listening.find(({ transport }) => transport === "web")?.url;
    if (typeof url !== "string") return fail(`no url in ${JSON.stringify(listening)}`);
    return new WebHouse(house, new URL("/", url).href);
  }

  /** Enters the lobby over the line listener, as people do with `nc`. */
  enter(name: string): Promise<LineClient> {
    return this.house.enter(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
  }
}
