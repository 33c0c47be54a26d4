/** The names that every Python program has (https://docs.python.org/3/library/functions.html); exceptions by their form. */
const functions = new Set(
  ("abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex " +
    "delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash " +
    "help hex id input int isinstance issubclass iter len list locals map max memoryview min next object " +
    "oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str " +
    "sum super tuple type vars zip __import__ NotImplemented Ellipsis").split(" "),
);

/** Whether a word means something in Python where nothing binds it. */
export const isPythonBuiltin = (word: string): boolean =>
  functions.has(word) ||
  /^[A-Z]\w*(?:Error|Exception|Warning|Iteration|Exit|Interrupt)$/.test(word);
