import os
import tempfile
import unittest
from unittest import mock

from python.missing import missing_corpus, missing_library


def no_corpus(name):
    stars = "*" * 70
    return {"type": "LookupError", "message": f"\n{stars}\n  Resource \x1b[93m{name}\x1b[0m not found.\n  Please use the NLTK"}


class MissingTest(unittest.TestCase):
    def test_a_library_that_is_imported_known_and_absent_is_ours(self):
        error = {"type": "ModuleNotFoundError", "message": "No module named 'gmpy2'"}
        with mock.patch("python.missing.present", return_value=False):
            self.assertEqual(missing_library("import gmpy2", error), "gmpy2")
            self.assertIsNone(missing_library("x = 1", error))
        with mock.patch("python.missing.present", return_value=True):
            self.assertIsNone(missing_library("import gmpy2", error))

    def test_an_invented_module_is_the_programs(self):
        error = {"type": "ModuleNotFoundError", "message": "No module named 'made_up_by_a_model'"}
        self.assertIsNone(missing_library("import made_up_by_a_model", error))

    def test_a_corpus_that_is_known_and_absent_is_ours(self):
        code = "from nltk.corpus import stopwords"
        with mock.patch("python.missing.corpus_present", return_value=False):
            self.assertEqual(missing_corpus(code, no_corpus("stopwords")), "stopwords")
            self.assertIsNone(missing_corpus("x = 1", no_corpus("stopwords")))
            self.assertIsNone(missing_corpus(code, no_corpus("made_up_by_a_model")))
            self.assertIsNone(missing_corpus(code, {"type": "LookupError", "message": "stopwords"}))
            error = {"type": "MissingCorpusError", "message": "Looks like you are missing some required data"}
            self.assertEqual(missing_corpus("from textblob import TextBlob", error), "brown")

    def test_a_corpus_that_is_there_is_no_excuse(self):
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch.dict(os.environ, {"NLTK_DATA": folder}):
                os.makedirs(os.path.join(folder, "corpora", "stopwords"))
                self.assertIsNone(missing_corpus("import nltk", no_corpus("stopwords")))
