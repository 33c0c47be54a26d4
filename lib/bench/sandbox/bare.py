"""The limit: compiles and executes every program in a few plain processes, with no isolation at all.

Reads {"lanes", "scripts"} on standard input, prints {"passed", "seconds"}. Processes take the next
program from a shared pipe, so none is idle while another has work.
"""

import contextlib
import io
import json
import os
import sys
import time


def work(scripts, queue):
    passed = 0
    with contextlib.redirect_stdout(io.StringIO()):
        while number := os.read(queue, 6):
            try:
                exec(compile(scripts[int(number)], "<program>", "exec"), {"__name__": "program"})
                passed += 1
            except BaseException:
                pass
    return passed


def main():
    job = json.load(sys.stdin)
    scripts = job["scripts"]
    started = time.monotonic()
    source, sink = os.pipe()
    children = []
    for _ in range(job["lanes"]):
        results, answer = os.pipe()
        if os.fork() == 0:
            os.close(sink)
            os.write(answer, str(work(scripts, source)).encode())
            os._exit(0)
        os.close(answer)
        children.append(results)
    os.close(source)
    for number in range(len(scripts)):
        os.write(sink, b"%06d" % number)
    os.close(sink)
    passed = sum(int(os.read(results, 20) or 0) for results in children)
    print(json.dumps({"passed": passed, "seconds": time.monotonic() - started}))


main()
