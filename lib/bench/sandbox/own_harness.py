"""BigCodeBench's own check of each program, as its `evaluate` does it, with n workers.

    own_harness.py N < PROGRAMS     prints [passed, seconds] as JSON
"""

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor

LIMITS_MB = 30 * 1024, 3 * 1024, 10


def check(program):
    from bigcodebench.eval import untrusted_check

    status, details = untrusted_check(program["code"], program["test"], program["entryPoint"], *LIMITS_MB, 1, 20)
    if status != "pass": print(status, str(details)[:300], file=sys.stderr)
    return status == "pass"


def main():
    programs = json.load(sys.stdin)
    with ProcessPoolExecutor(max_workers=int(sys.argv[1])) as pool:
        list(pool.map(check, programs[:1]))  # its imports are not measured
        started = time.time()
        passed = sum(pool.map(check, programs))
        print(json.dumps([passed, time.time() - started]))


if __name__ == "__main__":
    main()
