"""The Python core of the sandbox, the same under both engines: pure standard library, 3.10 or later.

The engine imports this folder as a package, outside the reach of the program, and supplies two
channels: `judge.Judge(transport)` on the trusted side and `candidate.serve(channel, job)` on the other.
"""
