/**
 * Asks the thread of Deno's kernel, at an interrupt, whether it is there. One that does not answer
 * computes, heard nothing and would go on for ever: the process is ended.
 */
const PATIENCE_MS = 10_000;

interface Thread {
  onmessage?: () => void;
  postMessage(message: string): void;
}

const thread = globalThis as unknown as Thread;
let late: ReturnType<typeof setTimeout> | undefined;

Deno.addSignalListener("SIGINT", () => {
  thread.postMessage("there?");
  late ??= setTimeout(() => Deno.kill(Deno.pid, "SIGKILL"), PATIENCE_MS);
});
thread.onmessage = () => {
  clearTimeout(late);
  late = undefined;
};
