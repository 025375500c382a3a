from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.catalogue import pages, queries, recent
from app.catalogue.queries import products, shelves
from app.web import language as languages
from app.web.audience import for_everyone
from app.web.caching import public_page

blueprint = for_everyone(Blueprint("storefront", __name__))


@blueprint.get("/")
@public_page(queries.version)
def home() -> ResponseReturnValue:
    return render_template("storefront/home.html", recent=recent.cards(), **pages.home())


@blueprint.get("/c/<slug>")
@public_page(queries.version)
def category(slug: str) -> ResponseReturnValue:
    found = queries.category_by_slug(slug)
    return render_template("storefront/category.html", **pages.category(found, *_wish()))


@blueprint.get("/p/<slug>-<int:product_id>")
@public_page(queries.version)
def product(slug: str, product_id: int) -> ResponseReturnValue:
    found = products.product_page(product_id)
    present = queries.text_in(found).slug
    if slug != present:
        target = url_for("storefront.product", slug=present, product_id=product_id)
        return redirect(target, 301)
    chosen = request.args.get("v", type=int)
    page = render_template(
        "storefront/product.html", recent=recent.cards(product_id), **pages.product(found, chosen)
    )
    return recent.remember(make_response(page), product_id)


@blueprint.get("/s/<slug>")
@public_page(queries.version)
def supplier(slug: str) -> ResponseReturnValue:
    found = products.supplier_by_slug(slug)
    return render_template("storefront/supplier.html", **pages.supplier(found, *_wish()))


@blueprint.get("/makers")
@public_page(queries.version)
def suppliers() -> ResponseReturnValue:
    return render_template("storefront/suppliers.html", suppliers=pages.suppliers())


@blueprint.get("/search")
@public_page(queries.version)
def search() -> ResponseReturnValue:
    query = " ".join(request.args.get("q", "").split())[:100]
    sort, page = _wish()
    found = shelves.shelf(languages.current(), query=query, sort=sort, page=page)
    return render_template(
        "storefront/search.html",
        query=query,
        shelf=found,
        offered=[] if found.total else queries.newest(languages.current(), 4),
    )


def _wish() -> tuple[str, int]:
    return request.args.get("sort", "suggested"), request.args.get("page", 1, type=int)
