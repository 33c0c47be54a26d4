"""Tells a library, or a corpus of NLTK, that this machine lacks from one that does not exist.

What is missing here is our trouble (`harness`); an invented name is the program's. The candidate's
word does not count: the error must come from a line where the program's text (or the task's own, around
it) imports the name, in code that can be reached, and the name must really be absent here. A program
gains no more by lying than it would by importing what is not there.
"""

import ast
import glob
import importlib.util
import os
import re
import sys

# The third-party libraries of BigCodeBench and those that models commonly import.
LIBRARIES = frozenset(
    """
    PIL Crypto bs4 chardet cryptography cv2 dateutil django docx docxtpl faker flask flask_login
    flask_mail flask_restful flask_wtf folium gensim geopandas geopy holidays keras Levenshtein
    librosa lxml matplotlib mechanize mpl_toolkits natsort networkx nltk numba numpy openpyxl pandas
    plotly prettytable psutil pyarrow pycryptodome pydantic pyquery pytesseract pytest python_http_client
    pytz regex requests rsa scipy seaborn selenium sendgrid shapely sklearn skimage soundfile
    sqlalchemy statsmodels sympy tensorflow texttable textblob torch torchvision tqdm transformers
    unidecode werkzeug wikipedia wordcloud wordninja wtforms xlrd xlwt xlsxwriter xmltodict yaml
    attr attrs blake3 bitarray boto3 click fastapi gmpy2 hypothesis jax more_itertools mpmath
    polars pymongo tkinter pyperclip redis rich simplejson six sortedcontainers toolz turtle ujson xgboost
    """.split()
)

# What the NLTK functions that models commonly call read; they are downloads of their own.
CORPORA = frozenset(
    """
    averaged_perceptron_tagger averaged_perceptron_tagger_eng brown cmudict conll2000 gutenberg inaugural
    maxent_ne_chunker maxent_ne_chunker_tab movie_reviews names omw-1.4 opinion_lexicon punkt punkt_tab
    reuters sentiwordnet stopwords subjectivity tagsets treebank twitter_samples universal_tagset
    vader_lexicon wordnet words
    """.split()
)

_NO_CORPUS = re.compile(r"\s*\**\s*Resource (?:\x1b\[\d+m)?([\w.-]+)(?:\x1b\[0m)? not found")
_NO_MODULE = re.compile(r"No module named '([A-Za-z0-9_]+)")


def missing_library(code, error, ours=""):
    """The name of the library that `code`, or the task's code around it, needs and this machine lacks, or None."""
    if error.get("type") not in ("ModuleNotFoundError", "ImportError"):
        return None
    match = _NO_MODULE.match(error.get("message", ""))
    if not match:
        return None
    name = match.group(1)
    if name not in LIBRARIES and name not in sys.stdlib_module_names:
        return None
    frame = last_frame(error)
    if frame and frame.get("file") == "candidate":
        needed = any(name in names and lines.start <= frame["line"] < lines.stop for lines, names in imports(code))
    else:
        # Raised by code of the task, which holds none of the program's frames.
        needed = name in imported(ours)
    return name if needed and not present(name) else None


def last_frame(error):
    stack = error.get("stack")
    return stack[-1] if stack else None


def missing_corpus(code, error, ours=""):
    """The name of the corpus that `code` needs and this machine lacks, or None."""
    names = imported(code) | imported(ours)
    frame = last_frame(error)
    if names.isdisjoint(("nltk", "textblob")) or not (present("nltk") and frame):
        return None
    if frame.get("file") == "candidate" and raises(code, frame["line"]):
        return None
    if error.get("type") == "MissingCorpusError" and "textblob" in names:
        # TextBlob does not say which; it needs all of these.
        needed = ("brown", "punkt", "wordnet", "averaged_perceptron_tagger", "conll2000", "movie_reviews")
        return next((name for name in needed if not corpus_present(name)), None)
    match = _NO_CORPUS.match(error.get("message", "")) if error.get("type") == "LookupError" else None
    if not match:
        return None
    name = match.group(1)
    return name if name in CORPORA and not corpus_present(name) else None


def corpus_present(name):
    """Whether the corpus is in one of the folders in which NLTK looks."""
    folders = os.environ.get("NLTK_DATA", "").split(os.pathsep)
    folders += [os.path.expanduser("~/nltk_data")]
    folders += [os.path.join(sys.prefix, part, "nltk_data") for part in ("", "share", "lib")]
    folders += [f"/usr/{part}/nltk_data" for part in ("share", "local/share", "lib", "local/lib")]
    ends = ("", ".*")
    return any(folder and glob.glob(os.path.join(folder, "*", name + end)) for folder in folders for end in ends)


def present(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def imported(code):
    """Top-level names of the modules that the program imports."""
    return {name for _, names in imports(code) for name in names}


def imports(code):
    """The lines of each import that can be reached, and the top-level names of what it imports."""
    for node in reachable(parsed(code)):
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if isinstance(node, ast.Import):
            yield lines, {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield lines, {node.module.split(".")[0]}


def raises(code, line):
    """Whether a `raise` of the program's own stands on this line."""
    return any(
        isinstance(node, ast.Raise) and node.lineno <= line <= node.end_lineno for node in reachable(parsed(code))
    )


def parsed(code):
    try:
        return ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


_ENDS = (ast.Raise, ast.Return, ast.Continue, ast.Break)


def reachable(statements):
    """All statements but those behind a `raise`, `return` or the like and in the dead branch of an `if` or `while`."""
    for node in statements:
        yield node
        if isinstance(node, (ast.If, ast.While)):
            truth = constant(node.test)
            yield from reachable(node.body if truth is not False else ())
            yield from reachable(node.orelse if truth is not True else ())
        else:
            for field in ("body", "orelse", "finalbody"):
                yield from reachable(getattr(node, field, ()))
            for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
                yield from reachable(part.body)
        if isinstance(node, _ENDS):
            return


def constant(test):
    """The truth of a test that is the same always, or None."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    return False if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING" else None
