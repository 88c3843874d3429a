"""Every address of both sites as one table: how it is reached in a world of every case, who gets it, and what they get.

`tests/web/test_every_address.py` asks each address as each role, and `tests/journeys/test_every_page.py` looks at each page in
a browser. An address or an act without a row fails the first: add it to the file of its part.
"""

from tests.addresses.acts import ROWS as ACTS
from tests.addresses.cases import ROWS as CASES
from tests.addresses.chronology import ROWS as CHRONOLOGY
from tests.addresses.contributing import ROWS as CONTRIBUTING
from tests.addresses.information import ROWS as INFORMATION
from tests.addresses.learning import ROWS as LEARNING
from tests.addresses.office import ROWS as OTHERS
from tests.addresses.reporting import ROWS as REPORTING
from tests.addresses.rows import Row
from tests.addresses.six_months import ROWS as SIX_MONTHS

ROWS: tuple[Row, ...] = (
    *OTHERS,
    *CASES,
    *ACTS,
    *INFORMATION,
    *CHRONOLOGY,
    *LEARNING,
    *REPORTING,
    *SIX_MONTHS,
    *CONTRIBUTING,
)

__all__ = ["ROWS", "Row"]
