"""Values that an object of the program's is asked about beside the one that the test means.

Of the same kind as that one, near it and never equal to it, drawn anew each time: whoever claims them, too,
is made to please. Nothing here calls what a program that shares the process could have replaced.
"""

from os import urandom

_STRANGERS = 7
_len, _list, _range, _type = len, list, range, type


def below(number):
    return int.from_bytes(urandom(16), "little") % number


def chosen(items):
    return items[below(_len(items))]


def between(low, high):
    return low + (high - low) * below(1 << 53) / (1 << 53)


def shuffled(items):
    items = _list(items)
    for place in _range(_len(items) - 1, 0, -1):
        other = below(place + 1)
        items[place], items[other] = items[other], items[place]
    return items


def strangers(value):
    """Values of the same kind near `value`, and none equal to it."""
    found = []
    for _ in range(_STRANGERS * 4):
        other = near(value)
        if type(other) is type(value) and other != value and other not in found:
            found.append(other)
        if len(found) == _STRANGERS:
            break
    return found or [other_of(value)]


def other_of(value):
    return f"{below(1 << 64):x}" if value is not True else False


def near(value):
    kind = type(value)
    if kind is bool:
        return not value
    if kind is int:
        return value + chosen((-1, 1)) * (1 + below(max(9, abs(value) // 2 - 1)))
    if kind is float:
        return (
            value + chosen((-1, 1)) * between(0.5, max(2.0, abs(value))) if abs(value) < 1e300 else 0.5
        )
    if kind is str:
        place = below(len(value) + 1)
        letter = chosen("abcdefghijklmnopqrstuvwxyz0123456789")
        return value[:place] + letter + value[place + below(2) :]
    if kind in (list, tuple) and value:
        items = list(value)
        place = below(len(items))
        items[place] = near(items[place])
        return kind(items)
    if kind in (list, tuple):
        return kind([below(10)])
    if kind is dict and value:
        key = chosen(list(value))
        return {**value, key: near(value[key])}
    if kind in (set, frozenset):
        return kind([*value, below(1 << 20)])
    if value is None:
        return None
    return other_of(value)


def far(value, sign):
    """A number far below (-1) or above (1)."""
    return value + sign * (abs(value) + 1) * (10**6 + below(10**9))
