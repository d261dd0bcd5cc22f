"""Where the demo's needs, sheets and agreements stand."""

from favn.config.demo.fixed import known_id
from favn.kit import clock

HOUSE = "/samarbejder/"
ALIGNED = f"{HOUSE}{known_id('cooperation', 'Fest i gården')}/"
AGREED = f"{HOUSE}{known_id('cooperation', 'Byens musikdag')}/"
TOGETHER = [
    HOUSE, f"{HOUSE}ny/", f"{HOUSE}behov/", f"{HOUSE}behov/nyt/", f"{HOUSE}forslag/",
    f"{HOUSE}slags/", f"{HOUSE}kort/", f"{HOUSE}talt/{clock.today().year}/",
    f"{HOUSE}klar/{known_id('Kulturforvaltningen')}/",
    ALIGNED, f"{ALIGNED}ark/", f"{ALIGNED}afstemt/", f"{ALIGNED}aftale/ny/", AGREED,
    f"{AGREED}aftale/",
]  # fmt: skip
