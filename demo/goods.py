"""The goods of the demo cooperative, one line each.

A line: key, maker, category, Turkish and English name, Turkish and English lead, what it is made
of (Turkish, English), variants as (amount, unit, price in lira, stock), and options.
"""

from dataclasses import dataclass, field

Sizes = tuple[tuple[int, str, int, int], ...]


@dataclass(frozen=True)
class Good:
    """One product of the demo shop."""

    key: str
    maker: str
    shelf: str
    name: tuple[str, str]
    lead: tuple[str, str]
    made_of: tuple[str, str]
    sizes: Sizes
    kind: str = "food"
    wd: str = "none"
    cold: bool = False
    days: int = 4
    translated: bool = True
    shelf_life: int | None = None
    extra: tuple[tuple[str, str, str, str], ...] = field(default_factory=tuple)


def g(key, maker, shelf, tr, en, lead_tr, lead_en, of_tr, of_en, *sizes, **more):  # type: ignore[no-untyped-def]
    """A line of the list."""
    return Good(key, maker, shelf, (tr, en), (lead_tr, lead_en), (of_tr, of_en), sizes, **more)


GOODS = (
    # Denizden: kuru, tuzlu, yağda
    g("lakerda", "poyraz", "tuzlu-balik", "Lakerda", "Lakerda, cured bonito", "Bahar palamudundan, iri tuzda on gün, zeytinyağında kırk gün.", "Spring bonito: ten days in coarse salt, forty in olive oil.", "Palamut, zeytinyağı, deniz tuzu, defne. Alerjen: balık", "Bonito, olive oil, sea salt, bay. Allergen: fish", (350, "g", 245, 34), (700, "g", 460, 12), wd="c2"),
    g("ciroz", "poyraz", "tuzlu-balik", "Çiroz, beşli bağ", "Çiroz, five dried mackerel", "Rüzgârda kurutulmuş uskumru; ızgarada ısıtıp dövün, sirkeyle yiyin.", "Wind-dried mackerel; warm it on the grill, beat it, eat it with vinegar.", "Uskumru, tuz. Alerjen: balık", "Mackerel, salt. Allergen: fish", (5, "piece", 210, 18)),
    g("tuzlu-hamsi", "poyraz", "tuzlu-balik", "Tuzlu hamsi", "Salted anchovies", "Karadeniz hamsisi, kat kat tuzda üç ay.", "Black Sea anchovies, three months between layers of salt.", "Hamsi, deniz tuzu. Alerjen: balık", "Anchovy, sea salt. Allergen: fish", (400, "g", 165, 40), (800, "g", 310, 15)),
    g("ancuez", "poyraz", "tuzlu-balik", "Ançuez", "Anchovy fillets in oil", "Elde ayıklanmış fileto; makarnaya, pizzaya, ekmeğe.", "Fillets cleaned by hand; for pasta, pizza or bread.", "Hamsi, zeytinyağı, tuz. Alerjen: balık", "Anchovy, olive oil, salt. Allergen: fish", (200, "g", 185, 26), (400, "g", 345, 10)),
    g("uskumru-yag", "poyraz", "tuzlu-balik", "Yağda uskumru", "Mackerel in oil", "İri parçalar, defne ve tane karabiber.", "Large pieces with bay leaf and peppercorns.", "Uskumru, ayçiçek yağı, tuz, defne. Alerjen: balık", "Mackerel, sunflower oil, salt, bay. Allergen: fish", (350, "g", 190, 21)),
    g("sardalya-domates", "poyraz", "tuzlu-balik", "Domatesli sardalya", "Sardines in tomato", "Yaz sardalyası, tarla domatesiyle kavanozda.", "Summer sardines with field tomatoes, in the jar.", "Sardalya, domates, zeytinyağı, tuz. Alerjen: balık", "Sardine, tomato, olive oil, salt. Allergen: fish", (380, "g", 175, 19)),
    g("hamsi-bugulama", "poyraz", "tuzlu-balik", "Hamsi buğulama", "Steamed anchovies", "Limonlu, maydanozlu; ısıtıp sofraya.", "With lemon and parsley; warm it and serve.", "Hamsi, limon, maydanoz, zeytinyağı, tuz. Alerjen: balık", "Anchovy, lemon, parsley, olive oil, salt. Allergen: fish", (400, "g", 170, 15)),
    g("havyar", "poyraz", "tuzlu-balik", "Kefal yumurtası", "Grey mullet roe", "Dalyan kefalinden, balmumsuz, küçük kavanozda.", "From lagoon mullet, without wax, in a small jar.", "Kefal yumurtası, tuz. Alerjen: balık", "Mullet roe, salt. Allergen: fish", (100, "g", 290, 3)),
    g("karides-sos", "poyraz", "tuzlu-balik", "Karides sosu", "Shrimp sauce", "Makarnanın yanına, pirinç pilavının üstüne.", "Beside pasta, on top of rice.", "Karides, domates, sarımsak, zeytinyağı. Alerjen: kabuklu", "Shrimp, tomato, garlic, olive oil. Allergen: crustaceans", (250, "g", 155, 22)),
    g("midye-marine", "poyraz", "tuzlu-balik", "Marine midye", "Marinated mussels", "Sirke, defne ve hardal tanesiyle.", "With vinegar, bay leaf and mustard seed.", "Midye, sirke, zeytinyağı, hardal. Alerjen: yumuşakça, hardal", "Mussels, vinegar, olive oil, mustard. Allergens: molluscs, mustard", (300, "g", 165, 17)),
    g("corba", "poyraz", "tuzlu-balik", "Balık çorbası", "Fish soup", "İskorpit suyuyla, iki kişilik.", "On scorpion-fish stock, for two.", "Balık suyu, patates, havuç, kereviz. Alerjen: balık, kereviz", "Fish stock, potato, carrot, celery. Allergens: fish, celery", (660, "g", 155, 24)),
    g("tuz", "poyraz", "deniz-tuzu", "Deniz tuzu, iri", "Sea salt, coarse", "Güneşte kurur, elle toplanır.", "Dried by the sun, raked by hand.", "Deniz tuzu", "Sea salt", (500, "g", 60, 80), (1000, "g", 105, 44)),
    g("tuz-ince", "poyraz", "deniz-tuzu", "Deniz tuzu, ince", "Sea salt, fine", "Aynı tuzlanın değirmende çekilmişi.", "The same salt, milled.", "Deniz tuzu", "Sea salt", (500, "g", 65, 61)),
    g("tuz-otlu", "poyraz", "deniz-tuzu", "Otlu deniz tuzu", "Herb sea salt", "Kekik, biberiye ve limon kabuğuyla.", "With thyme, rosemary and lemon peel.", "Deniz tuzu, kekik, biberiye, limon kabuğu", "Sea salt, thyme, rosemary, lemon peel", (200, "g", 75, 38), (400, "g", 135, 16)),
    g("tursu", "poyraz", "deniz-tuzu", "Deniz börülcesi turşusu", "Pickled samphire", "Kıyıdan toplanır, sirkede bekler.", "Picked on the shore, rested in vinegar.", "Deniz börülcesi, sirke, sarımsak, tuz", "Samphire, vinegar, garlic, salt", (650, "g", 130, 25)),
    g("deniz-fasulyesi", "poyraz", "deniz-tuzu", "Deniz fasulyesi", "Sea beans in oil", "Zeytinyağlı, limonlu; mezeye hazır.", "In olive oil and lemon, ready for the meze table.", "Deniz fasulyesi, zeytinyağı, limon, sarımsak", "Sea beans, olive oil, lemon, garlic", (320, "g", 115, 20)),
    # Denizden: taze, soğuk zincir
    g("palamut", "poyraz", "taze-balik", "Taze palamut, bir çift", "Fresh bonito, a pair", "Sabah iskeleye çıkan, akşam yola çıkar.", "On the jetty in the morning, on the road by evening.", "Palamut. Alerjen: balık", "Bonito. Allergen: fish", (1100, "g", 340, 9), wd="c", cold=True, days=2, shelf_life=3),
    g("levrek", "poyraz", "taze-balik", "Taze levrek", "Fresh sea bass", "Oltayla; ayıklanmış, buzda.", "Line-caught, cleaned, on ice.", "Levrek. Alerjen: balık", "Sea bass. Allergen: fish", (800, "g", 420, 6), wd="c", cold=True, days=2, shelf_life=3),
    g("barbun", "poyraz", "taze-balik", "Taze barbun", "Fresh red mullet", "Küçük teknelerden, günlük.", "From small boats, day by day.", "Barbun. Alerjen: balık", "Red mullet. Allergen: fish", (500, "g", 390, 5), wd="c", cold=True, days=2, shelf_life=3),
    g("hamsi-taze", "poyraz", "taze-balik", "Taze hamsi", "Fresh anchovies", "Ayıklanmış, tavaya hazır.", "Cleaned, ready for the pan.", "Hamsi. Alerjen: balık", "Anchovy. Allergen: fish", (500, "g", 140, 0), wd="c", cold=True, days=2, shelf_life=2),
    g("fume", "poyraz", "taze-balik", "Füme palamut", "Smoked bonito", "Meşe talaşında ağır ağır.", "Slowly, over oak.", "Palamut, tuz, meşe dumanı. Alerjen: balık", "Bonito, salt, oak smoke. Allergen: fish", (400, "g", 320, 14), wd="c", cold=True, days=3, shelf_life=14),
    g("fume-uskumru", "poyraz", "taze-balik", "Füme uskumru", "Smoked mackerel", "Kahvaltıya, salataya; dilimlemesi kolay.", "For breakfast and salads; easy to slice.", "Uskumru, tuz, kayın dumanı. Alerjen: balık", "Mackerel, salt, beech smoke. Allergen: fish", (300, "g", 260, 11), wd="c", cold=True, days=3, shelf_life=14),
    # Zeytin ve yağ
    g("zeytinyagi", "zeytin", "zeytinyagi", "Erken hasat zeytinyağı", "Early harvest olive oil", "Ekim zeytininden soğuk sıkım; meyvemsi, biraz acı.", "Cold-pressed October olives; fruity and a little bitter.", "Naturel sızma zeytinyağı", "Extra virgin olive oil", (500, "ml", 275, 40), (750, "ml", 385, 33)),
    g("zeytinyagi-teneke", "zeytin", "zeytinyagi", "Naturel sızma zeytinyağı, teneke", "Extra virgin olive oil, tin", "Bütün kış yeter.", "Enough for a whole winter.", "Naturel sızma zeytinyağı", "Extra virgin olive oil", (5000, "ml", 1890, 16)),
    g("zeytinyagi-teneke-3", "zeytin", "zeytinyagi", "Olgun hasat zeytinyağı, teneke", "Ripe harvest olive oil, tin", "Yumuşak içimli, yemeklik.", "Mild, for cooking.", "Zeytinyağı", "Olive oil", (3000, "ml", 1120, 12)),
    g("zeytinyagi-limonlu", "zeytin", "zeytinyagi", "Limonlu zeytinyağı", "Lemon olive oil", "Zeytinle birlikte sıkılmış limon.", "Lemons pressed together with the olives.", "Zeytinyağı, limon", "Olive oil, lemon", (250, "ml", 190, 22), (500, "ml", 345, 9)),
    g("zeytinyagi-kekikli", "zeytin", "zeytinyagi", "Kekikli zeytinyağı", "Thyme olive oil", "Ekmek banmak için.", "To dip bread in.", "Zeytinyağı, kekik", "Olive oil, thyme", (250, "ml", 180, 4)),
    g("zeytin-yesil", "zeytin", "zeytin", "Kırma yeşil zeytin", "Cracked green olives", "Taşla kırılır, limonla tatlanır.", "Cracked with a stone, sweetened with lemon.", "Zeytin, su, tuz, limon", "Olives, water, salt, lemon", (700, "g", 175, 30), (1400, "g", 330, 12)),
    g("zeytin-siyah", "zeytin", "zeytin", "Gemlik siyah zeytin", "Black Gemlik olives", "Az tuzlu, yağlı, ince kabuk.", "Low in salt, oily, thin-skinned.", "Zeytin, tuz, zeytinyağı", "Olives, salt, olive oil", (500, "g", 110, 28), (1000, "g", 190, 36)),
    g("biberli-zeytin", "zeytin", "zeytin", "Biberli zeytin", "Olives with red pepper", "Köz biberle, kekikle.", "With roasted pepper and thyme.", "Zeytin, kırmızı biber, zeytinyağı, tuz", "Olives, red pepper, olive oil, salt", (400, "g", 125, 27), (800, "g", 230, 11)),
    g("zeytin-ezmesi", "zeytin", "zeytin", "Zeytin ezmesi", "Olive paste", "Siyah zeytin, kapari, sarımsak.", "Black olives, capers, garlic.", "Zeytin, kapari, zeytinyağı, sarımsak", "Olives, capers, olive oil, garlic", (190, "g", 95, 31)),
    g("kapari", "zeytin", "zeytin", "Kapari", "Capers", "Taş duvarlardan toplanır.", "Picked from stone walls.", "Kapari, sirke, tuz", "Capers, vinegar, salt", (180, "g", 105, 23)),
    g("nar-eksisi", "zeytin", "eksi-sirke", "Nar ekşisi", "Pomegranate molasses", "Yalnız nar; şeker katılmaz.", "Pomegranate alone; no sugar added.", "Nar", "Pomegranate", (250, "ml", 130, 18), (500, "ml", 225, 20)),
    g("limon-sosu", "zeytin", "eksi-sirke", "Limon ekşisi", "Lemon dressing", "Bodrum limonundan, sıkıldığı gün.", "From coastal lemons, the day they are pressed.", "Limon suyu, tuz", "Lemon juice, salt", (250, "ml", 85, 26)),
    g("serbet-koruk", "zeytin", "eksi-sirke", "Koruk suyu", "Verjuice", "Ham üzümün ekşisi; salataya.", "Sour juice of unripe grapes; for salads.", "Koruk", "Unripe grapes", (500, "ml", 120, 13)),
    g("sirke", "camalti", "eksi-sirke", "Elma sirkesi", "Apple vinegar", "Yayla elmasından, anasıyla.", "From highland apples, with its mother.", "Elma", "Apples", (500, "ml", 110, 29), (1000, "ml", 199, 12)),
    g("sirke-uzum", "camalti", "eksi-sirke", "Üzüm sirkesi", "Grape vinegar", "Meşe fıçıda bir yıl.", "A year in oak.", "Üzüm", "Grapes", (500, "ml", 115, 24)),
    g("serbet-visne", "camalti", "eksi-sirke", "Vişne şerbeti", "Sour cherry cordial", "Bir ölçüye dört ölçü su.", "One measure to four of water.", "Vişne, şeker, limon", "Sour cherries, sugar, lemon", (500, "ml", 125, 16)),
    # Kiler: reçel ve bal
    g("recel-turunc", "zeytin", "recel-bal", "Turunç reçeli", "Bitter orange jam", "Kabuğu üç gün suda bekler.", "The peel rests in water for three days.", "Turunç, şeker", "Bitter orange, sugar", (380, "g", 140, 22)),
    g("recel-incir", "camalti", "recel-bal", "İncir reçeli", "Fig jam", "Bütün incir, karanfil kokulu.", "Whole figs, scented with clove.", "İncir, şeker, karanfil", "Figs, sugar, clove", (380, "g", 145, 21), (760, "g", 270, 9)),
    g("recel-gul", "yamac", "recel-bal", "Gül reçeli", "Rose petal jam", "Şafakta toplanan gülden.", "From roses picked at dawn.", "Gül yaprağı, şeker, limon", "Rose petals, sugar, lemon", (380, "g", 155, 19), (190, "g", 85, 14)),
    g("recel-ayva", "zeytin", "recel-bal", "Ayva reçeli", "Quince jam", "Çekirdeğiyle pişer, rengi kendinden.", "Cooked with its seeds, which give the colour.", "Ayva, şeker", "Quince, sugar", (380, "g", 135, 24)),
    g("recel-kayisi", "camalti", "recel-bal", "Kayısı reçeli", "Apricot jam", "Güneşte kıvam bulur.", "Set in the sun.", "Kayısı, şeker", "Apricots, sugar", (380, "g", 138, 27), (760, "g", 255, 13)),
    g("recel-visne", "camalti", "recel-bal", "Vişne reçeli", "Sour cherry jam", "Taneleri bütün, az şekerli.", "Whole cherries, little sugar.", "Vişne, şeker", "Sour cherries, sugar", (380, "g", 142, 26)),
    g("recel-cilek", "yamac", "recel-bal", "Çilek reçeli", "Strawberry jam", "Dağ çileğinden, küçük kazanda.", "Mountain strawberries, in a small pan.", "Çilek, şeker", "Strawberries, sugar", (380, "g", 148, 4)),
    g("bal", "camalti", "recel-bal", "Kestane balı", "Chestnut honey", "Koyu, hafif acı; kestane çiçeğinden.", "Dark and slightly bitter; from chestnut blossom.", "Süzme bal", "Honey", (250, "g", 190, 15), (460, "g", 320, 11)),
    g("bal-cicek", "camalti", "recel-bal", "Çiçek balı", "Flower honey", "Bin yüz metre yukarıdan.", "From eleven hundred metres.", "Süzme bal", "Honey", (250, "g", 150, 21), (460, "g", 260, 18)),
    g("bal-cam", "yamac", "recel-bal", "Çam balı", "Pine honey", "Kristallenmez; kahvaltının demirbaşı.", "Never crystallises; a breakfast staple.", "Süzme bal", "Honey", (460, "g", 280, 20), (850, "g", 495, 8)),
    g("pekmez-uzum", "camalti", "recel-bal", "Üzüm pekmezi", "Grape molasses", "Odun ateşinde, bakır kazanda.", "Over wood, in a copper pan.", "Üzüm", "Grapes", (640, "g", 165, 17), (1000, "g", 240, 9)),
    g("pekmez-dut", "yamac", "recel-bal", "Dut pekmezi", "Mulberry molasses", "Kışın bir kaşık.", "A spoonful a day in winter.", "Dut", "Mulberries", (640, "g", 175, 0)),
    g("susam", "yamac", "recel-bal", "Taş değirmen tahin", "Stone-ground tahini", "Kavrulmamış susamdan.", "From unroasted sesame.", "Susam. Alerjen: susam", "Sesame. Allergen: sesame", (400, "g", 150, 25), (800, "g", 285, 11)),
    g("findik-ezmesi", "cay", "recel-bal", "Fındık ezmesi", "Hazelnut butter", "Yalnız fındık.", "Hazelnuts alone.", "Fındık. Alerjen: sert kabuklu", "Hazelnuts. Allergen: nuts", (300, "g", 220, 19)),
    # Kiler: bakliyat, tarhana, salça
    g("tarhana", "camalti", "bakliyat", "Tarhana", "Tarhana soup base", "Üç hafta mayalanır, güneşte kurur.", "Fermented three weeks, dried in the sun.", "Un, yoğurt, domates, biber, nane. Alerjen: gluten, süt", "Flour, yoghurt, tomato, pepper, mint. Allergens: gluten, milk", (500, "g", 125, 42), (1000, "g", 235, 18)),
    g("nohut", "yamac", "bakliyat", "Yerli nohut", "Chickpeas", "Bu yılın mahsulü, çabuk pişer.", "This year's crop, quick to cook.", "Nohut", "Chickpeas", (1000, "g", 90, 55), (2000, "g", 170, 20)),
    g("mercimek", "yamac", "bakliyat", "Yeşil mercimek", "Green lentils", "Islatmadan pişer.", "Cooks without soaking.", "Yeşil mercimek", "Green lentils", (1000, "g", 85, 48), (2000, "g", 160, 18)),
    g("fasulye", "yamac", "bakliyat", "Kuru fasulye", "White beans", "İnce kabuklu dermason.", "Thin-skinned dermason.", "Kuru fasulye", "White beans", (1000, "g", 110, 37), (2000, "g", 205, 15)),
    g("barbunya", "yamac", "bakliyat", "Barbunya", "Borlotti beans", "Zeytinyağlıya.", "For dishes in olive oil.", "Barbunya", "Borlotti beans", (1000, "g", 120, 29)),
    g("bulgur", "camalti", "bakliyat", "Siyez bulguru", "Einkorn bulgur", "Atalık buğdaydan, iri.", "From the old wheat, coarse.", "Siyez buğdayı. Alerjen: gluten", "Einkorn wheat. Allergen: gluten", (1000, "g", 130, 33), (2000, "g", 245, 12)),
    g("eriste", "camalti", "bakliyat", "Erişte", "Home-cut noodles", "Köy yumurtasıyla açılır, elde kesilir.", "Rolled with village eggs, cut by hand.", "Un, yumurta, tuz. Alerjen: gluten, yumurta", "Flour, eggs, salt. Allergens: gluten, egg", (500, "g", 95, 34), (1000, "g", 180, 14)),
    g("kuskus", "camalti", "bakliyat", "Köy kuskusu", "Village couscous", "Elde yuvarlanır.", "Rolled by hand.", "Bulgur, un, süt, yumurta. Alerjen: gluten, süt, yumurta", "Bulgur, flour, milk, eggs. Allergens: gluten, milk, egg", (500, "g", 100, 23)),
    g("misir-unu", "cay", "bakliyat", "Mısır unu", "Maize flour", "Su değirmeninde, fırınlanmış mısırdan.", "Water-milled from oven-dried maize.", "Mısır", "Maize", (1000, "g", 80, 30), (2000, "g", 150, 10)),
    g("biber-salca", "camalti", "bakliyat", "Biber salçası", "Red pepper paste", "Damda güneş gören biberden.", "From peppers that saw the sun on the roof.", "Kırmızı biber, tuz", "Red pepper, salt", (650, "g", 160, 28), (1300, "g", 300, 10)),
    g("salca-domates", "camalti", "bakliyat", "Domates salçası", "Tomato paste", "Dört kilo domatesten bir kavanoz.", "Four kilos of tomatoes to a jar.", "Domates, tuz", "Tomatoes, salt", (650, "g", 140, 35), (1300, "g", 265, 12)),
    g("tursu-karisik", "camalti", "bakliyat", "Karışık turşu", "Mixed pickles", "Kelek, havuç, lahana, sarımsak.", "Unripe melon, carrot, cabbage, garlic.", "Sebze, sirke, tuz", "Vegetables, vinegar, salt", (650, "g", 115, 26)),
    g("tursu-biber", "yamac", "bakliyat", "Biber turşusu", "Pickled peppers", "Acı sivri; kuru fasulyenin eşi.", "Hot and thin; the companion of white beans.", "Biber, sirke, tuz", "Peppers, vinegar, salt", (650, "g", 110, 22)),
    g("kavurma-ot", "yamac", "bakliyat", "Ege otları kavurması", "Braised Aegean greens", "Turp otu, ısırgan, gelincik.", "Radish greens, nettle, poppy leaf.", "Yabani otlar, zeytinyağı, soğan", "Wild greens, olive oil, onion", (300, "g", 98, 14)),
    g("ekmek-koy", "camalti", "bakliyat", "Ekşi mayalı köy ekmeği", "Sourdough village loaf", "Odun fırınında; üç gün taze.", "From the wood oven; fresh for three days.", "Un, su, ekşi maya, tuz. Alerjen: gluten", "Flour, water, sourdough, salt. Allergen: gluten", (1000, "g", 95, 12), wd="c", days=3, shelf_life=4),
    # Kiler: baharat, ot, kuru
    g("kuru-biber", "yamac", "baharat-ot", "Kuru dolmalık biber", "Dried peppers for stuffing", "Elli tane, ipe dizili.", "Fifty on a string.", "Biber", "Peppers", (50, "piece", 95, 24), (100, "piece", 180, 9)),
    g("kuru-patlican", "yamac", "baharat-ot", "Kuru patlıcan", "Dried aubergines", "Elli tane, ipe dizili.", "Fifty on a string.", "Patlıcan", "Aubergines", (50, "piece", 105, 20), (100, "piece", 199, 7)),
    g("biber-kapya", "yamac", "baharat-ot", "Kuru kapya biber", "Dried kapia peppers", "Közlemelik tatlı biber.", "Sweet peppers for roasting.", "Biber", "Peppers", (25, "piece", 85, 16)),
    g("domates-kuru", "yamac", "baharat-ot", "Kuru domates", "Dried tomatoes", "Az tuzla, hasırda.", "On reed mats, with little salt.", "Domates, tuz", "Tomatoes, salt", (250, "g", 120, 25)),
    g("kekik", "yamac", "baharat-ot", "Dağ kekiği demeti", "Mountain thyme", "Temmuzda biçilir, gölgede kurur.", "Cut in July, dried in the shade.", "Kekik", "Thyme", (80, "g", 75, 33), (160, "g", 140, 12)),
    g("adacayi", "yamac", "baharat-ot", "Adaçayı demeti", "Sage", "Kış çayı.", "A tea for winter.", "Adaçayı", "Sage", (60, "g", 70, 31)),
    g("defne", "zeytin", "baharat-ot", "Defne dalı", "Bay branch", "Mutfağa asın, yaprak yaprak alın.", "Hang it in the kitchen, take leaf by leaf.", "Defne", "Bay", (60, "g", 55, 28)),
    g("biberiye", "zeytin", "baharat-ot", "Biberiye demeti", "Rosemary", "Kuzu ve patates için.", "For lamb and potatoes.", "Biberiye", "Rosemary", (60, "g", 60, 26)),
    g("lavanta", "yamac", "baharat-ot", "Lavanta demeti", "Lavender", "Dolaba, çekmeceye, yastık altına.", "For wardrobes, drawers and pillows.", "Lavanta", "Lavender", (80, "g", 85, 22), kind="craft"),
    g("pul-biber", "yamac", "baharat-ot", "Pul biber", "Red pepper flakes", "Yağlanmış, orta acı.", "Oiled, medium hot.", "Kırmızı biber, zeytinyağı, tuz", "Red pepper, olive oil, salt", (100, "g", 65, 40), (200, "g", 115, 35)),
    g("sumak", "yamac", "baharat-ot", "Sumak", "Sumac", "Bağdan, elde dövülmüş.", "From the hillside, pounded by hand.", "Sumak, tuz", "Sumac, salt", (150, "g", 90, 27), (300, "g", 165, 10)),
    g("kuru-nane", "yamac", "baharat-ot", "Kuru nane", "Dried mint", "Çorbanın üstüne, yoğurdun içine.", "On soup, in yoghurt.", "Nane", "Mint", (60, "g", 50, 45)),
    g("papatya", "yamac", "baharat-ot", "Papatya", "Camomile", "Yayla papatyası, bütün çiçek.", "Highland camomile, whole flowers.", "Papatya", "Camomile", (50, "g", 68, 21)),
    g("kusburnu", "camalti", "baharat-ot", "Kuşburnu", "Rosehips", "İlk kırağıdan sonra toplanır.", "Picked after the first frost.", "Kuşburnu", "Rosehips", (200, "g", 72, 24)),
    g("ihlamur", "yamac", "baharat-ot", "Ihlamur", "Linden blossom", "Çiçekli, yapraklı.", "With blossom and leaf.", "Ihlamur", "Linden", (80, "g", 82, 26)),
    g("incir-kuru", "yamac", "baharat-ot", "Kuru incir", "Dried figs", "Lop incir, doğal kurutma.", "Soft figs, dried naturally.", "İncir", "Figs", (750, "g", 180, 18)),
    g("kuru-uzum", "yamac", "baharat-ot", "Kuru üzüm", "Raisins", "Çekirdeksiz, bandırmasız.", "Seedless, undipped.", "Üzüm", "Grapes", (500, "g", 105, 29), (1000, "g", 195, 13)),
    g("kuru-kayisi", "yamac", "baharat-ot", "Gün kurusu kayısı", "Sun-dried apricots", "Kükürtsüz; rengi koyu, tadı bol.", "No sulphur; dark in colour, full in taste.", "Kayısı", "Apricots", (500, "g", 160, 23), (1000, "g", 299, 9)),
    g("ceviz", "camalti", "baharat-ot", "Kabuklu ceviz", "Walnuts in shell", "Bu yılın cevizi.", "This year's nuts.", "Ceviz. Alerjen: sert kabuklu", "Walnuts. Allergen: nuts", (1000, "g", 210, 20), (500, "g", 115, 22)),
    g("susam-tane", "yamac", "baharat-ot", "Yerli susam", "Sesame seed", "Simide, tahine, ekmeğe.", "For rings, tahini and bread.", "Susam. Alerjen: susam", "Sesame. Allergen: sesame", (400, "g", 88, 19)),
    g("findik-kavrulmus", "cay", "baharat-ot", "Kavrulmuş fındık", "Roasted hazelnuts", "Giresun kalite, odun ateşi.", "First quality, over wood.", "Fındık. Alerjen: sert kabuklu", "Hazelnuts. Allergen: nuts", (250, "g", 130, 22), (500, "g", 240, 26)),
    # Kiler: çay
    g("cay", "cay", "cay", "Siyah çay, ilk hasat", "Black tea, first flush", "Mayıs sürgünü; demi kızıl, burukluğu az.", "May shoots; red in the glass, gently tannic.", "Siyah çay", "Black tea", (250, "g", 105, 30), (500, "g", 195, 38)),
    g("cay-yesil", "cay", "cay", "Yeşil çay", "Green tea", "Tavada kavrulur, elde kıvrılır.", "Pan-fired, rolled by hand.", "Yeşil çay", "Green tea", (250, "g", 140, 20), (100, "g", 65, 25)),
    g("cay-beyaz", "cay", "cay", "Beyaz çay", "White tea", "Yalnız tomurcuk; az çıkar.", "Buds alone; there is never much.", "Beyaz çay", "White tea", (50, "g", 260, 2), translated=False),
    g("gul-suyu", "yamac", "cay", "Gül suyu", "Rose water", "Tatlıya, limonataya.", "For sweets and lemonade.", "Gül suyu", "Rose water", (250, "ml", 110, 24)),
    # Sabun ve bakım
    g("sabun", "zeytin", "sabun", "Zeytinyağlı sabun", "Olive oil soap", "Altı ay bekletilmiş kalıp.", "Bars cured for six months.", "Zeytinyağı, su, sabun sodası", "Olive oil, water, lye", (150, "g", 65, 60), kind="care", wd="c2"),
    g("sabun-lavanta", "zeytin", "sabun", "Lavantalı sabun", "Lavender soap", "Lavanta yağı ve çiçeğiyle.", "With lavender oil and flowers.", "Zeytinyağı, lavanta yağı", "Olive oil, lavender oil", (150, "g", 70, 44), kind="care", wd="c2"),
    g("sabun-deniz", "zeytin", "sabun", "Deniz tuzlu sabun", "Sea salt soap", "Cildi ovar, köpüğü az.", "Scrubs the skin, foams little.", "Zeytinyağı, deniz tuzu", "Olive oil, sea salt", (150, "g", 72, 38), kind="care", wd="c2"),
    g("sabun-defne", "zeytin", "sabun", "Defneli sabun", "Bay laurel soap", "Defne tohumu yağıyla.", "With laurel berry oil.", "Zeytinyağı, defne yağı", "Olive oil, laurel oil", (150, "g", 75, 41), (450, "g", 205, 12), kind="care", wd="c2"),
    g("sabun-bal", "camalti", "sabun", "Ballı sabun", "Honey soap", "Bal ve balmumu.", "Honey and beeswax.", "Zeytinyağı, bal, balmumu", "Olive oil, honey, beeswax", (150, "g", 78, 30), kind="care", wd="c2"),
    g("sabun-kil", "yamac", "sabun", "Killi sabun", "Clay soap", "Yeşil kil; yağlı ciltlere.", "Green clay; for oily skin.", "Zeytinyağı, kil", "Olive oil, clay", (150, "g", 74, 28), kind="care", wd="c2"),
    g("sabun-gul", "yamac", "sabun", "Güllü sabun", "Rose soap", "Gül yaprağı ve gül yağı.", "Rose petals and rose oil.", "Zeytinyağı, gül yağı", "Olive oil, rose oil", (150, "g", 80, 33), kind="care", wd="c2"),
    g("sabun-zeytin-yesil", "zeytin", "sabun", "Çamaşır sabunu", "Laundry soap", "Beyazlara ve yünlülere.", "For whites and wool.", "Prina yağı, sabun sodası", "Pomace oil, lye", (3, "piece", 90, 25), kind="care"),
    g("mum", "camalti", "mum", "Balmumu mum, çift", "Beeswax candles, a pair", "Petekten, bal kokar.", "From the comb, scented with honey.", "Balmumu, pamuk fitil", "Beeswax, cotton wick", (2, "piece", 230, 15), kind="craft"),
    g("mum-kisa", "camalti", "mum", "Balmumu mum, kısa", "Beeswax candle, short", "Kırk saat yanar.", "Burns for forty hours.", "Balmumu, pamuk fitil", "Beeswax, cotton wick", (1, "piece", 145, 18), (3, "piece", 399, 7), kind="craft"),
    # Dokuma
    g("pestemal", "kiyi", "pestemal", "Peştemal, mavi çizgili", "Peshtemal, blue stripes", "Kara tezgâhta, hafif ve çabuk kurur.", "Woven on a wooden loom; light and quick to dry.", "%100 pamuk, 90 × 170 cm", "100 % cotton, 90 × 170 cm", (1, "piece", 420, 24), kind="craft"),
    g("pestemal-mercan", "kiyi", "pestemal", "Peştemal, mercan", "Peshtemal, coral", "Plaj, hamam, omuz.", "Beach, bath or shoulders.", "%100 pamuk, 90 × 170 cm", "100 % cotton, 90 × 170 cm", (1, "piece", 420, 19), kind="craft"),
    g("pestemal-hardal", "kiyi", "pestemal", "Peştemal, hardal", "Peshtemal, mustard", "Bitki boyası; her parça biraz başka.", "Plant dye; every piece a little different.", "%100 pamuk, 90 × 170 cm", "100 % cotton, 90 × 170 cm", (1, "piece", 450, 11), kind="craft"),
    g("pestemal-zeytin", "kiyi", "pestemal", "Peştemal, zeytin yeşili", "Peshtemal, olive green", "Zeytin yaprağıyla boyandı.", "Dyed with olive leaves.", "%100 pamuk, 90 × 170 cm", "100 % cotton, 90 × 170 cm", (1, "piece", 450, 13), kind="craft"),
    g("havlu", "kiyi", "pestemal", "El havlusu, beşli", "Hand towels, set of five", "Beş renk, beş desen.", "Five colours, five patterns.", "%100 pamuk, 50 × 90 cm", "100 % cotton, 50 × 90 cm", (5, "piece", 560, 14), kind="craft"),
    g("sal", "kiyi", "ev-dokuma", "Yün şal", "Wool shawl", "Merinos, elde bükülmüş iplik.", "Merino, hand-spun.", "%100 yün, 70 × 200 cm", "100 % wool, 70 × 200 cm", (1, "piece", 890, 7), kind="craft"),
    g("atki-lacivert", "kiyi", "ev-dokuma", "Atkı, lacivert", "Scarf, navy", "Kışın ilk günü için.", "For the first day of winter.", "%100 yün, 30 × 180 cm", "100 % wool, 30 × 180 cm", (1, "piece", 480, 10), kind="craft", translated=False),
    g("kilim", "kiyi", "ev-dokuma", "Duvar kilimi", "Wall kilim", "Kök boya, tek parça.", "Madder dye, one of a kind.", "%100 yün, 90 × 120 cm", "100 % wool, 90 × 120 cm", (1, "piece", 1650, 1), kind="craft"),
    g("masa-ortusu", "kiyi", "ev-dokuma", "Masa örtüsü", "Tablecloth", "Keten, kenarı elde.", "Linen, hemmed by hand.", "%100 keten", "100 % linen", (140, "cm", 760, 9), (180, "cm", 940, 6), kind="craft"),
    g("yastik-kilifi", "kiyi", "ev-dokuma", "Yastık kılıfı", "Cushion cover", "Kilim dokuma, fermuarlı.", "Kilim weave, zipped.", "%70 yün, %30 pamuk, 45 × 45 cm", "70 % wool, 30 % cotton, 45 × 45 cm", (1, "piece", 340, 16), kind="craft"),
    g("bez-torba", "kiyi", "ev-dokuma", "Pazar bez torbası", "Market bag", "Katlanır, on kilo taşır.", "Folds up, carries ten kilos.", "%100 pamuk", "100 % cotton", (1, "piece", 120, 40), kind="craft"),
    g("mutfak-bezi", "kiyi", "ev-dokuma", "Mutfak bezi, üçlü", "Kitchen cloths, three", "Tüy bırakmaz.", "Leave no lint.", "%100 keten", "100 % linen", (3, "piece", 260, 22), kind="craft"),
    g("bebek-battaniyesi", "kiyi", "ev-dokuma", "Bebek battaniyesi", "Baby blanket", "Ham pamuk, boyasız.", "Raw cotton, undyed.", "%100 pamuk, 80 × 100 cm", "100 % cotton, 80 × 100 cm", (1, "piece", 520, 12), kind="craft", translated=False),
    g("yer-ortusu", "kiyi", "ev-dokuma", "Piknik örtüsü", "Picnic cloth", "Kalın dokuma, altı mumlu.", "Thick weave, waxed below.", "%100 pamuk, 150 × 150 cm", "100 % cotton, 150 × 150 cm", (1, "piece", 610, 8), kind="craft"),
    # Sepet ve seramik
    g("sepet", "yamac", "sepet-orgu", "Kollu sepet", "Handled basket", "Kestane çıtasından.", "Of chestnut splints.", "Kestane", "Chestnut", (34, "cm", 430, 9), kind="craft"),
    g("sepet-pazar", "yamac", "sepet-orgu", "Pazar sepeti", "Market basket", "Mavi kuşaklı; dört ekmek, bir demet maydanoz alır.", "With a blue band; room for four loaves and a bunch of parsley.", "Söğüt", "Willow", (38, "cm", 480, 8), kind="craft"),
    g("sepet-ekmek", "yamac", "sepet-orgu", "Ekmek sepeti", "Bread basket", "Sofranın ortasına.", "For the middle of the table.", "Buğday sapı", "Wheat straw", (34, "cm", 290, 15), kind="craft"),
    g("sepet-kapakli", "yamac", "sepet-orgu", "Kapaklı sepet", "Lidded basket", "Yumurtaya, örgüye, oyuncağa.", "For eggs, knitting or toys.", "Söğüt", "Willow", (30, "cm", 390, 7), kind="craft"),
    g("sepet-meyve", "yamac", "sepet-orgu", "Meyve sepeti", "Fruit basket", "Alçak ve geniş.", "Low and wide.", "Fındık dalı", "Hazel", (36, "cm", 310, 10), kind="craft"),
    g("kase-uclu", "kiyi", "seramik", "Sırlı kase, üçlü", "Glazed bowls, three", "İç içe geçer.", "They nest.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (3, "piece", 690, 11), kind="craft"),
    g("kase", "kiyi", "seramik", "Büyük kase", "Large bowl", "Salataya.", "For salad.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (1, "piece", 380, 10), kind="craft"),
    g("kase-kucuk", "kiyi", "seramik", "Küçük kase", "Small bowl", "Zeytine, yoğurda.", "For olives or yoghurt.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (1, "piece", 170, 26), (4, "piece", 620, 6), kind="craft"),
    g("tabak", "kiyi", "seramik", "Servis tabağı", "Serving plate", "Balığın yakıştığı.", "Fish looks well on it.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (1, "piece", 340, 13), kind="craft"),
    g("kupa", "kiyi", "seramik", "Deniz kupası", "Sea mug", "Elde çekildi; her biri başka.", "Thrown by hand, each one different.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (300, "ml", 260, 17), kind="craft"),
    g("kupa-kum", "kiyi", "seramik", "Kum kupası", "Sand mug", "Dışı ham, içi sırlı.", "Raw outside, glazed within.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (300, "ml", 250, 16), kind="craft"),
    g("vazo", "kiyi", "seramik", "Vazo", "Vase", "Bir demet kekik için.", "For a bunch of thyme.", "Kil, kurşunsuz sır", "Clay, lead-free glaze", (1, "piece", 420, 0), kind="craft", translated=False),
)
