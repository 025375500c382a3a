from flask_babel import gettext as _


def part_said(part: str) -> str:
    """A part of who a supplier is for tax and bank."""
    return {
        "kind": _("Kind of seller"),
        "tax_office": _("Tax office"),
        "tax_number": _("Tax number"),
        "national_id": _("National identity number"),
        "certificate_number": _("Number of the exemption certificate"),
        "certificate_on": _("Date of the certificate"),
        "iban": _("IBAN"),
    }[part]


def kind_said(kind: str) -> str:
    """What a supplier is for the tax office (SR-2)."""
    return {
        "legal_person": _("A company, cooperative or association"),
        "taxpayer": _("A person with a tax office"),
        "exempt_artisan": _("Works at home and is exempt from tax"),
        "member": _("A member of this cooperative"),
    }[kind]
