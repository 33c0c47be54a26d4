/** What the page holds of all attempts, and how the texts of one are loaded. */

/** Bytes of base64 gzip to text. */
export async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await new Response(stream).text();
}

/** The page's own data, compressed in its scripts, or the server's. */
export async function part(name) {
  const script = document.getElementById(name);
  if (script) return await inflate(script.textContent);
  const answer = await fetch(`part/${name}${location.search}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return await answer.text();
}

/** The texts of attempts, by chunk: the last few chunks are kept. */
export function attemptsOf(chunks, load = part) {
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
      for (let chunk = 0; chunk < chunks.length; chunk++) {
        if (stopped()) return undefined;
        const texts = (await load(`chunk${chunk}`)).split("\n");
        for (let i = 0; i < texts.length; i++) {
          if (!texts[i].toLowerCase().includes(raw)) continue;
          if (textOf(JSON.parse(texts[i])).toLowerCase().includes(wanted)) {
            found.add(chunks[chunk] + i);
          }
        }
        if (chunk % 20 === 19) await new Promise((later) => setTimeout(later));
        on?.((chunk + 1) / chunks.length);
      }
      return found;
    },
  };
}

/** What is searched of an attempt. */
function textOf({ taskId, completion, verdict }) {
  const { error, reason } = verdict ?? {};
  return [taskId, completion?.text, completion?.code, error?.type, error?.message, reason]
    .filter(Boolean).join("\n");
}
