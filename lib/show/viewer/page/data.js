/** What the page holds of all attempts, and how the texts of one are loaded. */

/** Bytes of base64 gzip, inflated. */
async function inflate(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The page's own data, compressed in its scripts, or the server's: bytes. */
export async function part(name) {
  const own = document.body.dataset.from === "file" && await scriptOf(name);
  if (own) return await inflate(own.textContent);
  const answer = await fetch(`part/${name}${location.search}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** A script of the page; the page may still be on its way. */
async function scriptOf(name) {
  const found = document.getElementById(name);
  // A script that is followed by something is whole.
  if (found?.nextSibling || document.readyState !== "loading") return found;
  await new Promise((read) => document.addEventListener("DOMContentLoaded", read, { once: true }));
  return document.getElementById(name);
}

/** The same as text. */
export const textPart = async (name) => new TextDecoder().decode(await part(name));

/** The texts of attempts, by chunk: the last few chunks are kept. */
export function attemptsOf(chunks, load = textPart) {
  const kept = new Map();
  const chunkOf = (row) => {
    let low = 0, high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (chunks[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const lines = async (chunk) => {
    if (!kept.has(chunk)) {
      kept.set(chunk, load(`chunk${chunk}`).then((text) => text.split("\n")));
      if (kept.size > 16) kept.delete(kept.keys().next().value);
    }
    return await kept.get(chunk);
  };
  return {
    /** One attempt, as it stands in the log. */
    async at(row) {
      const chunk = chunkOf(row);
      return JSON.parse((await lines(chunk))[row - chunks[chunk]]);
    },
    /**
     * The attempts whose prompt, reply, program or error hold a text: a Set, filled chunk by chunk.
     * `on(share)` is told how far it is; `stopped()` ends it.
     */
    async search(text, on, stopped = () => false) {
      const found = new Set(), wanted = text.toLowerCase();
      const raw = JSON.stringify(wanted).slice(1, -1);
      const read = async (chunk) => {
        const texts = (await load(`chunk${chunk}`)).split("\n");
        for (let i = 0; i < texts.length; i++) {
          if (!texts[i].toLowerCase().includes(raw)) continue;
          if (textOf(JSON.parse(texts[i])).toLowerCase().includes(wanted)) {
            found.add(chunks[chunk] + i);
          }
        }
      };
      for (let chunk = 0; chunk < chunks.length; chunk += TOGETHER) {
        if (stopped()) return undefined;
        on?.(chunk / chunks.length);
        const together = Math.min(TOGETHER, chunks.length - chunk);
        await Promise.all(Array.from({ length: together }, (_, i) => read(chunk + i)));
        await new Promise((later) => setTimeout(later));
      }
      on?.(1);
      return found;
    },
  };
}

/** So many chunks are asked for at a time. */
const TOGETHER = 8;

/** What is searched of an attempt. */
function textOf({ taskId, completion, verdict }) {
  const { error, reason } = verdict ?? {};
  return [taskId, completion?.text, completion?.code, error?.type, error?.message, reason]
    .filter(Boolean).join("\n");
}
