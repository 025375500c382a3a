"""A file of another shop that a maker of the demo has sent; two of its rows have faults."""

MAKER = "sevgi@example.org"
SHELF = "dokuma-pestemal-ve-havlu"
NAME = "woocommerce-pestemal.csv"
GOODS = (
    "ID,Type,SKU,Name,Short description,Stock,Sale price,Regular price,Categories,Parent,"
    "Attribute 1 name,Attribute 1 value(s),Weight (kg)\n"
    '1,variable,sal,"Omuz şalı",<p>Kara tezgâhta, bitki boyası</p>,,,,Şal,,Renk,"Kum, Deniz",\n'
    "2,variation,sal-kum,,,6,,420.00,,sal,Renk,Kum,0.22\n"
    "3,variation,sal-deniz,,,6,,0,,sal,Renk,Deniz,0.22\n"
    '4,simple,masa-ortusu,"Masa örtüsü, 140 × 200 cm",,3,,780.00,Ev,,,,0.6\n'
    '5,grouped,ceyiz,"Çeyiz takımı",,1,,,Ev,,,,\n'
)
