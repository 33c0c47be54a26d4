import os
import tempfile
import unittest
from unittest import mock

from python.missing import missing_corpus, missing_library


def at(line, file="candidate"):
    return [{"file": file, "line": line, "function": "<module>", "source": ""}]


def no_corpus(name):
    stars = "*" * 70
    message = f"\n{stars}\n  Resource \x1b[93m{name}\x1b[0m not found.\n  Please use the NLTK"
    return {"type": "LookupError", "message": message, "stack": at(1)}


def no_module(name, stack):
    return {"type": "ModuleNotFoundError", "message": f"No module named '{name}'", "stack": stack}


@mock.patch("python.missing.present", return_value=False)
class ForgedTest(unittest.TestCase):
    """A program that says a library is missing: believed only on a line that imports it and can be reached."""

    def test_the_error_must_come_from_the_import(self, _):
        code = "import gmpy2\nraise ModuleNotFoundError(\"No module named 'gmpy2'\")"
        self.assertEqual(missing_library(code, no_module("gmpy2", at(1))), "gmpy2")
        for stack in (at(2), at(7), [], at(1, "test")):
            self.assertIsNone(missing_library(code, no_module("gmpy2", stack)), stack)

    def test_an_import_that_is_never_reached_is_none(self, _):
        for code in (
            "if False:\n    import gmpy2",
            "if 0:\n    pass\nelif 0:\n    import gmpy2",
            "while 0:\n    import gmpy2",
            "raise ModuleNotFoundError; import gmpy2",
            "def f():\n    return 1\n    import gmpy2",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import gmpy2",
            "if True:\n    pass\nelse:\n    import gmpy2",
            "text = 'import gmpy2'",
            "from .gmpy2 import x",
        ):
            for line in range(1, 5):
                self.assertIsNone(missing_library(code, no_module("gmpy2", at(line))), code)

    def test_an_import_anywhere_else_counts(self, _):
        for code, line in (
            ("def f():\n    import gmpy2", 2),
            ("try:\n    import gmpy2\nexcept ValueError:\n    pass", 2),
            ("try:\n    x\nexcept NameError:\n    from gmpy2 import (\n        mpz\n    )", 5),
            ("class A:\n    if x:\n        import os, gmpy2.more as g", 3),
            ("match 1:\n    case 1:\n        import gmpy2", 3),
        ):
            self.assertEqual(missing_library(code, no_module("gmpy2", at(line))), "gmpy2", code)

    def test_what_the_tasks_own_code_imports_is_ours(self, _):
        for stack in ([], at(3, "test")):
            self.assertEqual(missing_library("x = 1", no_module("gmpy2", stack), "import gmpy2"), "gmpy2")
        self.assertIsNone(missing_library("x = 1", no_module("gmpy2", at(1)), "import gmpy2"))


def with_nltk():
    return mock.patch("python.missing.present", return_value=True)


class MissingTest(unittest.TestCase):
    def test_a_library_that_is_imported_known_and_absent_is_ours(self):
        error = no_module("gmpy2", at(1))
        with mock.patch("python.missing.present", return_value=False):
            self.assertEqual(missing_library("import gmpy2", error), "gmpy2")
            self.assertIsNone(missing_library("x = 1", error))
        with mock.patch("python.missing.present", return_value=True):
            self.assertIsNone(missing_library("import gmpy2", error))

    def test_an_invented_module_is_the_programs(self):
        error = no_module("made_up_by_a_model", at(1))
        self.assertIsNone(missing_library("import made_up_by_a_model", error))

    def test_a_corpus_that_is_known_and_absent_is_ours(self):
        code = "from nltk.corpus import stopwords"
        with mock.patch("python.missing.corpus_present", return_value=False), with_nltk():
            self.assertEqual(missing_corpus(code, no_corpus("stopwords")), "stopwords")
            self.assertIsNone(missing_corpus("x = 1", no_corpus("stopwords")))
            self.assertIsNone(missing_corpus(code, no_corpus("made_up_by_a_model")))
            self.assertIsNone(missing_corpus(code, {**no_corpus("stopwords"), "message": "stopwords"}))
            forged = "import nltk\nraise LookupError('Resource stopwords not found')"
            self.assertIsNone(missing_corpus(forged, {**no_corpus("stopwords"), "stack": at(2)}))
            message = "Looks like you are missing some required data"
            error = {"type": "MissingCorpusError", "message": message, "stack": at(1)}
            self.assertEqual(missing_corpus("from textblob import TextBlob", error), "brown")

    def test_a_corpus_that_is_there_is_no_excuse(self):
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch.dict(os.environ, {"NLTK_DATA": folder}), with_nltk():
                os.makedirs(os.path.join(folder, "corpora", "stopwords"))
                self.assertIsNone(missing_corpus("import nltk", no_corpus("stopwords")))
