"""One listing of each kind the cooperative sells besides plain goods; everything is made up."""

from dataclasses import dataclass, field

INSURER = {
    "name": "Örnek Güvence A.Ş.",
    "address": "Sigorta Cad. 1, Konak, İzmir",
    "phone": "+90 232 000 00 90",
    "email": "guvence@example.org",
}
BOOK = "deniz-sofrasi.pdf"


@dataclass(frozen=True)
class Special:
    """A listing with its kind's facts; texts as (Turkish, English), prices in lira."""

    key: str
    maker: str
    shelf: str
    kind: str
    name: tuple[str, str]
    lead: tuple[str, str]
    qualities: tuple[tuple[str, str, str, str], ...]
    price: int
    stock: int
    label: tuple[str, str] = ("1 adet", "1 pc")
    vat_bp: int = 1000
    days: int = 5
    wd: str = "none"
    facts: dict[str, object] = field(default_factory=dict)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    happens_in: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()


SPECIALS = (
    Special(
        "tahta-isimli",
        "yamac",
        "ahsap",
        "goods",
        ("Kesme tahtası, isme özel", "Cutting board, engraved"),
        (
            "Tek parça ceviz; dilerseniz adınızı elde kazırız.",
            "One piece of walnut; if you like, we carve your name by hand.",
        ),
        (
            ("Malzeme", "Ceviz, bal mumu", "Material", "Walnut, beeswax"),
            ("Ölçü", "38 × 26 × 3 cm", "Size", "38 × 26 × 3 cm"),
        ),
        400,
        16,
        wd="b",
        facts={"personal_most": 24},
        texts={"personal_prompt": ("Kazınacak isim", "Name to carve")},
        beside=("hediye-paketi",),
    ),
    Special(
        "sepet-takim",
        "yamac",
        "sepet-orgu",
        "goods",
        ("Sepet takımı, üç boy", "Set of three baskets"),
        (
            "İç içe girmez, iki pakette gelir: büyüğü ayrı.",
            "They do not nest and come in two parcels, the large one alone.",
        ),
        (
            ("Malzeme", "Söğüt, kestane", "Material", "Willow, chestnut"),
            ("Çaplar", "24, 33, 40 cm", "Diameters", "24, 33, 40 cm"),
        ),
        1150,
        8,
        facts={"parts_count": 2},
        beside=("hediye-paketi",),
    ),
    Special(
        "koli-mevsim",
        "camalti",
        "koli-defter",
        "box",
        ("Mevsim kolisi, üç ay", "Season box, three months"),
        (
            "Her ay ne olduysa: bir reçel, bir yağ, bir bal, bir sürpriz.",
            "Whatever the month gives: a jam, an oil, a honey, a surprise.",
        ),
        (
            ("İçinde", "Ayda dört kavanoz ve şişe", "Inside", "Four jars and bottles a month"),
            ("Menşe", "Türkiye", "Origin", "Türkiye"),
        ),
        300,
        60,
        label=("ayda bir koli", "one box a month"),
        vat_bp=100,
        facts={"deliveries": 3, "interval_months": 1},
    ),
    Special(
        "defter-tarif",
        "poyraz",
        "koli-defter",
        "digital",
        ("Deniz sofrası, tarif defteri", "The sea's table, a book of recipes"),
        ("On bir kadının yedi tarifi; PDF.", "Seven recipes of eleven women, as a PDF."),
        (
            ("İçerik", "3 sayfa, 7 tarif", "Content", "3 pages, 7 recipes, in Turkish"),
            ("Biçim", "PDF", "Format", "PDF"),
        ),
        90,
        500,
        label=("PDF dosyası", "PDF file"),
        days=1,
        wd="g2",
        texts={
            "protection": (
                "Yok; kendiniz için dilediğiniz kadar kopyalayabilirsiniz.",
                "None; you may copy it for yourself as often as you like.",
            ),
            "compatibility": (
                "PDF gösterebilen her telefon, tablet ve bilgisayar.",
                "Every telephone, tablet and computer that shows PDF.",
            ),
        },
    ),
    Special(
        "tekne-turu",
        "poyraz",
        "denizde-gun",
        "experience",
        ("Ağ çekmeye: sabah tekne turu", "Hauling the nets: a morning at sea"),
        (
            "Gün doğarken çıkar, ağları birlikte çeker, kahvaltıyı teknede yaparız.",
            "We leave at sunrise, haul the nets together and have breakfast on board.",
        ),
        (
            ("Süre", "Dört saat", "Length", "Four hours"),
            ("Dahil", "Kahvaltı, can yeleği", "Included", "Breakfast, life jacket"),
        ),
        750,
        12,
        label=("1 kişi", "1 person"),
        vat_bp=1000,
        wd="g",
        facts={"dated_kind": "leisure"},
        texts={"place": ("Urla İskelesi, mavi fener", "Urla pier, at the blue lantern")},
        happens_in=(33, 47),
    ),
    Special(
        "atolye",
        "yamac",
        "sepet-orgu",
        "experience",
        ("Sepet örme atölyesi", "Basket-weaving workshop"),
        ("Bir günde kendi sepetinizi örersiniz.", "In one day you weave your own basket."),
        (
            ("Süre", "Bir gün, öğle yemeğiyle", "Length", "One day, with lunch"),
            ("Malzeme", "Bizden", "Material", "Ours"),
        ),
        900,
        8,
        label=("1 kişi", "1 person"),
        wd="h",
        texts={"place": ("Yamaç Mah. 3, Milas", "Yamaç Mah. 3, Milas")},
        happens_in=(20,),
    ),
    Special(
        "lamba-orgu",
        "yamac",
        "ahsap",
        "goods",
        ("Örme tavan lambası", "Woven ceiling lamp"),
        (
            "Söğüt örgü, içi pirinç; bağlantısını yetkili elektrikçi yapar.",
            "Woven willow, brass inside; an authorised electrician connects it.",
        ),
        (
            ("Malzeme", "Söğüt, pirinç, E27 duy", "Material", "Willow, brass, E27 socket"),
            ("Ölçü", "Ø 42 cm, 1,5 m kablo", "Size", "Ø 42 cm, 1.5 m cable"),
        ),
        1400,
        9,
        vat_bp=2000,
        wd="inst",
        facts={"authorised_install": True},
        beside=("ek-garanti", "hediye-paketi"),
    ),
)

BESIDE = (
    Special(
        "hediye-paketi",
        "yamac",
        "ahsap",
        "extra",
        ("Hediye paketi", "Gift wrapping"),
        ("", ""),
        (("Ne", "Bez, ip ve el yazısı not", "What", "Cloth, string, a handwritten note"),),
        30,
        9999,
        vat_bp=2000,
    ),
    Special(
        "ek-garanti",
        "yamac",
        "ahsap",
        "warranty",
        ("İki yıl ek garanti", "Two more years of warranty"),
        ("", ""),
        (
            (
                "Ne",
                "Yasal haklarınıza ek: arızada ücretsiz onarım",
                "What",
                "Beside your legal rights: free repair of faults",
            ),
        ),
        99,
        9999,
        vat_bp=2000,
        facts={"party": INSURER},
    ),
)
