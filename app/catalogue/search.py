"""Finding products by folded words and their beginnings, the same on both databases."""

from sqlalchemy import delete, func, select

from app.catalogue.models import Product, ProductText, SearchWord
from app.extensions import db
from app.web import turkish

NAME, NEAR, TEXT = 9, 4, 1
LONGEST = 60


def index(product: Product) -> None:
    """Write down the words of a product in each of its languages."""
    db.session.execute(delete(SearchWord).where(SearchWord.product_id == product.id))
    for text in product.texts:
        for word, weight in _weights(product, text).items():
            db.session.add(
                SearchWord(product_id=product.id, language=text.language, word=word, weight=weight)
            )
    db.session.flush()


def _weights(product: Product, text: ProductText) -> dict[str, int]:
    category = product.category.texts.get(text.language) or product.category.texts["tr"]
    parent = product.category.parent
    words: dict[str, int] = {}
    near = f"{product.supplier.name} {category['name']}"
    if parent is not None:
        near += f" {(parent.texts.get(text.language) or parent.texts['tr'])['name']}"
    qualities = " ".join(f"{label} {value}" for label, value in text.qualities)
    for part, weight in (
        (f"{text.lead} {text.description} {qualities}", TEXT),
        (near, NEAR),
        (text.name, NAME),
    ):
        for word in turkish.fold(part).split():
            words[word[:LONGEST]] = max(weight, words.get(word[:LONGEST], 0))
        for raw in turkish.lower(part).split():
            stem = turkish.stem(raw.strip(".,;:()")).replace(" ", "")[:LONGEST]
            if stem:
                words[stem] = max(min(weight, NEAR), words.get(stem, 0))
    return words


def matches(query: str, language: str) -> dict[int, int]:
    """Products in whose texts every word of the query begins a word: id to weight."""
    found: dict[int, int] | None = None
    for raw in query.split()[:6]:
        word = turkish.fold(raw)
        if not word:
            continue
        hits = _begins(word, language)
        stem = turkish.stem(raw)
        if stem and stem != word:
            for product, weight in _begins(stem, language).items():
                hits[product] = max(hits.get(product, 0), weight - 1)
        found = hits if found is None else {p: w + hits[p] for p, w in found.items() if p in hits}
    return found or {}


def _begins(prefix: str, language: str) -> dict[int, int]:
    beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    rows = db.session.execute(
        select(SearchWord.product_id, func.max(SearchWord.weight))
        .where(
            SearchWord.language.in_({language, "tr"}),
            SearchWord.word >= prefix,
            SearchWord.word < beyond,
        )
        .group_by(SearchWord.product_id)
        .limit(5000)
    )
    return dict(rows.all())
