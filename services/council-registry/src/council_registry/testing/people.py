"""The few units, posts and people that tests begin with. Nobody in them has a name that people have."""

from datetime import date

from council_registry.application.people.appointments import Newcomer
from council_registry.domain.charter import Charter
from council_registry.domain.period import Period
from council_registry.domain.person import Contact
from council_registry.domain.unit import Unit
from councilkit.events.councils import CouncilKind, Language, Level, Names, PostRole, Side, UnitKind
from councilkit.testing.holdings import a_post

TODAY = date(2026, 11, 17)
THIS_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))

DIRECTORATE = a_post("9000", PostRole.DIRECTORATE_CONTACT)
OFFICER = a_post("0800", PostRole.REGIONAL_OFFICER)
OFFICER_ELSEWHERE = a_post("0300", PostRole.REGIONAL_OFFICER)
MANAGER = a_post("0701")
EMPLOYEE = a_post("0701", PostRole.EMPLOYEE)

UNITS = (
    Unit("9000", "Arbeids- og velferdsdirektoratet", UnitKind.DIRECTORATE),
    Unit("0300", "Nav Oslo", UnitKind.REGION, "9000", "AT"),
    Unit("0800", "Nav Vestfold og Telemark", UnitKind.REGION, "9000", "AT"),
    Unit("0701", "Nav Horten", UnitKind.LOCAL_OFFICE, "0800", "AT"),
    Unit("0704", "Nav Tønsberg", UnitKind.LOCAL_OFFICE, "0800", "AT"),
    Unit("0806", "Nav Skien", UnitKind.LOCAL_OFFICE, "0800", "AT"),
    Unit("0811", "Nav Siljan", UnitKind.LOCAL_OFFICE, "0800", "AT"),
)


def newcomer(name: str = "Modig Lykt", *, subject: str | None = "") -> Newcomer:
    handle = name.lower().replace(" ", ".")
    contact = Contact(name=name, email=f"{handle}@example.no", language=Language.NB, user_group="Lyktelaget")
    return Newcomer(contact, f"outside-{handle}" if subject == "" else subject)


def charter(short: str, level: Level, *units: str, parent: str | None = None) -> Charter:
    return Charter(
        names=Names(nb=short, nn=short, en=short),
        short=short,
        level=level,
        kind=CouncilKind.USER_COUNCIL,
        parent=parent,
        units=units,
        line=None,
        language=Language.NB,
        led_by=Side.USER,
    )
