"""Pictures of the rest of the demo catalogue, drawn with the same objects and light."""

from catalog import GOLD, KELP, OLV, PLUM, RED, SEA, p
from kinds import (
    basket,
    board,
    bottle,
    bowl,
    bundle,
    candle,
    cloth,
    crumbs,
    drape,
    folded,
    garland,
    jar,
    lemon,
    loaf,
    mug,
    oiltin,
    olives,
    pouch,
    soap,
)

POYRAZ, ZEYTIN = "Poyraz Kadın Balıkçılar", "Zeytindalı Kadın Girişimi"
CAMALTI, YAMAC, CAY = "Çamaltı Köy Sofrası", "Yamaç Kadın Kooperatifi", "Fındıklı Çay Bahçesi"

# slug: ground, surface, filling, colour, second colour, label, maker, weight, band, lid, lid colour
JARS = {
    "hamsi-bugulama": ("mist", "plain", "fish", "#b58c6a", None, "Hamsi|buğulama", POYRAZ, "400 g", SEA, "metal", "#0f4c75"),
    "midye-marine": ("sage", "wood", "chunks", "#d98a3a", "#f0c48a", "Midye|marine", POYRAZ, "300 g", RED, "metal", "#d8b45c"),
    "karides-sos": ("apricot", "plain", "jam", "#d4573a", None, "Karides|sosu", POYRAZ, "250 g", RED, "metal", "#23303b"),
    "uskumru-yag": ("dusk", "wood", "fish", "#9a7f6a", None, "Uskumru|yağda", POYRAZ, "350 g", SEA, "metal", "#e3c15f"),
    "deniz-fasulyesi": ("linen", "plain", "chunks", "#6f9450", "#b4cf86", "Deniz|fasulyesi", POYRAZ, "320 g", KELP, "metal", "#f1f1ec"),
    "sardalya-domates": ("clay", "plain", "fish", "#b5523a", None, "Domatesli|sardalya", POYRAZ, "380 g", RED, "metal", "#d8b45c"),
    "zeytin-ezmesi": ("linen", "wood", "jam", "#3c3a2c", None, "Zeytin|ezmesi", ZEYTIN, "190 g", OLV, "metal", "#e3c15f"),
    "biberli-zeytin": ("sage", "plain", "balls", "#7f8a3a", "#c2502f", "Biberli|zeytin", ZEYTIN, "400 g", RED, "metal", "#f1f1ec"),
    "kapari": ("mist", "plain", "balls", "#6f7f45", "#94a060", "Kapari", ZEYTIN, "180 g", KELP, "metal", "#23303b"),
    "recel-ayva": ("apricot", "plain", "jam", "#d9602a", None, "Ayva reçeli", ZEYTIN, "380 g", GOLD, "cloth", "#d98a2b"),
    "recel-kayisi": ("sand", "wood", "chunks", "#e8952a", "#f6bf5a", "Kayısı|reçeli", CAMALTI, "380 g", GOLD, "cloth", "#e09a3a"),
    "recel-visne": ("plum", "plain", "balls", "#8a1a2e", "#a82a40", "Vişne reçeli", CAMALTI, "380 g", RED, "cloth", "#9b2d3b"),
    "recel-cilek": ("linen", "plain", "balls", "#c22a32", "#d9484a", "Çilek reçeli", YAMAC, "380 g", RED, "cloth", "#d9626a"),
    "bal-cicek": ("mist", "wood", "honey", "#e0a828", None, "Çiçek balı", CAMALTI, "460 g", GOLD, "cloth", "#d6a032"),
    "bal-cam": ("sage", "plain", "honey", "#7a3f12", None, "Çam balı", YAMAC, "460 g", KELP, "cloth", "#5f7f4a"),
    "pekmez-uzum": ("clay", "wood", "honey", "#3a1a12", None, "Üzüm|pekmezi", CAMALTI, "640 g", PLUM, "cloth", "#6b3a5b"),
    "pekmez-dut": ("linen", "plain", "honey", "#2e1610", None, "Dut pekmezi", YAMAC, "640 g", PLUM, "metal", "#23303b"),
    "salca-domates": ("mist", "plain", "jam", "#c0301e", None, "Domates|salçası", CAMALTI, "650 g", RED, "cloth", "#c8482f"),
    "tursu-karisik": ("sand", "plain", "chunks", "#b7b04a", "#d9703a", "Karışık|turşu", CAMALTI, "650 g", KELP, "metal", "#e3c15f"),
    "tursu-biber": ("apricot", "wood", "chunks", "#7f9a3a", "#c9d27c", "Biber|turşusu", YAMAC, "650 g", KELP, "metal", "#f1f1ec"),
    "findik-ezmesi": ("linen", "wood", "honey", "#a8713a", None, "Fındık|ezmesi", CAY, "300 g", GOLD, "metal", "#23303b"),
    "kavurma-ot": ("sage", "plain", "chunks", "#5f7f3f", "#8fae66", "Ege otları|kavurması", YAMAC, "300 g", KELP, "metal", "#d8b45c"),
}
BOTTLES = {
    "zeytinyagi-limonlu": ("apricot", "#d6c24a", "Limonlu|zeytinyağı", ZEYTIN, "250 ml", OLV, False, "cork"),
    "zeytinyagi-kekikli": ("linen", "#a8a23a", "Kekikli|zeytinyağı", ZEYTIN, "250 ml", KELP, False, "cork"),
    "sirke-uzum": ("plum", "#7a2a3a", "Üzüm sirkesi", CAMALTI, "500 ml", PLUM, True, "cork"),
    "gul-suyu": ("clay", "#e8b6c2", "Gül suyu", YAMAC, "250 ml", "#9b2d50", True, "#b4476b"),
    "serbet-visne": ("mist", "#a81a34", "Vişne şerbeti", CAMALTI, "500 ml", RED, True, "#7d2333"),
    "serbet-koruk": ("sage", "#b8c46a", "Koruk suyu", ZEYTIN, "500 ml", OLV, True, "cork"),
    "limon-sosu": ("sand", "#e0cf4a", "Limon ekşisi", ZEYTIN, "250 ml", GOLD, True, "#d9b43a"),
}
POUCHES = {
    "eriste": ("linen", "Erişte", CAMALTI, "500 g", GOLD, "chunks", "#e6c98a"),
    "bulgur": ("sand", "Siyez bulguru", CAMALTI, "1 kg", RED, "balls", "#a8743a"),
    "kuskus": ("apricot", "Köy kuskusu", CAMALTI, "500 g", GOLD, "balls", "#e0c28a"),
    "fasulye": ("mist", "Kuru fasulye", YAMAC, "1 kg", SEA, "balls", "#efe6d2"),
    "barbunya": ("clay", "Barbunya", YAMAC, "1 kg", RED, "balls", "#b5707a"),
    "pul-biber": ("sage", "Pul biber", YAMAC, "200 g", RED, "chunks", "#b5301e"),
    "sumak": ("plum", "Sumak", YAMAC, "150 g", PLUM, "balls", "#7a1f34"),
    "kuru-nane": ("linen", "Kuru nane", YAMAC, "60 g", KELP, "chunks", "#5f7f45"),
    "cay-yesil": ("mist", "Yeşil çay", CAY, "250 g", KELP, "chunks", "#7f9a4a"),
    "cay-beyaz": ("sand", "Beyaz çay", CAY, "50 g", GOLD, "chunks", "#c9c2a0"),
    "findik-kavrulmus": ("apricot", "Kavrulmuş|fındık", CAY, "500 g", GOLD, "balls", "#a8743a"),
    "misir-unu": ("sage", "Mısır unu", CAY, "1 kg", GOLD, "balls", "#e8c45a"),
    "kuru-uzum": ("dusk", "Kuru üzüm", YAMAC, "500 g", PLUM, "balls", "#5a2f2a"),
    "kuru-kayisi": ("linen", "Gün kurusu|kayısı", YAMAC, "500 g", GOLD, "chunks", "#a8682a"),
    "papatya": ("clay", "Papatya", YAMAC, "50 g", GOLD, "balls", "#f0dc7a"),
    "kusburnu": ("sand", "Kuşburnu", CAMALTI, "200 g", RED, "balls", "#a8301e"),
}
SOAPS = {
    "sabun-defne": ("sage", "#8fa06a", "#4f6a3a", "Defneli", KELP),
    "sabun-bal": ("sand", "#e0b45a", "#a8742a", "Ballı", GOLD),
    "sabun-kil": ("linen", "#b8a890", "#7a6a55", "Killi", "#7a5a3a"),
    "sabun-gul": ("plum", "#e0a8b8", "#9b2d50", "Güllü", "#9b2d50"),
    "sabun-zeytin-yesil": ("mist", "#7f8f4a", "#4a5a2a", "Defne zeytin", OLV),
}
DRAPES = {
    "pestemal-hardal": ("sand", "#d6a23a", "#fbf3e0"),
    "pestemal-zeytin": ("linen", "#7f8a55", "#f3efe0"),
    "atki-lacivert": ("apricot", "#2a3f63", "#e7c77c"),
    "masa-ortusu": ("mist", "#f1ece0", "#b5452f"),
    "yastik-kilifi": ("clay", "#8c4a3a", "#e9dcc3"),
}


def _jar(key, row):
    ground, surface, filling, colour, second, label, maker, weight, band, lid, lid_colour = row
    more = {"c2": second} if second and filling in {"balls", "chunks"} else {}

    @p(key, ground, surface)
    def draw(a):
        jar(a, 400, 850, 1.24, colour, filling, label, maker, weight, band, lid, lid_colour, **more)
        if sum(map(ord, key)) % 3 == 0:
            a.add(a.sprig(650, 900, 140, -30, "#7d9160", 7, 40, 0.2))


def _bottle(key, row):
    ground, colour, label, maker, weight, band, clear, cap = row

    @p(key, ground, crop="0 0 800 1000")
    def draw(a):
        bottle(a, 400, 870, 1.2, colour, label, maker, weight, band, clear=clear, cap=cap)
        if "limon" in key:
            lemon(a, 620, 890, 54)
        elif "zeytin" in key:
            olives(a, 570, 900, 3)


def _pouch(key, row):
    ground, label, maker, weight, band, window, colour = row

    @p(key, ground)
    def draw(a):
        pouch(a, 400, 880, 1.3, label, maker, weight, band, window=window, wc=colour)
        if sum(map(ord, key)) % 2:
            crumbs(a, 610, 930, 90, colour, 16, 7)


def _soap(key, row):
    ground, colour, speck, label, band = row

    @p(key, ground)
    def draw(a):
        soap(a, colour, speck, name=label, sub="el yapımı sabun", band=band)


def _drape(key, row):
    ground, colour, stripe = row

    @p(key, ground, horizon=1000)
    def draw(a):
        at = (sum(map(ord, key)) % 5) / 100
        stripes = [(0.1 + at, 0.05, stripe), (0.18 + at, 0.012, stripe), (0.8, 0.012, stripe), (0.86, 0.05, stripe)]
        drape(a, 190, 170, 420, 600, colour, stripes, stripe)


for table, maker_of in ((JARS, _jar), (BOTTLES, _bottle), (POUCHES, _pouch), (SOAPS, _soap), (DRAPES, _drape)):
    for slug, values in table.items():
        maker_of(slug, values)


@p("levrek", "linen", "wood", horizon=330)
def _(a):
    from kinds import fish_board

    fish_board(a, "fresh", 1)


@p("hamsi-taze", "mist", "wood", horizon=330)
def _(a):
    from kinds import fish_board

    fish_board(a, "fresh", 3)


@p("fume-uskumru", "sand", "wood", horizon=330)
def _(a):
    from kinds import fish_board

    fish_board(a, "smoked", 3)


@p("tuz-ince", "linen")
def _(a):
    bowl(a, 400, 860, 250, "#3f7590", "heap", "#f7f4ee", 4, 900, "#5f8fa3")


@p("tuz-otlu", "sage")
def _(a):
    bowl(a, 400, 860, 240, "#d9c3a4", "heap", "#cfd6b8", 6, 700, "#b58a5a")


@p("zeytinyagi-teneke-3", "sage", crop="50 90 710 887")
def _(a):
    oiltin(a, 400, 870, 1.3, "Zeytinyağı", ZEYTIN, "3 litre", "#e4ead4", KELP)


@p("susam-tane", "dusk")
def _(a):
    bowl(a, 400, 850, 240, "#e9e4d8", "heap", "#e6cf9a", 6, 600, "#f3efe4")


@p("ceviz", "clay")
def _(a):
    basket(a, 400, 860, 250, 150, "#c8965a", "#8a5a2f", False, 0.86, 8)
    for x, y in ((300, 690), (400, 670), (500, 690), (350, 720), (450, 722), (400, 730)):
        a.add(a.ball(x, y, 48, "#a8793f"))


@p("domates-kuru", "apricot", horizon=1000)
def _(a):
    garland(a, ["#a82a1e", "#b8402a", "#8f1d1b", "#c2502f"])


@p("biber-kapya", "mist", horizon=1000)
def _(a):
    garland(a, ["#b8301e", "#c2402a", "#d9603a", "#a82418"])


@p("lavanta", "linen", horizon=1000)
def _(a):
    bundle(a, 390, 250, "#8f9a82", 460, 17, 30, 0.2, "#7f62a8", tag=("Lavanta", "Yamaç Kadın Koop."))


@p("biberiye", "sand", horizon=1000)
def _(a):
    bundle(a, 390, 250, "#5f7f62", 460, 15, 34, 0.18, tag=("Biberiye", "Zeytindalı"))


@p("bez-torba", "sage")
def _(a):
    folded(a, 400, 860, 420, [("#efe6d2", [(0.3, 0.06, "#0f4c75")]), ("#e6d8bc", [(0.5, 0.04, "#b5452f")])], 110)


@p("mutfak-bezi", "mist")
def _(a):
    folded(a, 400, 860, 440, [("#f3efe4", [(0.2, 0.05, "#2b6a45"), (0.4, 0.02, "#2b6a45")]), ("#e9eef0", [(0.6, 0.05, "#b9791a")]), ("#d9e2d0", [(0.3, 0.03, "#5d6b2c")])], 96)


@p("bebek-battaniyesi", "apricot")
def _(a):
    folded(a, 400, 860, 450, [("#f0d9c8", [(0.3, 0.05, "#d98a6a")]), ("#e9eef0", [(0.5, 0.05, "#7fa9b8")])], 120)


@p("sepet-kapakli", "apricot")
def _(a):
    basket(a, 400, 860, 245, 260, "#cfa468", "#9a6a3a", False, 0.92, 10)


@p("sepet-meyve", "linen", "wood")
def _(a):
    basket(a, 400, 860, 270, 130, "#c08a4a", "#7a4f28", False, 0.8, 7)
    for x, y, c in ((300, 700, "#c2502f"), (400, 680, "#d9a02e"), (500, 700, "#7f9a3a"), (350, 735, "#d9703a"), (450, 735, "#b8301e")):
        a.add(a.ball(x, y, 56, c))


@p("ekmek-koy", "dusk", "wood")
def _(a):
    board(a, 150, 800, 500, 90)
    loaf(a, 400, 760, 210, 110, -4)


@p("kase-kucuk", "sage")
def _(a):
    bowl(a, 400, 860, 200, "#cfae8a", None, glaze="#7f9a7a", h=0.62)


@p("tabak", "sand", "wood")
def _(a):
    bowl(a, 400, 870, 290, "#e4d6bf", None, glaze="#3f7d95", h=0.28)


@p("kupa-kum", "mist")
def _(a):
    mug(a, 370, 850, 165, 320, "#d9c3a4", "#b5603f")


@p("vazo", "clay")
def _(a):
    mug(a, 400, 860, 150, 420, "#cfae8a", "#5f8fa3")


@p("mum-kisa", "linen", "wood")
def _(a):
    candle(a, 400, 870, 150, 230, "#e2b04a")


@p("yer-ortusu", "mist", "wood")
def _(a):
    cloth(a, 400, 860, 520, 300, "#e9dcc3", "#9c3b2e")
    basket(a, 400, 830, 180, 200, "#c8965a", "#3a6480")
