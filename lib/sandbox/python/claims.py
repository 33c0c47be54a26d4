"""What a program's own object says about the test's data: asked, checked, and never enough to pass.

In plain Python `f(x) == 3` asks the class of `f(x)` where it is the program's. Here the answer is used, so
that the test goes on as it would, but it is only a claim. Before it is used the object is asked the same
about strangers near the value, in an order it cannot know: one that claims those too is made to please
and counts as different. A claim that stands leaves a mark on the session, and a test that passes with
one is not passed: only the program's process could answer it.
"""

import decimal
import fractions

from .mirror import COMPARISONS, OPERATORS, base_of, is_remote
from .plans import exact
from .strangers import below, far, other_of, shuffled, strangers

_ORDER = {"__lt__": 1, "__le__": 1, "__gt__": -1, "__ge__": -1}
_IN_PLACE = frozenset(name for name in OPERATORS if name.startswith("__i") and name != "__invert__")
DIFFERENCES = ("__sub__", "__rsub__")
SMALL = 0.4
CLAIMS = frozenset(COMPARISONS + OPERATORS + ("__contains__",))


def is_claim(special, args):
    return special in CLAIMS and not all(map(is_remote, args))


def is_small(special, args):
    """Whether it is asked to be next to nothing."""
    return special in ("__lt__", "__le__") and type(args[0]) in (int, float) and abs(args[0]) < SMALL


class Claims:
    """Asks an object through `ask(special, args)` and says what to believe.

    In the context of `aside()` the questions are not the test's.
    """

    def __init__(self, ask, aside):
        self.ask = ask
        self.aside = aside
        # What it said of the strangers.
        self.others = []

    def answer(self, special, other):
        """(answer, whether it is a claim that could please the test, whether it was made to please)."""
        questions = shuffled([(other, True)] + [(stranger, False) for stranger in self.strangers(special, other)])
        answers, answer = self.others, None
        for value, real in questions:
            try:
                with self.aside(not real):
                    said = self.ask(special, value)
            except Exception:
                if real:
                    raise
                continue
            if real:
                answer = said
            else:
                answers.append(said)
        with self.aside():
            return self.believed(special, answer)

    def believed(self, special, answer):
        answers = self.others
        if answer is NotImplemented:
            return answer, False, False
        if special in COMPARISONS and is_remote(answer):
            # Neither true nor false, and whatever is made of it would be the program's word, too.
            return answer, True, True
        if special in COMPARISONS or special == "__contains__":
            meant = special != "__ne__"
            claimed = [one is not NotImplemented and truth(one) is meant for one in answers]
            # What holds the value may hold its neighbours, too.
            every = all if special == "__contains__" else any
            return answer, truth(answer) is meant, truth(answer) is meant and bool(claimed) and every(claimed)
        # Nothing is as far from a stranger as from the value.
        every = any if special in DIFFERENCES else all
        return answer, True, bool(answers) and every(alike(answer, said) for said in answers)

    def strangers(self, special, other):
        if special == "__contains__":
            # What is in a container of the program's may be much, but not everything.
            number = (1 << 40) + below(1 << 40)
            return [other_of(other), number, -number, number + 0.5, (number, other_of(other))]
        sign = _ORDER.get(special)
        if sign is not None and type(other) in (int, float):
            return [far(other, -sign), far(other, -sign)]
        # Asking an in-place operation again would do it again.
        return [] if special in _IN_PLACE or sign is not None else strangers(other)


_NUMBERS = (int, float, complex, fractions.Fraction, decimal.Decimal)


def is_number(value):
    return type(value) in _NUMBERS or type(base_of(value)) in _NUMBERS


def alike(answer, said):
    """Whether two answers to different questions are the same, as far as a test would see."""
    answer, said = (value if base_of(value) is None else base_of(value) for value in (answer, said))
    if type(answer) in _NUMBERS and type(said) in _NUMBERS:
        try:
            # Strangers lie half a unit away and more. NaN is near anything.
            return not abs(complex(answer) - complex(said)) > 0.01
        except (OverflowError, ValueError):
            return answer == said
    if answer is said or type(answer) is not type(said) or is_remote(answer):
        return answer is said
    plain = exact((answer,), {})
    return plain == exact((said,), {}) if plain else truth(answer == said)


def truth(answer):
    """What a test makes of an answer to a comparison."""
    try:
        return bool(answer)
    except Exception:
        return True
