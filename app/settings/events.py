from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """What the shop says or asks may have changed with this setting."""

    key: str
