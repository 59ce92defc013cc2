"""Write resources/public_holidays.json from the `holidays` library.

The library reads the files of all its countries at once, which takes longer than a whole decision; the table holds the
countries of our places of sale. A test compares it with the library, so it cannot grow stale unseen.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import holidays

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.logic.channels import load_channels  # noqa: E402

YEARS_BACK, YEARS_AHEAD = 3, 5
FILE = ROOT / "resources" / "public_holidays.json"


def table(first: int, last: int) -> dict[str, dict[str, str]]:
    """Return the holidays of each country and year as month and day, four digits each."""
    countries = sorted({channel.country for channel in load_channels().values() if channel.country})
    return {
        country: {
            str(year): " ".join(f"{day:%m%d}" for day in sorted(holidays.country_holidays(country, years=year)))
            for year in range(first, last + 1)
        }
        for country in countries
    }


if __name__ == "__main__":
    this_year = datetime.now(UTC).year
    content = {
        "library": f"holidays {holidays.__version__}",
        "days": table(this_year - YEARS_BACK, this_year + YEARS_AHEAD),
    }
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
