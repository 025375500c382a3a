"""The makers, shelves and identity of the demo cooperative. Everything here is made up."""

from typing import Any

OPERATOR = {
    "operator.shop_name": "Mavi İmece",
    "recently_viewed": True,
    "operator.legal_name": "S.S. Mavi İmece Kooperatifi (örnek kuruluş)",
    "transfer_holder": "S.S. Mavi İmece Kooperatifi (örnek kuruluş)",
    "transfer_bank": "Örnek Banka",
    "transfer_iban": "TR960006100000000000000001",
    "operator.mersis": "0000000000000017",
    "operator.tax_office": "Urla",
    "operator.address": "İskele Mah. Fener Sok. 4, Urla, İzmir",
    "operator.phone": "+90 232 000 00 00",
    "operator.email": "yardim@example.org",
    "operator.kep": "mavi.imece@kep.example.org",
    "operator.hours": "09.00–18.00",
    "checkpoint_to": "denetim@example.org",
    "strip_notice_tr": "Mart avı açıldı: taze palamut perşembeye kadar.",
    "strip_notice_en": "The spring catch is in: fresh bonito until Thursday.",
}

AEGEAN = (35, 45, 9, 48, 20, 10, 16, 34, 41, 6, 26, 43, 3, 64)  # plates the cold chain reaches
EVERYWHERE: tuple[int, ...] = ()


def _carrier(fee: int, free: int, vat: int = 2000) -> dict[str, object]:
    return {
        "kind": "carrier",
        "name": {"tr": "Deniz Kargo", "en": "Deniz Kargo"},
        "carrier": "Deniz Kargo",
        "fee_minor": fee,
        "free_from_minor": free,
        "vat_bp": vat,
        "provinces": list(EVERYWHERE),
    }


BY_WEIGHT = _carrier(7500, 80000) | {
    "tariff": [
        {"provinces": [], "bands": [[1000, 7500], [5000, 11900], [None, 17900]]},
        {"provinces": [30, 65, 73], "bands": [[1000, 9900], [5000, 15900], [None, 23900]]},
    ],
}
VAN = {
    "kind": "own",
    "name": {"tr": "Kendi aracımız", "en": "Our own van"},
    "carrier": None,
    "fee_minor": 3000,
    "free_from_minor": 50000,
    "vat_bp": 2000,
    "coverage": "only",
    "provinces": [],
    "districts": ["10:Ayvalık", "10:Gömeç", "10:Burhaniye"],
    "weekdays": [2, 5],
}
COLD = {
    "kind": "carrier",
    "name": {"tr": "Soğuk zincir kargo", "en": "Cold chain carrier"},
    "carrier": "Buz Kargo",
    "fee_minor": 14900,
    "free_from_minor": 150000,
    "vat_bp": 2000,
    "coverage": "only",
    "provinces": list(AEGEAN),
    "cold_chain": True,
}
STALL = {
    "kind": "collection",
    "name": {"tr": "İskeledeki tezgâhtan teslim", "en": "Collect at the jetty stall"},
    "carrier": None,
    "fee_minor": 0,
    "free_from_minor": None,
    "vat_bp": 2000,
    "provinces": [],
    "address": "İskele Mah. Balıkçı Barınağı, Urla, İzmir",
    "hours": {"tr": "Her gün 08.00–13.00", "en": "Daily 08:00–13:00"},
}

MAKERS: dict[str, dict[str, Any]] = {
    "poyraz": {
        "name": "Poyraz Kadın Balıkçılar",
        "title": "S.S. Poyraz Kadın Balıkçılar Kooperatifi",
        "kind": "legal_person",
        "mersis": "0000000000000025",
        "contact_person": "Hatice Denizer",
        "iban": "TR200006100000000000000011",
        "place": ("İskele Mah. Ağcılar Sok. 9", "İzmir", "Urla"),
        "founded": 2017,
        "picture": "s_boat",
        "texts": {
            "tr": {
                "tagline": "Denize çıkarız, tuzlarız, kavanozlarız.",
                "story": "On bir kadının kurduğu bir balıkçı kooperatifi. Palamudu kendi teknelerimizle tutuyor, lakerdayı iskeledeki atölyede elle diziyoruz.",
            },
            "en": {
                "tagline": "We go out, we salt, we fill the jars.",
                "story": "A fishing cooperative founded by eleven women. We catch bonito from our own boats and lay the lakerda by hand in the workshop on the jetty.",
            },
        },
        "delivery": (_carrier(7900, 90000), COLD, STALL),
    },
    "zeytin": {
        "name": "Zeytindalı Kadın Girişimi",
        "title": "S.S. Zeytindalı Kadın Girişimi Üretim Kooperatifi",
        "kind": "legal_person",
        "mersis": "0000000000000033",
        "contact_person": "Nermin Dallı",
        "iban": "TR900006100000000000000012",
        "place": ("Cunda Yolu 41", "Balıkesir", "Ayvalık"),
        "founded": 2015,
        "picture": "s_olive",
        "texts": {
            "tr": {
                "tagline": "Kırk hanenin zeytini, tek sıkım.",
                "story": "Kendi ağaçlarımızın zeytinini toplandığı gün sıkıyoruz; sabunu sıkımdan kalanla kaynatıyoruz.",
            },
            "en": {
                "tagline": "The olives of forty homes, one press.",
                "story": "We press the olives of our own trees on the day they are picked, and boil soap from what remains.",
            },
        },
        "delivery": (_carrier(6900, 75000), VAN),
    },
    "camalti": {
        "name": "Çamaltı Köy Sofrası",
        "title": "Çamaltı Köyü Kadınları Kalkınma Kooperatifi",
        "kind": "legal_person",
        "mersis": "0000000000000041",
        "contact_person": "Gülsüm Çam",
        "iban": "TR630006100000000000000013",
        "place": ("Çamaltı Köyü 12", "Kastamonu", "Taşköprü"),
        "founded": 2019,
        "picture": "s_village",
        "texts": {
            "tr": {
                "tagline": "Kazanımız odunla kaynar.",
                "story": "Tarhanamız üç hafta mayalanır, salçamız damda güneşlenir. Köyün ortak mutfağında on dört kadın çalışıyoruz.",
            },
            "en": {
                "tagline": "Our pans boil over wood.",
                "story": "Our tarhana ferments for three weeks, our pepper paste sees the sun on the roof. Fourteen of us work in the village's shared kitchen.",
            },
        },
        "delivery": (BY_WEIGHT,),
    },
    "yamac": {
        "name": "Yamaç Kadın Kooperatifi",
        "title": "S.S. Yamaç Kadın Girişimi Kooperatifi",
        "kind": "legal_person",
        "mersis": "0000000000000058",
        "contact_person": "Emine Yamaç",
        "iban": "TR360006100000000000000014",
        "place": ("Yamaç Mah. 3", "Muğla", "Milas"),
        "founded": 2016,
        "picture": "s_village",
        "texts": {
            "tr": {
                "tagline": "Dağdan topladığımızı kurutur, örer, öğütürüz.",
                "story": "Kekiği temmuzda biçer, sepeti kışın öreriz. Ne sattığımızı kimin topladığı yazılıdır.",
            },
            "en": {
                "tagline": "We dry, weave and mill what the hillside gives.",
                "story": "We cut thyme in July and weave baskets in winter. Who gathered what we sell is written down.",
            },
        },
        "delivery": (_carrier(7500, 80000),),
    },
    "cay": {
        "name": "Fındıklı Çay Bahçesi",
        "title": "Fındıklı Çay Üreticileri, Ayşe Bulut",
        "kind": "taxpayer",
        "mersis": None,
        "contact_person": "Ayşe Bulut",
        "iban": "TR090006100000000000000015",
        "place": ("Çaylık Köyü 7", "Rize", "Fındıklı"),
        "founded": 2020,
        "picture": "s_tea",
        "texts": {
            "tr": {
                "tagline": "Bulutun altında, elle toplanan çay.",
                "story": "Beş dönüm bahçe, üç kuşak. Çayı makasla değil elle topluyor, kendi atölyemizde kıvırıyoruz.",
            },
            "en": {
                "tagline": "Tea picked by hand, under the clouds.",
                "story": "Half a hectare and three generations. We pick by hand, not with shears, and roll the leaf in our own workshop.",
            },
        },
        "delivery": (_carrier(8900, 70000),),
    },
    "kiyi": {
        "name": "Kıyı Dokuma Evi",
        "title": "Kıyı Dokuma Evi, Sevgi Kayalı",
        "kind": "exempt_artisan",
        "mersis": None,
        "contact_person": "Sevgi Kayalı",
        "iban": "TR790006100000000000000016",
        "place": ("Çarşı İçi 7", "Denizli", "Buldan"),
        "founded": 2014,
        "picture": "s_loom",
        "texts": {
            "tr": {
                "tagline": "Kara tezgâhta pamuk, çarkta kil.",
                "story": "Buldan bezini annemizden, çömleği komşumuzdan öğrendik. Her parça elden çıkar, her biri biraz başkadır.",
            },
            "en": {
                "tagline": "Cotton on the wooden loom, clay on the wheel.",
                "story": "We learnt weaving from our mother and pottery from our neighbour. Every piece leaves our hands, each a little different.",
            },
        },
        "delivery": (_carrier(5900, 100000),),
    },
}

# key: parent, slug, Turkish and English name, Turkish and English lead, picture
SHELVES = {
    "denizden": (
        None,
        "denizden",
        ("Denizden", "From the sea"),
        (
            "Bu sabah ağdan, geçen kış tuzdan.",
            "This morning from the net, last winter from the salt.",
        ),
        "palamut",
    ),
    "tuzlu-balik": (
        "denizden",
        "tuzlu-ve-kavanozda-balik",
        ("Tuzlu ve kavanozda", "Cured and in jars"),
        ("Tuzda, yağda, sirkede bekleyenler.", "What waits in salt, oil and vinegar."),
        "lakerda",
    ),
    "taze-balik": (
        "denizden",
        "taze-ve-fume-balik",
        ("Taze ve füme", "Fresh and smoked"),
        ("Soğuk zincirle, yakın illere.", "By cold chain, to the nearer provinces."),
        "fume",
    ),
    "deniz-tuzu": (
        "denizden",
        "tuz-ve-kiyi-otlari",
        ("Tuz ve kıyı otları", "Salt and shore herbs"),
        ("Tuzladan ve kumsaldan.", "From the salt pans and the beach."),
        "tuz",
    ),
    "zeytin-ve-yag": (
        None,
        "zeytin-ve-yag",
        ("Zeytin ve yağ", "Olives and oil"),
        (
            "Toplandığı gün sıkılan, kırılan, ezilen.",
            "Pressed, cracked and crushed on the day of picking.",
        ),
        "zeytin-yesil",
    ),
    "zeytinyagi": (
        "zeytin-ve-yag",
        "zeytinyagi",
        ("Zeytinyağı", "Olive oil"),
        ("Şişede ve tenekede.", "In bottles and tins."),
        "zeytinyagi",
    ),
    "zeytin": (
        "zeytin-ve-yag",
        "zeytin",
        ("Zeytin", "Olives"),
        ("Yeşili, siyahı, ezmesi.", "Green, black, and in paste."),
        "zeytin-siyah",
    ),
    "eksi-sirke": (
        "zeytin-ve-yag",
        "eksi-ve-sirke",
        ("Ekşi, sirke, şerbet", "Vinegars and cordials"),
        ("Salatanın ve yazın tadı.", "The taste of salads and of summer."),
        "nar-eksisi",
    ),
    "kiler": (
        None,
        "kiler",
        ("Kiler", "Pantry"),
        (
            "Kışa hazırlananlar: kaynatılan reçel, mayalanan tarhana, kurutulan ot.",
            "Made ready for winter: jams boiled, tarhana fermented, herbs dried.",
        ),
        "bal",
    ),
    "recel-bal": (
        "kiler",
        "recel-ve-bal",
        ("Reçel, bal, pekmez", "Jam, honey, molasses"),
        ("Küçük kazanlardan.", "From small pans."),
        "recel-incir",
    ),
    "bakliyat": (
        "kiler",
        "bakliyat-ve-tarhana",
        ("Bakliyat, tarhana, salça", "Pulses, tarhana, pastes"),
        ("Tencerenin temeli.", "What a pot begins with."),
        "tarhana",
    ),
    "baharat-ot": (
        "kiler",
        "baharat-ot-kuru-meyve",
        ("Baharat, ot, kuru meyve", "Spices, herbs, dried fruit"),
        ("Gölgede kuruyan, ipe dizilen.", "Dried in the shade, threaded on strings."),
        "kuru-biber",
    ),
    "cay": (
        "kiler",
        "cay",
        ("Çay", "Tea"),
        ("Elle toplanan üç hasat.", "Three harvests, picked by hand."),
        "cay",
    ),
    "sabun-ve-bakim": (
        None,
        "sabun-ve-bakim",
        ("Sabun ve bakım", "Soap and care"),
        (
            "Altı ay bekleyen kalıplar, petekten mumlar.",
            "Bars cured for six months, candles from the comb.",
        ),
        "sabun-lavanta",
    ),
    "sabun": (
        "sabun-ve-bakim",
        "sabun",
        ("Sabun", "Soap"),
        ("Zeytinyağından.", "From olive oil."),
        "sabun",
    ),
    "mum": ("sabun-ve-bakim", "mum", ("Mum", "Candles"), ("Balmumundan.", "From beeswax."), "mum"),
    "dokuma": (
        None,
        "dokuma",
        ("Dokuma", "Weaving"),
        ("Kara tezgâhta dokunan, elde bükülen.", "Woven on wooden looms, spun by hand."),
        "pestemal-mercan",
    ),
    "pestemal": (
        "dokuma",
        "dokuma-pestemal-ve-havlu",
        ("Peştemal ve havlu", "Peshtemals and towels"),
        ("Kuruyan, kurutan.", "They dry, and dry quickly."),
        "pestemal",
    ),
    "ev-dokuma": (
        "dokuma",
        "dokuma-ev-ve-giyim",
        ("Ev ve giyim", "Home and wear"),
        ("Sofraya, omuza, duvara.", "For table, shoulders and wall."),
        "kilim",
    ),
    "sepet-ve-seramik": (
        None,
        "sepet-ve-seramik",
        ("Sepet ve seramik", "Baskets and pottery"),
        ("Söğütten ve kilden.", "Of willow and of clay."),
        "kase-uclu",
    ),
    "sepet-orgu": (
        "sepet-ve-seramik",
        "sepet",
        ("Sepet", "Baskets"),
        ("Kışın örülür.", "Woven in winter."),
        "sepet-pazar",
    ),
    "seramik": (
        "sepet-ve-seramik",
        "seramik",
        ("Seramik", "Pottery"),
        ("Çarkta, elde.", "On the wheel, by hand."),
        "kupa",
    ),
    "denizde-gun": (
        "denizden",
        "denizde-bir-gun",
        ("Denizde bir gün", "A day at sea"),
        ("Ağ çekmeye, gün doğarken.", "Hauling nets at sunrise."),
        "tekne-turu",
    ),
    "koli-defter": (
        "kiler",
        "koli-ve-defter",
        ("Koli ve defter", "Boxes and notebooks"),
        ("Ayda bir gelen koliler, indirilen defterler.", "Monthly boxes, notebooks to download."),
        "koli-mevsim",
    ),
    "ahsap": (
        "sepet-ve-seramik",
        "ahsap-ve-isik",
        ("Ahşap ve ışık", "Wood and light"),
        ("Kesilen, kazınan, örülen, aydınlatan.", "Cut, carved, woven, and giving light."),
        "tahta-isimli",
    ),
}

CARRIERS = {
    "Deniz Kargo": "https://kargo.example.org/izle?no={no}",
    "Buz Kargo": "https://buz.example.org/{no}",
}
