"""Tells a library that this machine lacks from a module that does not exist.

A missing library is our trouble (`harness`); an invented module is the program's. The candidate's
word does not count: the program must really import the name, and it must really be absent here.
"""

import ast
import importlib.util
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
