"""Turkish letters: folding for search, lower case, and a key that sorts as people expect."""

import unicodedata
from functools import lru_cache

import snowballstemmer

_FOLD = str.maketrans("İIıŞşĞğÜüÖöÇçÂâÎîÛû", "iiissgguuooccaaiiuu")
_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_ORDER = {letter: chr(0x100 + place) for place, letter in enumerate(_ALPHABET)}
_stemmer = snowballstemmer.stemmer("turkish")


def fold(text: str) -> str:
    """For index and query alike: no case, no marks, ı = i, words with single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD).lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def lower(text: str) -> str:
    """Lower case as Turkish has it: I → ı, İ → i."""
    return text.translate(_LOWER).lower()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded stem of one Turkish word."""
    return fold(str(_stemmer.stemWord(lower(word))))


def sort_key(text: str) -> str:
    """A key in the order of the Turkish alphabet, the same on every database."""
    return "".join(_ORDER.get(c, c) for c in lower(text))[:200]


def slug(text: str) -> str:
    """A readable piece of an address."""
    return fold(text).replace(" ", "-")[:120] or "x"
