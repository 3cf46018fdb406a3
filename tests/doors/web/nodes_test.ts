/**
 * The page is told of the other nodes of its chat, and may connect to them and to nothing else.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { policyFor } from "../../../lib/doors/web/nodes.ts";
import { FILES as PAGE } from "../../../lib/doors/web/site/files.ts";
import { FILES, request } from "../../support/web_requests.ts";
import { WebScene } from "../../support/web_scene.ts";

const NODES = ["https://b.example.org", "http://127.0.0.1:8080"];
const SETTINGS = { hosts: [], origins: [], trustedProxies: [], language: "en" } as const;

const DOCUMENT = '<!doctype html><html lang="en"><p>"<html"</p></html>'.padEnd(5000, "\n");
const SITE = FILES.map((file) => file.path === "/" ? { ...file, text: DOCUMENT } : file);

function connectSource(policy: string | undefined): string | undefined {
  return policy?.split("; ").find((rule) => rule.startsWith("connect-src"));
}

Deno.test("the document has the hosts of the nodes, and may open their sockets", async () => {
  const [answer] = await new WebScene({ files: SITE, nodes: NODES }).ask(request());
  const mark = ' data-nodes="b.example.org 127.0.0.1:8080"';
  assertEquals(answer?.body, DOCUMENT.replace("<html", `<html${mark}`));
  assertEquals(
    connectSource(answer?.fields.get("content-security-policy")),
    "connect-src 'self' wss://b.example.org ws://127.0.0.1:8080",
  );
});

Deno.test("the document of the page has a place for it", () => {
  const page = PAGE.find(({ path }) => path === "/");
  assertEquals(page?.text.match(/^<!doctype html><html lang="en">/)?.length, 1);
});

Deno.test("but for that its policy is the one of every answer", async () => {
  const [plain, file] = [
    (await new WebScene().ask(request()))[0],
    (await new WebScene({ nodes: NODES }).ask(request("/app.js")))[0],
  ].map((answer) => answer?.fields.get("content-security-policy"));
  assertEquals(file, plain);
  assertEquals(policyFor([]), plain);
  assertEquals(policyFor(NODES).replace(/(connect-src 'self')[^;]*/, "$1"), plain);
});

Deno.test("a reload changes the document and its tag, and back", async () => {
  const scene = new WebScene({ files: SITE });
  const look = async () => {
    const [answer] = await scene.ask(request("/", ["Accept-Encoding: br"]));
    const policy = answer?.fields.get("content-security-policy");
    return [answer?.fields.get("etag"), connectSource(policy)];
  };
  const before = await look();
  scene.front.adjust({ ...SETTINGS, nodes: NODES });
  const between = await look();
  assertEquals(between[0] === before[0], false);
  assertEquals(between[1], "connect-src 'self' wss://b.example.org ws://127.0.0.1:8080");
  scene.front.adjust(SETTINGS);
  assertEquals(await look(), before);
});
