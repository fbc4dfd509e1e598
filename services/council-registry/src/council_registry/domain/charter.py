"""What is agreed of a council, from a day on."""

from dataclasses import dataclass, replace

from councilkit.events.councils import CouncilFounded, CouncilKind, Language, Level, Names, Side
from councilkit.events.structure import CouncilChanged


@dataclass(frozen=True)
class Charter:
    """What is agreed when a council is founded. Its short code, level and kind stay; the rest may change at a date."""

    names: Names
    short: str
    level: Level
    kind: CouncilKind
    parent: str | None
    units: tuple[str, ...]
    line: str | None
    language: Language
    led_by: Side

    def changed(self, event: CouncilChanged) -> "Charter":
        return replace(
            self,
            names=event.names,
            parent=event.parent,
            units=event.units,
            line=event.line,
            language=event.language,
            led_by=event.led_by,
        )


def charter_of(event: CouncilFounded) -> Charter:
    return Charter(
        names=event.names,
        short=event.short,
        level=event.level,
        kind=event.kind,
        parent=event.parent,
        units=event.units,
        line=event.line,
        language=event.language,
        led_by=event.led_by,
    )
