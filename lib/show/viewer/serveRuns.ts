/** The viewer over HTTP, for this machine only: what is opened is read from the log when it is asked for. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openRun, type Run } from "../../runs/mod.ts";
import { escapeHtml } from "../html.ts";
import { promptsOf, titleOf } from "./run.ts";
import { RunTexts } from "./runIndex.ts";
import { runPage } from "./runPage.ts";

type Body = string | Uint8Array;

/** A server that was started; `await using` ends it. */
export interface RunServer extends AsyncDisposable {
  url: string;
}

/**
 * Serves pages about runs on 127.0.0.1: `/?run=NAME&run=NAME`, and a list of `names` at `/`. It
 * answers to requests of this machine's own names alone, so that no page from elsewhere can read it.
 *
 * @param options.port 0 takes any free one. @default {0}
 * @param options.first runs that are read before anybody asks for them. @default {none}
 * @param options.open opens a run by its name. @default {openRun}
 */
export async function serveRuns(
  names: () => string[],
  { port = 0, open = openRun, first = [] }: {
    port?: number;
    open?: (name: string) => Run;
    first?: string[];
  } = {},
): Promise<RunServer> {
  const known = new Map<string, { texts: RunTexts; runs: Run[] }>();
  const opened = (chosen: string[], fresh: boolean) => {
    const key = JSON.stringify(chosen);
    if (fresh || !known.has(key)) {
      const runs = chosen.map((name) => open(name));
      known.set(key, { runs, texts: new RunTexts(runs) });
    }
    return known.get(key)!;
  };
  const answer = (path: string, chosen: string[]): [type: string, body: Body] | undefined => {
    if (path === "/" && chosen.length === 0) return ["html", listPage(names())];
    if (path === "/") return ["html", runPage(titleOf(chosen))];
    const part = /^\/part\/([a-z]+)(\d*)$/.exec(path);
    if (!part || chosen.length === 0) return undefined;
    const [, name, number] = part;
    const { texts, runs } = opened(chosen, name === "index");
    if (name === "index") return ["plain", texts.packed()];
    if (name === "tasks") return ["plain", JSON.stringify(promptsOf(runs))];
    const chunk = name === "chunk" && number ? texts.chunk(Number(number)) : undefined;
    return chunk === undefined ? undefined : ["plain", chunk];
  };
  const send = (response: ServerResponse, status: number, type: string, body: Body) => {
    response.writeHead(status, {
      "content-type": `text/${type}; charset=utf-8`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.end(body);
  };
  const server = createServer((request, response) => {
    if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(request.headers.host ?? "")) {
      return send(response, 403, "plain", "only for this machine");
    }
    try {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      const found = answer(pathname, searchParams.getAll("run"));
      if (found) send(response, 200, ...found);
      else send(response, 404, "plain", "there is nothing here");
    } catch (error) {
      send(response, 404, "plain", (error as Error).message);
    }
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", listening);
  });
  if (first.length) opened(first, true);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The runs that there are, each a link. */
function listPage(names: string[]): string {
  const items = names.map((name) =>
    `<li><a href="/?run=${encodeURIComponent(name)}">${escapeHtml(name)}</a></li>`
  );
  return '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width"><title>runs</title><style>:root{color-scheme:light dark}' +
    "body{font:16px/1.6 system-ui,sans-serif;margin:1.5rem}</style></head>" +
    `<body><h1>runs</h1><ul>\n${items.join("\n")}\n</ul>` +
    "<p>Two of them beside each other: <code>/?run=A&amp;run=B</code></p></body></html>\n";
}
