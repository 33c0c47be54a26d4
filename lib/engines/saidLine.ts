/** What a process of ours said in a line of JSON; undefined for what a library printed in between. */
export function saidLine<T>(line: string): T | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
