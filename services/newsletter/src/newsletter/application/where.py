"""Where a case is now, in one sentence that needs no knowledge of the house."""

from collections.abc import Callable, Mapping

from councilkit.cards import Card
from councilkit.wording import Wording
from newsletter.application.known import Places

Say = Callable[[Card, Places, Wording], str]


def where(card: Card, places: Places, wording: Wording) -> str:
    """Tell it; of a state that case-flow has learnt since, as much as is certain."""
    return _SENTENCES.get(card.state, _somewhere)(card, places, wording)


def _reported(card: Card, places: Places, wording: Wording) -> str:
    council = _holder(card, places, wording)
    return wording.say("%(council)s will take the case up in a meeting.", council=council)


def _on_agenda(card: Card, places: Places, wording: Wording) -> str:
    council = _holder(card, places, wording)
    return wording.say("The case is to be taken up in a meeting of %(council)s.", council=council)


def _treated(card: Card, places: Places, wording: Wording) -> str:
    council = _holder(card, places, wording)
    if card.next is None:
        return wording.say("%(council)s has discussed the case and is done with it.", council=council)
    if card.next.action == "send_case":
        return wording.say("%(council)s will send the case on to another council.", council=council)
    return wording.say("%(council)s will ask Nav for an answer.", council=council)


def _sent(card: Card, places: Places, wording: Wording) -> str:
    to = card.next.council if card.next and card.next.council else card.holder
    return wording.say("The case is on its way to %(council)s.", council=places.council(to, wording.language))


def _awaiting_answer(card: Card, places: Places, wording: Wording) -> str:
    return wording.say("We are waiting for an answer from %(unit)s.", unit=places.unit(card.addressee_unit or ""))


def _coming_home(card: Card, places: Places, wording: Wording) -> str:
    council = places.council(card.origin, wording.language)
    return wording.say("The answer has come. Now %(council)s will say whether it is good enough.", council=council)


def _answered(card: Card, places: Places, wording: Wording) -> str:
    council = places.council(card.origin, wording.language)
    return wording.say("The case is done. %(council)s has got the answer.", council=council)


def _somewhere(card: Card, places: Places, wording: Wording) -> str:
    return wording.say("The case is with %(council)s.", council=_holder(card, places, wording))


def _holder(card: Card, places: Places, wording: Wording) -> str:
    return places.council(card.holder, wording.language)


_SENTENCES: Mapping[str, Say] = {
    "reported": _reported,
    "on_agenda": _on_agenda,
    "treated": _treated,
    "sent": _sent,
    "awaiting_answer": _awaiting_answer,
    "coming_home": _coming_home,
    "answered": _answered,
}
