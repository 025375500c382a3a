"""Who wishes to become a supplier of the demo cooperative. Everybody here is made up."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Applicant:
    """What was written in each step; `secrets` are numbers with right check digits, nobody's.

    `days`: how many days ago it was sent; `question`: what a reviewer asked a day later.
    """

    person: str
    email: str
    days: int
    paper: str
    facts: dict[str, str]
    secrets: dict[str, str]
    question: str = ""
    reopened: tuple[str, ...] = field(default=())


APPLICANTS = (
    Applicant(
        person="Nazlı Çınar",
        email="nazli@example.org",
        days=1,
        paper="Esnaf vergi muafiyeti belgesi",
        facts={
            "kind": "exempt_artisan",
            "seller_of_record": "cooperative",
            "name": "Nazlı'nın Reçelleri",
            "title": "Nazlı Çınar",
            "certificate_number": "2026/417",
            "phone": "+905550000201",
            "province": "İzmir",
            "district": "Karaburun",
            "address": "Mordoğan Mah. Nergis Sok. 8",
            "makes": "Kendi bahçemizin inciri, mandalinası ve turuncuyla reçel; ayda kırk kavanoz.",
        },
        secrets={"national_id": "10000000146"},
    ),
    Applicant(
        person="Kerem Balcı",
        email="kerem@example.org",
        days=4,
        paper="Vergi levhası",
        facts={
            "kind": "taxpayer",
            "seller_of_record": "supplier",
            "name": "Yamaç Balları",
            "title": "Kerem Balcı",
            "tax_office": "Ödemiş",
            "phone": "+905550000202",
            "province": "İzmir",
            "district": "Ödemiş",
            "address": "Birgi Mah. Ihlamur Sok. 3",
            "website": "https://www.example.org",
            "makes": "Seksen kovan; kestane ve çiçek balı, petek, polen.",
        },
        secrets={"national_id": "11111111110", "tax_number": "1234567890"},
        question="Balın analiz raporu var mı? Yılda kaç kilo satmak istiyorsunuz?",
        reopened=("goods", "papers"),
    ),
)
