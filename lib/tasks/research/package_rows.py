"""Rows of research code from installed packages, in the published columns: JSON lines.

    python -I package_rows.py PACKAGE…             the rows, then a line {"rows": N}
    python -I package_rows.py --versions PACKAGE…  {PACKAGE: VERSION or null}

Public functions at the top level of a module, of at most 1,000 characters without their docstring, which
has examples (doctest) that use the function and say what is to come out. The instruction is the signature
and the docstring without its examples; the examples are the tests. Nothing of a package is written
anywhere else than to standard output.
"""
import ast
import contextlib
import doctest
import importlib
import importlib.metadata
import inspect
import io
import json
import pkgutil
import re
import sys
import warnings

LONGEST = 1000
# A longer file is shown in no prompt.
LONGEST_FILE = 20_000
ASIDE = {"tests", "testing", "conftest", "setup", "benchmarks"}


def modules_of(package):
    """The modules of a package, without its tests and those that cannot be imported."""
    root = importlib.import_module(package)
    yield root
    for info in pkgutil.walk_packages(root.__path__, package + ".", onerror=lambda name: None):
        if any(part in ASIDE or part.startswith("_test") or part == "__main__" for part in info.name.split(".")):
            continue
        # Some print when they are imported, some want what is not there, some end the interpreter.
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                module = importlib.import_module(info.name)
        except (Exception, SystemExit):
            continue
        yield module


def without_examples(text):
    """A docstring without its examples, and without the headings of sections that had nothing else."""
    kept, skipping = [], False
    for line in inspect.cleandoc(text).split("\n"):
        if line.lstrip().startswith(">>>"):
            skipping = True
        elif skipping and not line.strip():
            skipping = False
        if not skipping:
            kept.append(line.rstrip())
    text = re.sub(r"(?mi)^Examples?:?\n[-=~]+\n(?=\s*(?:\Z|\S[^\n]*\n[-=~]{3,}))", "", "\n".join(kept).strip() + "\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def signature(node):
    said = f"{node.name}({ast.unparse(node.args)})"
    return f"{said} -> {ast.unparse(node.returns)}" if node.returns else said


def own(decorator):
    """Whether it is machinery of the package's own, which registers a function once and for all."""
    return "_dispatchable" in ast.unparse(decorator)


def row_of(package, module, source, lines, node):
    docstring = ast.get_docstring(node)
    if node.name.startswith("_") or not docstring or len(node.body) < 2:
        return None
    first = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])
    dropped = {line for one in node.decorator_list if own(one) for line in range(one.lineno, one.end_lineno + 1)}
    said = node.body[0]
    dropped |= set(range(said.lineno, said.end_lineno + 1))
    code = "".join(lines[i - 1] for i in range(first, node.end_lineno + 1) if i not in dropped)
    if len(code) > LONGEST:
        return None
    examples = doctest.DocTestParser().get_examples(docstring)
    called = re.compile(rf"\b{node.name}\b")
    if not any(example.want for example in examples) or not any(called.search(one.source) for one in examples):
        return None
    about = without_examples(docstring)
    file = "".join(line for i, line in enumerate(lines, 1) if i not in dropped)
    return {
        "prompt": f"Write the Python function `{signature(node)}` of the module {module}.\n\n{about}",
        "function": code,
        "full_code": file if len(file) <= LONGEST_FILE else None,
        "function_name": node.name,
        "description": about.split("\n")[0],
        "file": module,
        "repo": package,
        "extension_type": "py",
        "file_length": len(file),
        "examples": [[example.source, example.want] for example in examples],
    }


def rows_of(package):
    seen = set()
    for module in modules_of(package):
        name = module.__name__
        try:
            source = inspect.getsource(module)
            tree = ast.parse(source)
        except (OSError, TypeError, SyntaxError):
            continue
        lines = source.splitlines(keepends=True)
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or (name, node.name) in seen:
                continue
            # The one that the module has under its name at the end.
            if not callable(vars(module).get(node.name)):
                continue
            row = row_of(package, name, source, lines, node)
            if row:
                seen.add((name, node.name))
                yield row


def version_of(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def main(arguments):
    if arguments[0] == "--versions":
        print(json.dumps({package: version_of(package) for package in arguments[1:]}))
        return
    warnings.simplefilter("ignore")
    count = 0
    for package in arguments:
        for row in rows_of(package):
            print(json.dumps(row))
            count += 1
    print(json.dumps({"rows": count}))


if __name__ == "__main__":
    main(sys.argv[1:])
