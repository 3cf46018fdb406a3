/**
 * Starts the page: clock, chance, timers, storage and the socket of the browser are given to it here.
 *
 * @module
 */

import { Page } from "./page.ts";
import { LASTING, OF_TAB } from "./storage.ts";
import { readPreferences } from "./view/preferences.ts";
import { loadWords } from "./words/load.ts";

const KEYS = matchMedia("(hover: hover) and (pointer: fine)");

const preferences = readPreferences(LASTING, navigator.languages);

/** The hosts of the nodes, as the daemon tells them; that of the page itself is empty. */
const HOSTS = ["", ...document.documentElement.dataset.nodes?.split(" ") ?? []];

const page = new Page({
  connect: (node) => new WebSocket(socketAt(HOSTS[node]), "hubbub.json.1"),
  hosts: HOSTS,
  now: () => Date.now(),
  after: (millis, callback) => {
    const timer = setTimeout(callback, millis);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  lasting: LASTING,
  ofTab: OF_TAB,
  preferences,
  texts: await loadWords(preferences.language),
  room: new URLSearchParams(location.search).get("room") || undefined,
  hasKeys: () => KEYS.matches,
});

document.addEventListener("visibilitychange", () => page.seen());
document.addEventListener("keydown", (event) => page.typed(event));
addEventListener("online", () => page.seen());
addEventListener("pageshow", () => page.seen());
addEventListener("pagehide", () => page.keep());

/** Beside the page, also under a prefix of a proxy; at another node by the same scheme. */
function socketAt(host: string | undefined): string {
  const address = new URL(host ? `//${host}/socket` : "socket", document.baseURI);
  return address.href.replace("http", "ws");
}
