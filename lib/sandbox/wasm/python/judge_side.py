"""The judge's end: what `tracelab_core.judge` asks of an engine, on the worker's functions."""

import gc
import json
import signal
from collections import deque

from tracelab_core import messages
from tracelab_core.judge import Judge
from tracelab_core.remote import Stopped
from tracelab_wasm.candidate_side import undo_patches


class Transport:
    """`lane` is the worker's: start, send and receive text; finish. See `judgeWorker.ts`."""

    def __init__(self, lane):
        # Each look at an attribute would make another proxy of it.
        self._start, self._send, self._receive = lane.start, lane.send, lane.receive
        self._stopped, self._finish, self._output = lane.stopped, lane.finish, lane.output
        # What has arrived and is not yet asked for.
        self.texts = deque()
        # Bytes of output that the program's test compares, 0 where it does not.
        self.whole = 0

    def start(self, job):
        self.texts.clear()
        self.whole = job.pop("whole", 0)
        try:
            self._start(json.dumps(job), self.whole)
        except Exception as error:
            # The judge's own machine: no worker, whatever the program is.
            raise Stopped("lost", str(error)[:200]) from None

    def send(self, message):
        self._send(json.dumps(message))

    def receive(self):
        if not self.texts:
            texts = self._receive()
            if texts is None:
                stop = json.loads(self._stopped())
                raise Stopped(stop["kind"], stop["detail"])
            self.texts.extend(texts.split("\n"))
        return messages.parse(self.texts.popleft())

    def finish(self):
        ending = json.loads(self._finish())
        if self.whole:
            ending["output"] = self._output().to_bytes()
        return ending


def on_interrupt(_number, _frame):
    raise Stopped("timeout", "the test itself did not end")


class Entry:
    def __init__(self):
        signal.signal(signal.SIGINT, on_interrupt)
        # Tests run coroutines, and here no promise can be waited for.
        undo_patches()
        # What is here now stays: no collection has to look at it again.
        gc.collect()
        gc.freeze()

    def connect(self, lane):
        self.judge = Judge(Transport(lane))

    def run(self, program):
        try:
            return messages.text_of({"verdict": self.judge.judge(json.loads(program))}).decode()
        except BaseException as error:
            return json.dumps({"broken": f"{type(error).__name__}: {error}"[:500]})
