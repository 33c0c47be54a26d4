"""A test's text as a syntax tree: several parts of the judge read it one after the other, and none changes it."""

import ast
import functools

# Of one program and the one before it: trees are large.
KEPT = 4


@functools.lru_cache(maxsize=KEPT)
def tree_of(text):
    return ast.parse(text)


@functools.lru_cache(maxsize=KEPT)
def nodes_of(text):
    return list(ast.walk(tree_of(text)))
