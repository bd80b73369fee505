"""A small record with something on every page. All that people wrote in it is in Chinese characters.

So every word in Latin letters that stands on a page in another language was not said in that language, or is a
scientific name, a code or a number.
"""

import io
from dataclasses import dataclass

from saola.apps.accounts import actions as accounting
from saola.apps.accounts.models import Agency, Person
from saola.apps.accounts.roles import ROLES
from saola.apps.seizures.actions import intake, recording, reporting
from saola.apps.seizures.models import Batch, Incident, IssuedReport, Likeness

from . import accounts

YEAR = 2018
HEAD = "编号,查获日期,国家,地点,学名,俗名,标本类型,数量,单位,原产国,中转国,目的国,运输方式,备注,柜号"
ROWS = (
    "海一,2018-05-01,越南,海防港,Manis javanica,穿山甲,鳞片,12.5,千克,马来西亚,新加坡,中国,海运,藏于木箱,柜甲",
    "海二,2018-06-02,越南,海防港,Loxodonta africana,非洲象,象牙,3,件,肯尼亚,,中国,空运,,柜乙",
    "海三,2018-06,越南,岘港,Manis spp.,穿山甲,鳞片,约8,千克,,,,,,柜丙",
    "海四,2018-07-09,越南,岘港,,无名草,活体,7,株,,,,,,柜丁",
    "海五,2018-07-10,越南,河内,Manis,穿山甲,鳞片,一袋,袋,虚构地,,,邮寄,,柜戊",
    "海六,2018-02-31,越南,河内,Python regius,球蟒,活体,2,只,,,,,,柜己",
)
ANOTHER = (
    "林一,2018-05-01,越南,海防港,Manis javanica,穿山甲,鳞片,12.5,千克,马来西亚,,中国,海运,,柜甲",
    "林二,2018-08-01,越南,山萝,Panthera tigris,虎,皮张,1,张,,,,,,柜庚",
)


@dataclass
class Country:
    people: dict[str, Person]
    incident: Incident
    files: dict[str, Batch]
    report: IssuedReport
    likeness: Likeness | None


def create() -> Country:
    """Two files recorded, one checked, one refused; a seizure held back; a report issued; a pair to judge."""
    agency = accounts.agency(code="haiguan", name="海关", kind="customs")
    people = {
        role: accounts.person(role, full_name=f"张{number}", agency=agency)
        for number, role in enumerate(ROLES, 1)
    }
    officer = people["data_officer"]
    files = {
        "recorded": _recorded("海关.csv", ROWS, officer, agency),
        "another": _recorded("林业.csv", ANOTHER, officer, agency),
        "checked": _received(
            "待查.csv", (*ROWS[3:], "海七,2018-09-09,越南,河内,虎鲸,虎鲸,牙,1,件,,,,,,柜辛"), officer, agency
        ),
        "received": _received("新到.csv", (*ROWS[:2], "海八" + ROWS[0][2:]), officer, agency),
    }
    intake.check(files["checked"], by=officer)
    incidents = Incident.objects.order_by("pk")
    recording.hold_back(incidents[1], reason="侦查未结", by=officer)
    report = reporting.issue(YEAR, share_with_iccwc=False, note="试", by=people["cites_officer"])
    accounting.issue_token(name="部委地图", by=people["analyst"])
    return Country(people, incidents[0], files, report, Likeness.objects.first())


def _received(name: str, rows: tuple[str, ...], by: Person, agency: Agency) -> Batch:
    content = "\r\n".join([HEAD, *rows]).encode()
    return intake.receive(io.BytesIO(content), name, by=by, agency=agency)


def _recorded(name: str, rows: tuple[str, ...], by: Person, agency: Agency) -> Batch:
    batch = _received(name, rows, by, agency)
    intake.record(batch, by=by)
    return batch
