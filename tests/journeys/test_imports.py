"""Files of two other shops in a real browser: with errors, corrected, and loaded again."""

import re
from pathlib import Path

from tests.journeys.browser import Watched
from tests.journeys.test_circle import HATICE, log_in_member, violations_here

WOO = (
    "ID,Type,SKU,Name,Short description,Stock,Sale price,Regular price,Categories,Parent,"
    "Attribute 1 name,Attribute 1 value(s)\n"
    '1,variable,y-atki,Yün atkı,<p>Elde eğrildi</p>,,,,Giyim,,Renk,"Mavi, Yeşil"\n'
    "2,variation,y-atki-mavi,,,3,,450.00,,y-atki,Renk,Mavi\n"
    "3,variation,y-atki-yesil,,,3,,0,,y-atki,Renk,Yeşil\n"
    "4,simple,y-sal,Yün şal,,2,600.00,750.00,Giyim,,,\n"
)
SHOPIFY = (
    "Title,URL handle,Description,Type,Option1 name,Option1 value,SKU,Inventory quantity,Price\n"
    "Kırlent,kirlent,<p>Keten</p>,Ev,Boy,Küçük,,5,140.00\n"
    ",kirlent,,,,Büyük,,5,$190\n"
)


def choose_category(maker: Watched) -> None:
    maker.page.select_option("#category", index=3)


def read_and_check(maker: Watched, name: str, words: str, folder: Path) -> list[object]:
    """Send a file and look at both pages on the way; returns what axe found."""
    path = folder / name
    path.write_text(words, encoding="utf-8")
    maker.go("/supplier/import")
    found = list(violations_here(maker))
    maker.page.set_input_files("#file", str(path))
    maker.press("Dosyayı oku")
    found += violations_here(maker)
    choose_category(maker)
    maker.press("Ne olacağını gör")
    return found + list(violations_here(maker))


def take_over(maker: Watched, rows: int) -> None:
    """Confirm and wait for the worker."""
    maker.press(f"{rows} satırı al")
    maker.page.get_by_text("Bitti.").wait_for(timeout=30_000)


def corrected(maker: Watched, wrong: str, right: str) -> str:
    """The file of refused rows with one cell put right."""
    with maker.page.expect_download() as loading:
        maker.page.get_by_role("link", name="Alınmayan satırlar, dosya olarak").click()
    words = Path(loading.value.path()).read_text("utf-8-sig")
    assert wrong in words
    return words.replace(wrong, right)


def test_woocommerce_and_shopify_files_with_errors_are_corrected_and_loaded_again(
    running, chromium, tmp_path
):
    maker = Watched(chromium, running, 360, scripts=True)
    log_in_member(maker, HATICE, "")
    found = read_and_check(maker, "woo.csv", WOO, tmp_path)
    assert maker.says("fiyat 0'dan büyük olur")
    take_over(maker, 3)
    found += violations_here(maker)
    words = corrected(maker, ",0,", ",450.00,")
    found += read_and_check(maker, "woo-2.csv", words, tmp_path)
    take_over(maker, 1)
    assert maker.page.locator(".kpi dd").all_inner_texts() == ["1", "0", "2", "0"]

    found += read_and_check(maker, "shopify.csv", SHOPIFY, tmp_path)
    assert maker.says("lira değil")
    take_over(maker, 1)
    words = corrected(maker, "$190", "190.00")
    found += read_and_check(maker, "shopify-2.csv", words, tmp_path)
    take_over(maker, 1)

    maker.go("/supplier/export")
    found += violations_here(maker)
    with maker.page.expect_download() as loading:
        maker.page.get_by_role("link", name=re.compile("CSV")).click()
    sent = Path(loading.value.path()).read_text("utf-8-sig")
    for code in ("y-atki-mavi", "y-atki-yesil", "y-sal", "kirlent-kucuk", "kirlent-buyuk"):
        assert code in sent
    assert found == []
    assert maker.foreign == []
    assert maker.errors == []
