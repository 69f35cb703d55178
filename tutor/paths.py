"""Where Tutor's files lie: what ships with it, and what it keeps for its users."""

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent


def resources() -> Path:
    """Give the folder of what ships with Tutor, in a checkout or in an installed package."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation: `data` is precious, `cache` can be deleted at any time."""

    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        """The store's file."""
        return self.data / "tutor.db"

    @property
    def backups(self) -> Path:
        """Copies of the store."""
        return self.data / "backups"

    @property
    def packs(self) -> Path:
        """Packs that were added here."""
        return self.data / "packs"

    @property
    def index(self) -> Path:
        """The index's files: a cache of the store."""
        return self.cache / "index"

    @property
    def models(self) -> Path:
        """Models made ready for this machine."""
        return self.cache / "models"

    @property
    def math(self) -> Path:
        """Formulas as pictures."""
        return self.cache / "math"

    @property
    def logs(self) -> Path:
        """What happened, for whoever looks after this computer."""
        return self.data / "logs"


def paths(data: Path | None = None) -> Paths:
    """Give the folders for `data`, or the user's own folders for this system; nothing is made yet."""
    if data is not None:
        return Paths(data=data.resolve(), cache=data.resolve() / "cache")
    import platformdirs

    return Paths(
        data=Path(platformdirs.user_data_dir("Tutor", appauthor=False)),
        cache=Path(platformdirs.user_cache_dir("Tutor", appauthor=False)),
    )
