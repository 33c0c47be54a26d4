"""Tells a library, or a corpus of NLTK, that this machine lacks from one that does not exist.

What is missing here is our trouble (`harness`); an invented name is the program's. The candidate's
word does not count: the program must really import the name, and it must really be absent here.
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


def missing_library(code, error):
    """The name of the library that `code` needs and this machine lacks, or None."""
    if error.get("type") not in ("ModuleNotFoundError", "ImportError"):
        return None
    match = _NO_MODULE.match(error.get("message", ""))
    if not match:
        return None
    name = match.group(1)
    if name not in LIBRARIES and name not in sys.stdlib_module_names:
        return None
    return name if name in imported(code) and not present(name) else None


def missing_corpus(code, error):
    """The name of the corpus that `code` needs and this machine lacks, or None."""
    names = imported(code)
    if error.get("type") == "MissingCorpusError" and "textblob" in names:
        # TextBlob does not say which; it needs all of these.
        needed = ("brown", "punkt", "wordnet", "averaged_perceptron_tagger", "conll2000", "movie_reviews")
        return next((name for name in needed if not corpus_present(name)), None)
    match = _NO_CORPUS.match(error.get("message", "")) if error.get("type") == "LookupError" else None
    if not match or names.isdisjoint(("nltk", "textblob")):
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
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
