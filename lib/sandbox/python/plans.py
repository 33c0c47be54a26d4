"""Calls sent ahead: the second sample of a task is not asked call by call.

A test makes the same calls each time, unless they depend on chance or on the answers. So the calls of
a run that passed are kept, and the next program gets them with its job; it answers them one by one
without being asked, and the test here takes the answers as it reaches each call. A test that would
make another call has `Diverged`: it runs again in a fresh process, asked call by call, from then on.
The program learns nothing but inputs, and those it would have been given anyway.
"""

import json

from . import codec

MAX_PLANS = 1000
MAX_BYTES = 1 << 18
NEVER = "never"


class Plan:
    def __init__(self, calls):
        self.wire = calls
        # Copies: the test may change what it passed.
        self.calls = [(name, codec.decode(args), codec.decode(kwargs_of(kwargs))) for name, args, kwargs in calls]


def kwargs_of(kwargs):
    return {"d": [[key, value] for key, value in kwargs.items()]}


def plan_of(judge, key):
    plan = judge.plans.get(key)
    return plan if isinstance(plan, Plan) else None


def keep(judge, key, session):
    """Keeps the calls of a run that passed, where they are plain data."""
    if key in judge.plans or not session.made:
        return
    if len(judge.plans) >= MAX_PLANS:
        judge.plans.clear()
    text = json.dumps(session.made)
    names = all(type(name) is str for name, _, _ in session.made)
    plain = names and len(text) <= MAX_BYTES and '{"o": [' not in text
    judge.plans[key] = Plan(session.made) if plain else NEVER
