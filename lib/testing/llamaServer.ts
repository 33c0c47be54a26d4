/** llama.cpp's own HTTP server, from the Python package `xllamacpp`, over a model that the test wrote. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { venvPython } from "./needs.ts";
import { tinyGguf } from "./tinyGguf.ts";

const program = `
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel, params.port = 4096, 1, 0
params.cpuparams.n_threads = 1
params.verbosity = -1
params.warmup = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
`;

export interface LlamaServer extends AsyncDisposable {
  /** For instance \`http://127.0.0.1:40123/v1\`. */
  url: string;
}

/** Starts it; it ends with its standard input. */
export async function llamaServer(): Promise<LlamaServer> {
  const folder = mkdtempSync(join(tmpdir(), "llama-"));
  const file = join(folder, "tiny.gguf");
  writeFileSync(file, tinyGguf());
  const child = spawn(venvPython, ["-c", program, file], { stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => errors = (errors + chunk).slice(-2000));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const close = async () => {
    child.stdin.end();
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true });
  };
  const address = new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/https?:\/\/\S+/);
      if (found) resolve(found[0]);
    });
  });
  const url = await Promise.race([address, ended.then(() => undefined)]);
  if (url) return { url: `${url}/v1`, [Symbol.asyncDispose]: close };
  await close();
  throw new Error(`llama.cpp's server did not start: ${errors}`);
}
