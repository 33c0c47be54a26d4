"""Uses of a class, changed: literals altered, calls inserted, repeated, dropped and moved.

A scene is a list of statements; every expression in it is observed. What may be called is read off
the class itself (its public methods, properties and operators) and off the scenes that are known.
Expects `read.py` and `mutate.py` above it.
"""

import copy

OPERATORS = {"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__add__": "+", "__sub__": "-", "__and__": "&", "__or__": "|"}
VIEWS = {"__len__": "len({})", "__str__": "str({})", "__iter__": "list({})", "__bool__": "bool({})", "__neg__": "str(-{})"}
LITERALS = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set)


class Surface:
    """What of a class a user sees."""

    def __init__(self, code, scenes):
        self.methods, self.attributes, self.dunders = {}, set(), set()
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ClassDef) and node.name == ENTRY:
                self.read(node)
        # Arguments as they stand in the known scenes, by method and position.
        self.given = {}
        for scene in scenes:
            for node in (node for line in scene for node in ast.walk(line)):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", None))
                    for i, one in enumerate(node.args):
                        if isinstance(one, ast.Constant) or isinstance(one, ast.Attribute):
                            self.given.setdefault((name, i), []).append(one)
            for node in (node for line in scene for node in ast.walk(line)):
                if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) in bound(scene):
                    if node.attr not in self.methods and not node.attr.startswith("_"):
                        self.attributes.add(node.attr)
        self.constants = [one for held in self.given.values() for one in held if isinstance(one, ast.Constant)]

    def read(self, node):
        for one in node.body:
            if not isinstance(one, ast.FunctionDef):
                continue
            if one.name.startswith("__"):
                self.dunders.add(one.name)
            elif one.name.startswith("_"):
                continue
            elif any(getattr(mark, "id", getattr(mark, "attr", "")) in ("property", "cached_property") for mark in one.decorator_list):
                self.attributes.add(one.name)
            else:
                defaults = len(one.args.defaults)
                self.methods[one.name] = (len(one.args.args) - 1, defaults)
        if any(getattr(mark, "id", "") == "total_ordering" for mark in node.decorator_list):
            self.dunders |= {"__le__", "__gt__"}


def expression(text):
    return ast.Expr(ast.parse(text, mode="eval").body)


def bound(scene):
    """Names that hold an object of the class."""
    names = []
    for line in scene:
        if not isinstance(line, ast.Assign):
            continue
        for target in line.targets:
            pairs = zip(target.elts, line.value.elts) if isinstance(target, ast.Tuple) and isinstance(line.value, ast.Tuple) else [(target, line.value)]
            names += [one.id for one, value in pairs if isinstance(one, ast.Name) and is_call(value)]
    return names


def mutate_scenes(scenes, most, pool, code, prompt, seed=0):
    rng, surface = random.Random(seed), Surface(code, scenes)
    found, seen = [], {source_of(scene) for scene in scenes}
    frozen = re.search(r"\bAttributeError\b", prompt) is not None
    rows = [list(scene) for scene in scenes]
    if most <= 0 or not rows:
        return found

    def argument(method, i, names=()):
        known = surface.given.get((method, i), [])
        # Of an argument never seen: another object of the class, or a number, or what others take.
        if not known and rng.random() < 0.6:
            if rng.random() < 0.5:
                return ast.Constant(fitted(rng, pool))
            return ast.Name(rng.choice(names)) if names and rng.random() < 0.7 else made()
        other = [one for key, held in surface.given.items() if key[1] == i and key[0] in surface.methods for one in held]
        one = copy.deepcopy(rng.choice(known or other or surface.constants or [ast.Constant(1)]))
        if isinstance(one, ast.Constant) and rng.random() < 0.6:
            one = ast.parse(spell(altered(one.value, rng, pool)), mode="eval").body
        return one

    def call(names):
        name, method = rng.choice(names), rng.choice(list(surface.methods))
        most_given, defaults = surface.methods[method]
        count = most_given - (rng.randrange(defaults + 1) if defaults else 0)
        args = [argument(method, i, names) for i in range(count)]
        return ast.Expr(ast.Call(ast.Attribute(ast.Name(name), method), args, []))

    def made():
        args = []
        while (ENTRY, len(args)) in surface.given:
            args.append(argument(ENTRY, len(args)))
        return ast.Call(ast.Name(ENTRY), args, [])

    def views(name):
        lines = [f"{name}.{one}" for one in sorted(surface.attributes)]
        if frozen:
            lines += [f'setattr({name}, "{one}", 1)' for one in sorted(surface.attributes)]
        if "__contains__" in surface.dunders and surface.constants:
            lines.append(f"{ast.unparse(rng.choice(surface.constants))} in {name}")
        lines += [form.format(name) for dunder, form in VIEWS.items() if dunder in surface.dunders]
        return [expression(line) for line in lines]

    def compared(left, right):
        lines = []
        for dunder, sign in OPERATORS.items():
            if dunder in surface.dunders:
                text = f"{left} {sign} {right}"
                lines.append(f"str({text})" if sign in "+-&|" and "__str__" in surface.dunders else text)
        if "__eq__" in surface.dunders:
            lines += [f"{left} == 1", f"{left} != {right}"]
        if "__hash__" in surface.dunders:
            lines += [f"hash({left}) == hash({right})", f"len({{{left}, {right}}})"]
        return [expression(line) for line in lines]

    def changed(scene):
        scene = copy.deepcopy(scene)
        names, kind = bound(scene), rng.random()
        i = rng.randrange(len(scene))
        spots = [(node, field, k) for line in scene for node in ast.walk(line) for field, k in places_of(node)]
        if kind < 0.4 and spots:
            node, field, k = rng.choice(spots)
            held = getattr(node, field)
            old = held if k is None else held[k]
            new = ast.parse(spell(altered(ast.literal_eval(old), rng, pool)), mode="eval").body
            if k is None:
                setattr(node, field, new)
            else:
                held[k] = new
        elif kind < 0.7 and names and surface.methods:
            at, line = rng.randrange(1, len(scene) + 1), call(names)
            if rng.random() < 0.2:
                # What a call gives may be an object of the class: look at it too.
                scene[at:at] = [ast.Assign([ast.Name("result")], line.value, lineno=0), *views("result")]
            else:
                scene.insert(at, line)
        elif kind < 0.8 and len(scene) > 1:
            scene.insert(rng.randrange(i, len(scene)) + 1, copy.deepcopy(scene[i]))
        elif kind < 0.87 and len(scene) > 2 and i > 0:
            del scene[i]
        elif kind < 0.92 and len(scene) > 2 and i > 0:
            j = rng.randrange(1, len(scene))
            scene[i], scene[j] = scene[j], scene[i]
        elif kind < 0.94:
            scene.append(ast.Expr(made()))
        elif not names or len(names) < 2:
            scene.insert(0, ast.Assign([ast.Name("other")], made(), lineno=0))
        return scene

    def add(scene):
        names = list(dict.fromkeys(bound(scene)))
        lines = [line for name in names[:2] for line in views(name)]
        if len(names) > 1:
            lines += compared(names[0], names[1])
        elif not surface.methods:
            lines += compared(source_of([ast.Expr(made())]), source_of([ast.Expr(made())]))
        whole = source_of([*scene, *lines])
        if whole not in seen and len(whole) <= 2000 and len(found) < most:
            seen.add(whole)
            found.append(whole)
            rows.append(scene)

    for scene in list(rows):
        add(scene)
    for _ in range(12 * most):
        if len(found) >= most:
            break
        scene = rng.choice(rows if rng.random() < 0.6 else rows[: len(scenes)])
        try:
            for _ in range(rng.choice((1, 2, 3, 5))):
                scene = changed(scene)
            if len(scene) <= 16:
                add(scene)
        except (Unspellable, ValueError, TypeError, RecursionError):
            continue
    return found


def places_of(node):
    """The literals right below a node, as (field, index)."""
    if isinstance(node, LITERALS):
        return
    for field, held in ast.iter_fields(node):
        if isinstance(held, list):
            for k, one in enumerate(held):
                if is_literal(one):
                    yield field, k
        elif is_literal(held):
            yield field, None


def is_literal(node):
    try:
        return isinstance(node, LITERALS) and ast.literal_eval(node) is not None
    except (ValueError, TypeError):
        return False


def source_of(scene):
    return "\n".join(ast.unparse(ast.fix_missing_locations(line)) for line in scene)
