/** The recipe for vLLM under Slurm, with a server in the place of vLLM: nothing is said about vLLM itself. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { solve } from "../../models/mod.ts";
import { Task } from "../../tasks/mod.ts";
import { freePort } from "../../testing/freePort.ts";
import { needs } from "../../testing/needs.ts";
import { SlurmCluster } from "../../testing/slurmCluster.ts";
import { model } from "../model.ts";

/** Answers as vLLM's server does, from its second second on, and keeps its own command line. */
const stub = `#!/usr/bin/env python3
import http.server, json, sys, time
port = int(sys.argv[sys.argv.index("--port") + 1])
with open(f"{sys.path[0]}/{port}.json", "w") as file:
    json.dump(sys.argv[1:], file)
time.sleep(1)
class Server(http.server.BaseHTTPRequestHandler):
    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        self.answer({"data": [{"id": "own/model"}]})
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.answer({"choices": [{"message": {"content": str(port)}, "finish_reason": "stop"}]})
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(("", port), Server).serve_forever()
`;

Deno.test({
  ...needs("slurm", "python"),
  name: "vllm.sbatch starts a server a task and lists them when they answer, until the job ends",
  async fn() {
    const folder = mkdtempSync(join(tmpdir(), "tracelab-vllm-"));
    try {
      await using slurm = await SlurmCluster.start(2);
      writeFileSync(join(folder, "vllm"), stub, { mode: 0o755 });
      const port = await freePort();
      const script = new URL("vllm.sbatch", import.meta.url).pathname;
      const own = {
        PORT: `${port}`,
        PATH: `${folder}:${slurm.env.PATH}`,
        CUDA_VISIBLE_DEVICES: "0,1",
      };
      const said = spawnSync(
        "sbatch",
        ["--ntasks-per-node=2", "--output=log", script, "own/model", "--max-model-len", "8192"],
        { cwd: folder, env: { ...slurm.env, ...own }, encoding: "utf8" },
      );
      const [, id] = /^Submitted batch job (\d+)/.exec(said.stdout) ?? assert.fail(said.stderr);
      const list = join(folder, `vllm-${id}.json`);
      await slurm.until("the list is there", () => existsSync(list), 30).catch((error) => {
        throw new Error(`${error.message}\n${readFileSync(join(folder, "log"), "utf8")}`);
      });
      const hosts: string[] = JSON.parse(readFileSync(list, "utf8"));
      assert.deepEqual(hosts.map((host) => host.replace(/\/\/[^:]+/, "")), [
        `http::${port}/v1`,
        `http::${port + 1}/v1`,
      ]);
      assert.deepEqual(JSON.parse(readFileSync(join(folder, `${port}.json`), "utf8")), [
        ...["serve", "own/model", "--max-model-len", "8192", "--port", `${port}`],
        ...["--tensor-parallel-size", "1", "--data-parallel-size", "2"],
      ]);
      await using coder = model("vllm:own/model", { hosts, store: false, retries: 0 });
      const ask = (id: number) =>
        coder.ask(solve(Task.parse({
          ...{ id: `own/${id}`, set: "own", entryPoint: "f", hidden: { kind: "run" } },
          prompt: { complete: `def f():\n    """ Gives ${id}. """\n` },
        })));
      const replies = await Promise.all([1, 2, 3, 4].map(ask));
      assert.deepEqual(
        new Set(replies.map(({ text }) => text)),
        new Set([`${port}`, `${port + 1}`]),
      );
      await slurm.run("scancel", id);
      await slurm.until("the list is gone", () => !existsSync(list), 15);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});
