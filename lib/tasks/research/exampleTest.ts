import type { Test } from "../task.ts";
import type { ResearchRow } from "./researchRow.ts";

const text = (value: unknown) => JSON.stringify(JSON.stringify(value));

/**
 * What counts as the same output: as SciPy's own checker, not every digit, neither the type of a scalar
 * of NumPy, nor what an example returns and does not say (a plot's parts).
 */
const checker = String.raw`
class Checker(doctest.OutputChecker):
    NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?")

    def check_output(self, want, got, flags):
        if not want or "may vary" in want or super().check_output(want, got, flags):
            return True
        sides = ["".join(re.sub(r"np\.\w+\(([^()]*)\)|np\.(True|False)_", r"\1\2", side).split()) for side in (want, got)]
        texts = [self.NUMBER.sub("#", side) for side in sides]
        wanted, found = ([float(number) for number in self.NUMBER.findall(side)] for side in sides)
        return texts[0] == texts[1] and all(abs(a - b) <= 1e-8 + 1e-4 * abs(a) for a, b in zip(wanted, found))
`;

/**
 * How a function of an installed package is judged by its examples. The program stands in its module's
 * names, in which the function itself is missing; wherever the package has the function it calls the
 * program's. So a program may use the rest of the package, and what it is to write is not there to be
 * called. Examples that never call it are a failure.
 *
 * Graphs and expressions do not cross between processes: such a test runs beside the program
 * (`guarantee: "shared"`, which the sandbox sees from its text). A program that means to cheat can load the
 * module anew or read its file, and call the original after all.
 */
export function exampleTest(
  { file, repo, function_name: name, examples }: Partial<ResearchRow>,
): { preamble: string; hidden: Test } {
  const [module, root, asked] = [file, repo, name].map((one) => JSON.stringify(one));
  return {
    preamble: `import importlib as _importlib, sys as _sys
def _take(scope):
    module = _importlib.import_module(${module})
    taken = vars(module)[${asked}]
    def instead(*args, **kwargs):
        if ${asked} not in scope:
            raise NameError(${JSON.stringify(`name '${name}' is not defined`)})
        instead.calls += 1
        return scope[${asked}](*args, **kwargs)
    instead.calls = 0
    for other in list(_sys.modules.values()):
        if getattr(other, "__name__", "").split(".")[0] == ${root}:
            for name, value in list(vars(other).items()):
                if value is taken:
                    setattr(other, name, instead)
    given = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    scope.update({name: value for name, value in given.items() if value is not instead})
    scope["__package__"] = module.__package__
_take(globals())
del _take
`,
    hidden: {
      kind: "unittest",
      code: `import doctest
import importlib
import json
import re
import unittest

${checker}

class TestCases(unittest.TestCase):
    def test_examples(self):
        root, module = importlib.import_module(${root}), importlib.import_module(${module})
        function = vars(module)[${asked}]
        before = function.calls
        names = {**vars(root), **vars(module), ${root}: root, "__name__": "__main__"}
        names.setdefault("nx", root)
        said = ""
        for source, want in json.loads(${text(examples)}):
            said += ">>> " + source.rstrip("\\n").replace("\\n", "\\n... ") + "\\n" + want
        test = doctest.DocTestParser().get_doctest(said, names, ${asked}, None, 0)
        out = []
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        runner = doctest.DocTestRunner(Checker(), verbose=False, optionflags=flags)
        result = runner.run(test, out=out.append)
        self.assertEqual(result.failed, 0, "".join(out)[:1000])
        self.assertGreater(function.calls, before, "the examples do not call it")
`,
    },
  };
}
