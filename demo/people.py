"""Who can log in to the demo shop. Fictional, and only ever on this machine."""

from dataclasses import dataclass

PASSWORD = "mavi-deniz-2026"  # noqa: S105 - printed at every start of the demo


@dataclass(frozen=True)
class Person:
    """A demo log-in; staff have a TOTP seed (base32) and rights, makers a role in each team."""

    key: str
    name: str
    email: str
    rights: tuple[str, ...] = ()
    supplier: str = ""
    seed: str = ""
    role: str = "owner"
    also: tuple[str, ...] = ()


SHOPPER = Person("shopper", "Elif Yalın", "elif@example.org")
TEAM = (
    Person("supplier", "Hatice Denizer", "hatice@example.org", supplier="poyraz"),
    Person("supplier", "Sevgi Kayalı", "sevgi@example.org", supplier="kiyi"),
    Person(
        "shipper",
        "Derya Ak",
        "derya@example.org",
        supplier="poyraz",
        role="shipper",
        also=("kiyi",),
    ),
    Person(
        "administrator",
        "Nuran Aksoy",
        "nuran@example.org",
        ("catalogue", "orders", "finance", "legal", "texts", "settings", "people"),
        seed="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    ),
    Person(
        "administrator",
        "Deniz Usta",
        "deniz@example.org",
        ("catalogue", "orders", "texts"),
        seed="KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
    ),
    Person(
        "privacy contact",
        "Leyla Su",
        "leyla@example.org",
        ("privacy", "texts"),
        seed="MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    ),
    Person(
        "finance",
        "Okan Gür",
        "okan@example.org",
        ("orders", "finance"),
        seed="NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE",
    ),
)
