#!/usr/bin/env python3
r"""Checks a run of prompt optimisation with nothing of the lab: only Python and SciPy.

    python3 verify_run.py results/runs/PromptOptimisation.test --table results/reference/quick/PromptOptimisation.json
    python3 verify_run.py results/reference/real/programs/prompt.jsonl --mbpp mbpp.jsonl.gz \
        --table results/reference/real/tables/prompt.json

The folder is an experiment's: `tests.json` and one folder an arm and seed, each with `manifest.json` and
`attempts.jsonl`. A file has a program a line; their tests are in MBPP as its authors publish it. Every
recorded program is executed again with its tests by plain `python3 -I`; the verdicts, and the paired test
that SciPy computes of them, are compared with those on record, and with the table `verdict` of a file of
tables where one is given. Prints `equal`, or what is unequal, and exits with 0 or 1 (2: nothing to compare).

Not a sandbox: the programs are a model's and run as you, with limits of time and memory only. Run it where
that may be, in a container for instance.
"""
import argparse
import gzip
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scipy.stats import binomtest, permutation_test

MEMORY = 2 << 30


def latest_runs(folder):
    """By arm and seed, the attempts of the run that was begun last; runs of other parameters are older."""
    runs = {}
    for path in sorted(folder.glob("*/manifest.json")):
        manifest = json.loads(path.read_text())
        key = manifest["parameters"]["arm"], manifest["seed"]
        began = manifest["sessions"][-1]["startedAt"]
        if key not in runs or runs[key][0] < began:
            runs[key] = began, path.parent
    return {
        key: [json.loads(line) for line in (run / "attempts.jsonl").read_text().splitlines()]
        for key, (_, run) in sorted(runs.items())
    }


def programs_of(path):
    """What was judged: arm, seed, task, code, and whether it passed."""
    if path.is_file():
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        return [(one["arm"], one["seed"], one["task"], one["code"], one["status"] == "passed") for one in rows]
    return [
        (arm, seed, one["taskId"], one["completion"]["code"], one["verdict"]["status"] == "passed")
        for (arm, seed), attempts in latest_runs(path).items()
        for one in attempts
        if one.get("verdict") and one["verdict"]["status"] != "harness"
    ]


def mbpp_tests(path):
    """The tests of MBPP's own file, in the form of `tests.json`."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt") as file:
        rows = [json.loads(line) for line in file]
    asserts = lambda row: {"kind": "asserts", "setup": row["test_setup_code"], "asserts": row["test_list"]}
    return {
        "enough": "all",
        "tasks": {f"MBPP/{row['task_id']}": {"preamble": "", "groups": [asserts(row)]} for row in rows},
    }


def program_of(task, test, code, end):
    """The whole program; `end` is printed where all of it has run."""
    kind, name = test["kind"], task.get("entryPoint")
    parts = [task["preamble"], code]
    if kind == "asserts":
        parts += [test["setup"], *test["asserts"]]
    elif kind == "check":
        parts += [test["code"], f"check({name})"]
    elif kind == "unittest":
        parts += [
            test["code"],
            "import unittest as _unittest",
            "_suite = _unittest.defaultTestLoader.loadTestsFromTestCase(TestCases)",
            "assert _unittest.TextTestRunner().run(_suite).wasSuccessful()",
        ]
    elif kind != "run":
        raise SystemExit(f"tests of the kind '{kind}' need the lab's reader of values")
    return "\n".join([*parts, f"print({end!r})", ""])


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def passes(task, test, code, python, seconds):
    # Nobody who ends the program early knows this text: an exit before the tests is no pass.
    end = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program.py")
        file.write_text(program_of(task, test, code, end))
        try:
            done = subprocess.run(
                [python, "-I", str(file)], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL,
                timeout=4 * seconds, preexec_fn=lambda: limit(seconds),
            )
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0 and done.stdout.decode(errors="replace").rstrip().endswith(end)


def paired(before, after):
    """What a row of the table `verdict` says, computed with SciPy."""
    shared = sorted(before.keys() & after.keys())
    differences = [after[task] - before[task] for task in shared]
    gained, lost = sum(d > 0 for d in differences), sum(d < 0 for d in differences)
    single = all(value in (0, 1) for value in [*before.values(), *after.values()])
    if not any(differences):
        p = 1.0
    elif single:
        p = binomtest(gained, gained + lost, 0.5).pvalue
    else:
        changed = [d for d in differences if d]
        p = permutation_test((changed,), sum, permutation_type="samples", n_resamples=20_000, rng=0).pvalue
    return {
        "tasks": len(after), "solved": sum(after.values()) / len(after),
        "difference": sum(differences) / len(shared), "gained": gained, "lost": lost, "p": float(p),
    }, 1e-9 if single else 0.02


def shares(outcomes):
    """The share of a task's programs that pass, over seeds."""
    by_task = defaultdict(list)
    for task, passed in outcomes:
        by_task[task].append(int(passed))
    return {task: sum(own) / len(own) for task, own in by_task.items()}


def table_of(path):
    rows = next((one["rows"] for one in json.loads(Path(path).read_text()) if one["name"] == "verdict"), None)
    if rows is None:
        raise SystemExit(f"{path}: no table 'verdict'")
    return {row["arm"]: row for row in rows}


def number(cell):
    return cell["value"] if isinstance(cell, dict) else cell


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="an experiment's, or a file of programs")
    parser.add_argument("--mbpp", type=Path, help="MBPP's own file, which has the tests of a file of programs")
    parser.add_argument("--table", help="a file of tables, whose table 'verdict' is compared too")
    parser.add_argument("--control", default="initial")
    parser.add_argument("--python", default=sys.executable, help="executes the programs")
    parser.add_argument("--seconds", type=int, default=10, help="of processor time, a program")
    given = parser.parse_args()
    if not given.folder.exists():
        parser.error(f"no {given.folder}")
    if given.mbpp is None and given.folder.is_file():
        parser.error(f"{given.folder} holds programs: --mbpp says where their tests are")
    tests = mbpp_tests(given.mbpp) if given.mbpp else json.loads((given.folder / "tests.json").read_text())
    work = programs_of(given.folder)
    if not work:
        print(f"{given.folder}: no verdict on record")
        return 2
    enough = {"all": all, "any": any}[tests["enough"]]

    # One program is often written twice: for the same prompt, or under two that say the same.
    unique = sorted({(task, code) for _, _, task, code, _ in work})

    def execute(pair):
        task = tests["tasks"][pair[0]]
        return enough([passes(task, test, pair[1], given.python, given.seconds) for test in task["groups"]])

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        executed = dict(zip(unique, pool.map(execute, unique)))
    unequal = []
    recorded, again = defaultdict(list), defaultdict(list)
    for arm, seed, task, code, was in work:
        now = executed[task, code]
        recorded[arm].append((task, was))
        again[arm].append((task, now))
        if now != was:
            said = {True: "passed", False: "did not pass"}
            unequal.append(f"{arm}, seed {seed}, {task}: recorded {said[was]}, executed {said[now]}")
    if given.control not in again:
        raise SystemExit(f"no run of the control '{given.control}': {', '.join(again)}")
    table = table_of(given.table) if given.table else {}
    if table and table.keys() != again.keys():
        unequal.append(f"arms: the table has {sorted(table)}, the runs {sorted(again)}")
    control, control_was = shares(again[given.control]), shares(recorded[given.control])
    for arm in again:
        now, tolerance = paired(control, shares(again[arm]))
        was, _ = paired(control_was, shares(recorded[arm]))
        print(arm, json.dumps(now))
        for name, value in now.items():
            sides = {"record": was[name]}
            # The control has no difference from itself in the table.
            if arm in table and (arm != given.control or name in ("tasks", "solved")):
                sides["table"] = number(table[arm].get(name))
            for where, other in sides.items():
                allowed = tolerance if name == "p" else 1e-9
                if other is None or abs(other - value) > allowed:
                    unequal.append(f"{arm}, {name}: {where} {other}, computed {value}")
    for line in unequal:
        print(f"unequal: {line}")
    told = f"{len(work)} verdicts of {len(again)} arms, {len(unique)} programs executed"
    print(f"{'unequal' if unequal else 'equal'}: {told}")
    return 1 if unequal else 0


if __name__ == "__main__":
    sys.exit(main())
