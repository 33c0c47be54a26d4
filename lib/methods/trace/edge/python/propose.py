"""Prints the known cases of the visible tests, those of a reply, and new ones mutated from the known.

Expects the other parts above it, and ENTRY, CODE, PROMPT, TEXTS (visible tests, reply), SEEDS (cases
found before that are worth changing further) and MOST.
"""

import json


def is_class(code):
    try:
        return any(isinstance(node, ast.ClassDef) and node.name == ENTRY for node in ast.parse(code).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def calls(found):
    rows = {}
    for args, words, expected in found:
        try:
            rows.setdefault(case_of(args, words), expected)
        except (Unspellable, ValueError, RecursionError):
            pass
    return [{"case": case, "expected": expected} for case, expected in rows.items()]


def untouched(rows):
    """Cases that look at the arguments after the call."""
    cases = []
    for args, words in rows:
        names = [f"given{i}" for i, one in enumerate(args) if isinstance(one, (list, dict, set))]
        if not names or words:
            continue
        lines = [f"given{i} = {spell(one)}" for i, one in enumerate(args)]
        lines.append(f"{ENTRY}({', '.join(f'given{i}' for i in range(len(args)))})")
        cases.append({"case": "\n".join(lines + names), "expected": None})
    return cases


def proposals():
    pool = Pool(CODE, PROMPT)
    seed = len(SEEDS)
    if is_class(CODE):
        known, replied = scenes_in(TEXTS[0]), scenes_in(TEXTS[1])
        texts = lambda scenes: [{"case": source_of(scene), "expected": None} for scene in scenes]
        seeds = [scene for one in SEEDS for scene in scenes_in(one)]
        new = mutate_scenes(known + replied[:6] + seeds, MOST, pool, CODE, PROMPT, seed)
        return texts(known), texts(replied), [{"case": case, "expected": None} for case in new]
    known, replied = calls_in(TEXTS[0]), calls_in(TEXTS[1])
    start = known or calls_in_prose(PROMPT) or calls_by_type(CODE)
    rows = [(args, words) for args, words, _ in start][:6]
    seeds = [(args, words) for one in SEEDS for args, words, _ in calls_in(one)]
    new = mutate_calls(rows, MOST, pool, seeds, seed)
    cases = calls((args, words, None) for args, words in new)
    if re.search(r"\b(unchanged|chang|modif|copy|copies|in place|mutat)", PROMPT):
        cases += untouched(rows + new[:20])
    return calls(known), calls(replied), cases


known, proposed, mutated = proposals()
print("\x1e" + json.dumps({"known": known, "proposed": proposed, "mutated": mutated}))
