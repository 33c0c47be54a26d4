"""New inputs from known ones: boundary values, changes by type, values mined from program and prompt.

Type-aware mutation is EvalPlus's (arXiv 2305.01210, section 2.2); kinds stay as they are (a list of
numbers gets no text), since what a function does with other kinds says nothing about its task.
Expects `spell.py` and `read.py` above it, CODE and PROMPT.
"""

import datetime, decimal, random


class Pool:
    """Constants that a program and its prompt name: where behaviour is likely to change."""

    def __init__(self, code="", prompt=""):
        numbers, strings = set(), set()
        try:
            nodes = list(ast.walk(ast.parse(code)))
        except (SyntaxError, ValueError, RecursionError):
            nodes = []
        docs = {id(node.body[0].value) for node in nodes
                if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)) and node.body
                and isinstance(node.body[0], ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.Constant) and id(node) not in docs:
                if type(node.value) in (int, float) and abs(node.value) <= 10**6:
                    numbers.add(int(node.value))
                elif type(node.value) is str and len(node.value) <= 40:
                    strings.add(node.value)
        self.none = re.search(r"\bNone\b", prompt) is not None
        words = re.sub(r">>>.*(\n.*)?", "", prompt)
        numbers |= {int(one) for one in re.findall(r"(?<![\w.])\d{1,6}(?![\w.]*\w)", words)}
        strings |= {one[1:-1] for one in re.findall(r"`[^`\n]{1,30}`|\"[^\"\n]{1,30}\"|'[^'\n]{1,30}'", words)}
        near = {one + step for one in numbers for step in (-1, 0, 1)}
        self.numbers = sorted(near, key=lambda one: (abs(one), one))
        self.strings = sorted(strings, key=lambda one: (len(one), one))


def least(code, prompt):
    """The least whole number an argument may hold, where the prompt says `positive` or `non-negative` of it."""
    try:
        found = [one for one in ast.parse(code).body if isinstance(one, ast.FunctionDef) and one.name == ENTRY]
        names = [one.arg for one in found[0].args.args]
    except (SyntaxError, ValueError, IndexError):
        return {}
    low, prose = {}, re.sub(r">>>.*", "", prompt)
    for place, name in enumerate(names):
        said = re.search(rf"(non-?negative|\bpositive|\bnatural)\b[^.\n]{{0,40}}\b{re.escape(name)}\b", prose)
        if said:
            low[place] = low[name] = 0 if said[1].startswith("non") else 1
    return low


def whole_numbers(value):
    if type(value) is int:
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from whole_numbers(one)


def fitted(rng, pool):
    """A number near what program and prompt compare with, or a small one."""
    if pool.numbers and rng.random() < 0.5:
        return rng.choice(pool.numbers)
    return rng.choice((0, 1, -1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 20, 24, 30, 31, 59, 60, 61, 99, 100, 365, 1000))


def boundaries(value, pool):
    """The value's own kind at its boundaries, nearest first."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return list(dict.fromkeys([0, 1, -1, value + 1, value - 1, -value, value * 10, 2, 100, 3, 5, *pool.numbers[:24]]))
    if isinstance(value, float):
        return [0.0, -value, value + 0.5, value - 1.0, 1e-6, value * 100, float(round(value)), 1.0, -1.0, value + 0.01]
    if isinstance(value, str):
        words = value.split()
        rows = ["", value[:1], value + value, value[::-1], value.upper(), value.lower(), " " + value + " ", value + value[-1:],
                value[:1] + value, value.replace(" ", ""), value.replace(" ", "  "), value + "\n", value + "\n" + value,
                value.title(), value[1:], value[:-1], "é" + value, " ", "a"]
        if len(words) > 1:
            rows += [" ".join(words[:1]), " ".join(words[::-1]), " ".join(words[:1] * 2), "\t".join(words)]
        return rows + pool.strings[:12] + [value + one for one in pool.strings[:6]]
    if isinstance(value, (list, tuple)):
        items = list(value)
        rows = [[], items[:1], items[-1:], items + items, items[::-1], items[1:], items[:-1], items[:1] * 3, items[:1] + items]
        if items and all(type(one) in (int, float) for one in items):
            rows += [[-one for one in items], sorted(items), [0 for _ in items], [one * 10 for one in items], [0] + items, items + [max(items)]]
        elif items and all(type(one) is str for one in items):
            rows += [sorted(items), [""] + items, [one.upper() for one in items] + items, items[:1] + [items[0].lower()]]
        return [type(value)(row) for row in rows]
    if isinstance(value, dict):
        keys = list(value)
        flat = [{key: value[keys[0]] for key in keys}] if keys else []
        reverse = {key: value[key] for key in keys[::-1]}
        return [{}] + [{key: value[key]} for key in keys[:2]] + flat + [reverse] + [
            {key: one for key, one in value.items() if key != gone} for gone in keys[:3]]
    if isinstance(value, (set, frozenset)):
        return [type(value)(), type(value)(sorted(value, key=repr)[:1])]
    return dated(value)


def dated(value):
    day = datetime.timedelta(days=1)
    if isinstance(value, datetime.datetime):
        midnight = value.replace(hour=0, minute=0, second=0, microsecond=0)
        hour = datetime.timedelta(hours=1)
        return [value + hour, value - hour, midnight, midnight + day, value + hour / 2, value - hour / 2, value + day, value - day,
                value + datetime.timedelta(minutes=1), value.replace(month=12, day=31), value.replace(month=1, day=1)]
    if isinstance(value, datetime.date):
        first = value.replace(day=1)
        return [value + day, value - day, first, first - day, value.replace(month=12, day=31), value.replace(month=1, day=1),
                datetime.date(2024, 2, 29), datetime.date(2023, 2, 28), datetime.date(2024, 3, 1), datetime.date(2000, 2, 29),
                *(value + n * day for n in (2, 3, 4, 5, 6, 7, -2, -3, 28, 30, 31, 365, -365))]
    if isinstance(value, datetime.timedelta):
        return [day * 0, day, -value, value * 2, value / 2]
    if isinstance(value, decimal.Decimal):
        return [decimal.Decimal(0), -value, value + decimal.Decimal("0.005"), value * 10, value + 1]
    return []


def altered(value, rng, pool, depth=0):
    """A small random change, of the value or of something inside it."""
    if rng.random() < 0.15 or depth > 4:
        options = boundaries(value, pool)
        return rng.choice(options) if options else value
    if isinstance(value, str):
        return reworded(value, rng, pool)
    if isinstance(value, (list, tuple)):
        items = list(value)
        if isinstance(value, list) and items and pool.none and rng.random() < 0.1:
            items[rng.randrange(len(items))] = None
            return items
        changed = shuffled(items, rng, lambda one: altered(one, rng, pool, depth + 1))
        return type(value)(changed) if isinstance(value, list) or depth == 0 or len(changed) == len(value) else value
    if isinstance(value, dict) and value:
        key, other = rng.choice(list(value)), rng.choice(list(value))
        kind = rng.random()
        # Values of several kinds: those that are easily taken for each other.
        if kind < 0.12 and (len({type(one) for one in value.values()}) > 1 or None in value.values()):
            return {**value, key: rng.choice((None, 0, "", False, True, 1, 1.0, " ", [], {}, value[key]))}
        if kind < 0.4:
            return {**value, key: altered(value[key], rng, pool, depth + 1)}
        if kind < 0.55:
            return {**value, key: value[other]}
        if kind < 0.7:
            return {**value, altered(key, rng, pool, depth + 1): value[other]}
        if kind < 0.8 and isinstance(value[key], dict):
            return {**value, key: {**value[key], key: value[other]}}
        if kind < 0.9:
            return {one: value[one] for one in rng.sample(list(value), len(value))}
        return {one: held for one, held in value.items() if one != key}
    if isinstance(value, int) and not isinstance(value, bool):
        return fitted(rng, pool) if rng.random() < 0.5 else value + rng.choice((1, -1, 2, 7, 10, -value, value))
    if isinstance(value, float):
        return value + rng.choice((0.5, -0.5, 0.25, 1.0, -1.0, 0.1, 0.01))
    if isinstance(value, (datetime.date, datetime.timedelta)) and rng.random() < 0.5:
        return value + datetime.timedelta(days=rng.randrange(-40, 41))
    options = boundaries(value, pool)
    return rng.choice(options) if options else value


def reworded(value, rng, pool):
    """A change of one part of a text: a character, a word, a number, a line, a separator."""
    kind = rng.random()
    if kind < 0.15 and re.search(r"\d", value):
        spans = list(re.finditer(r"\d+", value))
        span = rng.choice(spans)
        number = int(span[0]) if len(span[0]) < 9 else 0
        new = rng.choice((str(fitted(rng, pool)), str(number + 1), str(max(0, number - 1)), "0" + span[0], span[0] + "0", "", span[0].zfill(2)))
        return value[: span.start()] + new.lstrip("-") + value[span.end() :]
    words = list(re.finditer(r"\w+", value))
    if kind < 0.22 and words:
        word = rng.choice(words)
        held = word[0] + rng.choice(("", "", " ", ",", "|", "/", "\n", ", " + word[0], " " + word[0]))
        opened, closed = rng.choice(('""', "''", "()", "[]", "{}", "<>", "  "))
        return value[: word.start()] + opened + held + closed + value[word.end() :]
    if kind < 0.35:
        piece = rng.choice(pool.strings or [" "]) if rng.random() < 0.6 else rng.choice(('"', "'", ",", ".", "-", "_", " ", "\n", "\t", "/", "\\", "{", "}", "(", ")", ":", ";", "#", "&", "é", "0", "-1", "--", "\r\n", "\n\n", "\x0b", "\u2028", "\xa0", "|", "~", "<", ">", "="))
        at = rng.choice([0, len(value), *(match.start() for match in re.finditer(r"\b|(?<=\W)|(?=\n)", value))])
        return value[:at] + piece + value[at:]
    pattern = rng.choice((r"(\s+|[^\w\s])", r"(\n)", r"(\W)", r"([,;|])")) if kind < 0.8 else None
    parts = [one for one in re.split(pattern, value) if one] if pattern else list(value)
    change = lambda part: rng.choice((part.swapcase(), part.upper(), part.lower(), part * 2, "", "0", " ", part[:1], part + "1", part[::-1]))
    return "".join(shuffled(parts, rng, change, ""))


def shuffled(items, rng, change, empty=None):
    """One element changed, repeated, dropped, moved, or an empty one put beside it."""
    if not items:
        return items
    i, j = rng.randrange(len(items)), rng.randrange(len(items))
    kind = rng.random()
    if kind < 0.4:
        items[i] = change(items[i])
    elif kind < 0.55:
        items.insert(j, items[i])
    elif kind < 0.65:
        items.insert(j, change(items[i]))
    elif kind < 0.75:
        del items[i]
    elif kind < 0.85:
        items[i], items[j] = items[j], items[i]
    elif kind < 0.93:
        items[i] = items[j]
    else:
        held = items[i]
        items.insert(i, type(held)() if type(held) in (int, float, str, list, dict) else held)
    return items


def mutate_calls(known, most, pool, seeds=(), seed=0):
    """Up to `most` new calls (args, words) from known ones, boundaries before chance; or from `seeds`."""
    found, rng = [], random.Random(seed)
    seen = {case_of(args, words) for args, words in known}
    rows = [row for row in known if row[0] or row[1]]
    if most <= 0 or not rows:
        return found

    def add(args, words):
        try:
            text = case_of(args, words)
        except (Unspellable, ValueError, RecursionError):
            return
        given = [*enumerate(args), *words.items()]
        if text not in seen and len(text) <= 1500 and len(found) < most and all(allowed(*one) for one in given):
            seen.add(text)
            found.append((args, words))
            rows.append((args, words))

    low = least(CODE, PROMPT)
    allowed = lambda place, value: all(one >= low[place] for one in whole_numbers(value)) if place in low else True
    places = lambda args, words: [*range(len(args)), *words]
    at = lambda row, place: row[0][place] if type(place) is int else row[1][place]

    def put(row, place, value):
        if type(place) is int:
            return [*row[0][:place], value, *row[0][place + 1 :]], row[1]
        return row[0], {**row[1], place: value}

    def alter(row, depth=0):
        place = rng.choice(places(*row))
        value, kind = at(row, place), rng.random()
        same = [other for other in places(*row) if other != place and type(at(row, other)) is type(value)]
        if kind < 0.1 and same:
            return put(row, place, at(row, rng.choice(same)))
        if kind < 0.25:
            other = rng.choice(rows)
            if place in places(*other):
                return put(row, place, at(other, place))
        return put(row, place, altered(value, rng, pool))

    first = [] if seeds else rows[:6]
    options = [(row, [(place, boundaries(at(row, place), pool)) for place in places(*row)]) for row in first]
    # Breadth first: the first boundary of every argument before anyone's second; half the inputs at most.
    for k in range(40):
        for row, others in options:
            for place, values in others:
                if k < len(values) and len(found) < max(most // 2, min(most, 40)):
                    add(*put(row, place, values[k]))
    rows += seeds
    origin = [*(seeds or known)]
    for _ in range(12 * most):
        if len(found) >= most:
            break
        row = rng.choice(origin if rng.random() < 0.5 else rows)
        for _ in range(rng.choice((1, 1, 2, 3))):
            row = alter(row)
        add(*row)
    return found
