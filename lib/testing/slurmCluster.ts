/**
 * A Slurm of a test's own: controller and one node on this machine as the user who runs the test, without
 * authentication (`auth/none`), on free ports, with its state in a folder that goes with it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { freePort } from "./freePort.ts";

/** Debian has the daemons where users' PATH does not look. */
const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

export class SlurmCluster implements AsyncDisposable {
  readonly #daemons: ChildProcess[] = [];

  private constructor(readonly folder: string, readonly cpus: number) {}

  /** @param cpus that the node is said to have */
  static async start(cpus = 2): Promise<SlurmCluster> {
    const cluster = new SlurmCluster(await mkdtemp(join(tmpdir(), "tracelab-slurm-")), cpus);
    try {
      await cluster.#start();
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    return cluster;
  }

  /** What its commands need: where its configuration is. */
  get env(): Record<string, string> {
    return { ...process.env as Record<string, string>, PATH, SLURM_CONF: this.#file("slurm.conf") };
  }

  readonly #file = (name: string) => join(this.folder, name);

  async #start(): Promise<void> {
    for (const name of ["state", "spool"]) mkdirSync(this.#file(name));
    const { username } = userInfo(), node = hostname().split(".")[0];
    const [controller, daemon] = [await freePort(), await freePort()];
    writeFileSync(
      this.#file("slurm.conf"),
      `ClusterName=test
SlurmctldHost=${node}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${daemon}
AuthType=auth/none
CredType=cred/none
SlurmUser=${username}
SlurmdUser=${username}
StateSaveLocation=${this.#file("state")}
SlurmdSpoolDir=${this.#file("spool")}
SlurmctldPidFile=${this.#file("slurmctld.pid")}
SlurmdPidFile=${this.#file("slurmd.pid")}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
KillWait=1
NodeName=${node} NodeAddr=127.0.0.1 CPUs=${this.cpus} State=UNKNOWN
PartitionName=test Nodes=${node} Default=YES MaxTime=INFINITE State=UP
`,
    );
    for (const name of ["slurmctld", "slurmd"]) {
      const log = openSync(this.#file(`${name}.log`), "a");
      const stdio = ["ignore", log, log] as const;
      this.#daemons.push(spawn(name, ["-D"], { env: this.env, stdio: [...stdio] }));
    }
    await this.until(
      "the node is idle",
      async () => /idle/.test(await this.run("sinfo", "-h")),
      20,
    );
  }

  /** What a command of Slurm prints; also what it says on stderr, for `until`. */
  async run(command: string, ...args: string[]): Promise<string> {
    const child = spawn(command, args, { env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Uint8Array) => said += new TextDecoder().decode(data));
    }
    await new Promise((done) => child.once("close", done));
    return said;
  }

  /** Waits for something; what the daemons said is in the error. */
  async until(what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
    const end = performance.now() + 1000 * seconds;
    while (!(await holds())) {
      if (performance.now() > end) {
        const logs = ["slurmctld", "slurmd"].map((name) =>
          readFileSync(this.#file(`${name}.log`), "utf8").slice(-1000)
        );
        throw new Error(`not within ${seconds} s: ${what}\n${logs.join("\n")}`);
      }
      await new Promise((later) => setTimeout(later, 200));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A job that a failed test left would outlive its daemons.
    if (this.#daemons.length && this.#daemons.every(({ exitCode }) => exitCode === null)) {
      await this.run("scancel", "--full", `--user=${userInfo().username}`);
      const ended = async () => !(await this.run("squeue", "-h")).trim();
      await this.until("the jobs end", ended, 10).catch(({ message }) => console.error(message));
    }
    for (const daemon of this.#daemons.toReversed()) {
      if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
      const gone = new Promise((done) => daemon.once("exit", done));
      daemon.kill("SIGTERM");
      const late = setTimeout(() => daemon.kill("SIGKILL"), 5000);
      await gone;
      clearTimeout(late);
    }
    await rm(this.folder, { recursive: true });
  }
}
