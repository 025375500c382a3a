"""What has happened in the demo shop before it opens: orders, parcels, returns. All made up."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One order. Days count back from today; None: it has not happened.

    `goods` are SKUs with quantities; `gives_up` is the day of the withdrawal (of `back` pieces of
    the first line), then approved and counted in as `approved` and `counted` say. `invoiced` with
    the parcel; `corrected` when the goods were back.
    """

    buyer: str
    goods: tuple[tuple[str, int], ...]
    ordered: int
    accepted: int | None = None
    sent: int | None = None
    arrived: int | None = None
    gives_up: int | None = None
    back: int = 1
    approved: int | None = None
    counted: int | None = None
    invoiced: bool = True
    corrected: bool = False
    province: int = 35
    district: str = "Urla"


ELIF = "Elif Yalın"
QUESTION = "Merhaba, bu bir hediye olacak. Pakete fiyat koymazsanız sevinirim."
STORIES = (
    Story(
        "Ferda Tan",
        (("LAKERDA-350G", 3), ("TUZLU-HAMSI-400G", 2)),
        ordered=58,
        accepted=58,
        sent=57,
        arrived=55,
        province=34,
        district="Kadıköy",
    ),
    Story(
        "Umut Kaya",
        (("ANCUEZ-200G", 4), ("ZEYTINYAGI-750ML", 1)),
        ordered=56,
        accepted=56,
        sent=55,
        arrived=53,
        province=6,
        district="Çankaya",
    ),
    Story(
        "Mehmet Arıcı",
        (("HAVLU-5PIECE", 1), ("YASTIK-KILIFI-1PIECE", 2)),
        ordered=34,
        accepted=34,
        sent=33,
        arrived=31,
        gives_up=0,
    ),
    Story(
        "Sena Korkmaz",
        (("ZEYTINYAGI-TENEKE-5000ML", 3),),
        ordered=26,
        accepted=26,
        sent=25,
        arrived=23,
        gives_up=16,
        back=3,
        approved=15,
        counted=12,
        corrected=True,
        province=6,
        district="Çankaya",
    ),
    Story(
        "Nil Sezer",
        (("ZEYTINYAGI-750ML", 2), ("BIBERLI-ZEYTIN-400G", 1)),
        ordered=24,
        accepted=24,
        sent=23,
        arrived=21,
        gives_up=15,
        approved=14,
        counted=11,
        province=34,
        district="Kadıköy",
    ),
    Story(
        ELIF,
        (("BAL-460G", 1), ("TARHANA-1000G", 1)),
        ordered=18,
        accepted=18,
        sent=17,
        arrived=15,
        gives_up=8,
        approved=7,
    ),
    Story(
        "Berk Usta",
        (("HAVLU-5PIECE", 1),),
        ordered=17,
        accepted=17,
        sent=16,
        arrived=14,
        gives_up=6,
        approved=5,
        province=6,
        district="Çankaya",
    ),
    Story(
        "Ayhan Tunç",
        (("PESTEMAL-1PIECE", 3),),
        ordered=13,
        accepted=13,
        sent=12,
        arrived=10,
        gives_up=0,
        back=2,
    ),
    Story(
        "Deniz Alkan",
        (("LAKERDA-700G", 1), ("TUZ-1000G", 2)),
        ordered=12,
        accepted=12,
        sent=11,
        arrived=9,
        gives_up=0,
    ),
    Story(
        "Okan Gür",
        (("CAY-500G", 2),),
        ordered=11,
        province=53,
        district="Pazar",
    ),
    Story(
        "Leyla Su",
        (("ZEYTIN-YESIL-700G", 2), ("KAPARI-180G", 1)),
        invoiced=False,
        ordered=9,
        accepted=9,
        sent=8,
        arrived=6,
    ),
    Story(
        "Aylin Koç",
        (("ANCUEZ-200G", 2), ("TUZLU-HAMSI-400G", 1)),
        ordered=8,
        accepted=8,
        sent=7,
        arrived=5,
        province=34,
        district="Kadıköy",
    ),
    Story(
        ELIF,
        (("LAKERDA-350G", 2), ("PESTEMAL-MERCAN-1PIECE", 1)),
        ordered=6,
        accepted=5,
        sent=4,
    ),
    Story(
        "Sevim Öz",
        (("TUZLU-HAMSI-400G", 2), ("ANCUEZ-200G", 1)),
        ordered=3,
        accepted=2,
    ),
    Story(
        "Hakan Er",
        (("MASA-ORTUSU-140CM", 1), ("SAL-1PIECE", 1)),
        ordered=2,
        accepted=1,
    ),
    Story(
        "Zehra Ak",
        (("USKUMRU-YAG-350G", 1), ("ERISTE-1000G", 2)),
        ordered=0,
    ),
)
PAID_OUT = (31, 30)  # days before today: to the bank, and paid
LOST_STATEMENT = ("Gülten Akar", "gulten@example.org", "Geçen haftaki bal siparişim, iki kavanoz")
