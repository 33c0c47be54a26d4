"""How an output is compared with the expected one, as each benchmark does it. Plain data only.

EvalPlus: exact, or close where the expected value holds floats, or a special oracle by name.
APPS: `call` results and the text a program prints.
"""

import codecs
import math

ATOL_OF_FLOATS = 1e-6


class UnknownOracle(Exception):
    """The task names an oracle that is none of ours: its own fault, and no other exception here is."""


def same(output, expected, args, atol=0, rtol=1e-7, oracle=None):
    """EvalPlus's rule for one input."""
    if oracle is not None:
        special = ORACLES.get(oracle)
        if special is None:
            raise UnknownOracle(f"unknown oracle: {oracle}")
        if special(output, expected, args, atol):
            return True
        if oracle in DECISIVE:
            return False
    if output == expected:
        return True
    if atol == 0 and holds_floats(expected):
        atol = ATOL_OF_FLOATS
    return atol != 0 and type(output) is type(expected) and close(output, expected, atol, rtol)


def holds_floats(value):
    if type(value) is float:
        return True
    return type(value) in (list, tuple) and len(value) > 0 and all(type(item) is float for item in value)


def close(output, expected, atol, rtol):
    """numpy.allclose for numbers and lists of them: NaN is close to nothing."""
    if isinstance(expected, (list, tuple)):
        if not isinstance(output, (list, tuple)) or len(output) != len(expected):
            return False
        return all(close(a, b, atol, rtol) for a, b in zip(output, expected))
    if not _numeric(output) or not _numeric(expected):
        return False
    if output == expected:
        return True
    if not (math.isfinite(output) and math.isfinite(expected)):
        return False
    return abs(output - expected) <= atol + rtol * abs(expected)


def _numeric(value):
    return type(value) in (int, float, bool)


# -- EvalPlus's special oracles (evalplus/eval/_special_oracle.py)


def _find_zero(output, _expected, args, atol):
    """HumanEval/32: any root of the polynomial will do."""
    if not _numeric(output) or not math.isfinite(output):
        return False
    value = sum(coefficient * output**power for power, coefficient in enumerate(args[0]))
    return abs(value) <= (atol or ATOL_OF_FLOATS)


def _any_order(output, expected, _args, _atol):
    """MBPP+ tasks whose answer is a set in any order and any container."""
    wanted, seen = set(expected), set()
    try:
        for item in output:
            # To the first that is not wanted: a set of all that a program returns could take hours to build.
            if item not in wanted:
                return False
            seen.add(item)
    except TypeError:
        return False
    return seen == wanted


def _not_none(output, expected, _args, _atol):
    """MBPP+ tasks that ask "is there a match": None against anything else."""
    wanted = expected if isinstance(expected, bool) else expected is not None
    return output == wanted if isinstance(output, bool) else (output is not None) == wanted


def _zero_too(output, _expected, _args, _atol):
    """Mbpp/295: 0 is accepted as well."""
    return type(output) is int and output == 0


def _anything(_output, _expected, _args, _atol):
    """Mbpp/164: EvalPlus accepts any answer."""
    return True


def _surface_area(output, _expected, args, atol):
    """Mbpp/581: `height` may be read as the pyramid's own instead of its side's."""
    if not _numeric(output):
        return False
    edge, height = args
    slant = math.sqrt((edge / 2) ** 2 + height**2)
    return abs(output - round(edge**2 + 4 * (edge * slant) / 2)) <= atol


def _digit_distance(output, _expected, args, _atol):
    """Mbpp/558: the shorter number may be padded with zeros."""
    a, b = (str(number) for number in args)
    width = max(len(a), len(b))
    pairs = zip(a.zfill(width), b.zfill(width))
    return output == sum(abs(int(x) - int(y)) for x, y in pairs)


ORACLES = {
    "surface_area": _surface_area,
    "digit_distance": _digit_distance,
    "find_zero": _find_zero,
    "any_order": _any_order,
    "not_none": _not_none,
    "zero_too": _zero_too,
    "anything": _anything,
}
# These decide alone; the others only add to the exact comparison.
# Not `find_zero`: where the C library's `pow` differs (Pyodide), EvalPlus's own Newton iteration does not
# converge on six inputs, and its answer must still be right.
DECISIVE = frozenset({"any_order", "not_none", "anything"})


# -- APPS (testing_util.py of hendrycks/apps)


def same_call(output, expected):
    output = lists(output)
    expected = lists(expected)
    return output == expected or (isinstance(expected, list) and len(expected) > 0 and output == expected[0])


def lists(value):
    if isinstance(value, (list, tuple)):
        return [lists(item) for item in value]
    return value


def same_text(output, expected):
    """The same words, or words that are close as numbers (lines without trailing blanks are the same words)."""
    return same_words(output.split(), expected.split())


def same_output(data, expected):
    """`same_text` for the bytes that a program printed, however many: read in pieces, to the first difference."""
    wanted = expected.split()
    return same_words(words_of(data, max(map(len, wanted), default=0)), wanted)


def same_words(words, wanted):
    rest = iter(wanted)
    for word in words:
        other = next(rest, None)
        if other is None or not (word == other or _close_text(word, other)):
            return False
    return next(rest, None) is None


PIECE = 1 << 16


def words_of(data, longest):
    """The words of UTF-8 text; bytes that are none become surrogates, which no expected text holds.

    The last one is cut where it is longer than any that is wanted.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    rest = ""
    for start in range(0, len(data), PIECE):
        text = rest + decoder.decode(data[start : start + PIECE], start + PIECE >= len(data))
        words = text.split()
        rest = words.pop() if words and not text[-1].isspace() else ""
        yield from words
        if len(rest) > max(longest, MAX_DIGITS):
            break
    if rest:
        yield rest


# Of a number in decimal text; anything longer is compared as text.
MAX_DIGITS = 1000


def _close_text(output, expected):
    if max(len(output), len(expected)) > MAX_DIGITS:
        return False
    try:
        a, b = float(output), float(expected)
    except ValueError:
        return False
    # numpy.allclose's defaults, which APPS uses. Integers must be equal; infinity is close to itself only.
    if _integer(expected) or not (math.isfinite(a) and math.isfinite(b)):
        return a == b and not _integer(expected)
    return abs(a - b) <= 1e-8 + 1e-5 * abs(b)


def _integer(text):
    return text.lstrip("+-").isdigit()
