"""The words of a table of who came. It is opened by people, so it speaks their language."""

from collections.abc import Mapping

from councilkit.events.councils import Language

COLUMNS = ("day", "from", "to", "meeting", "council", "name", "role", "side", "presence")

# Bokmål, nynorsk, English.
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "day": ("dato", "dato", "day"),
    "from": ("fra", "frå", "from"),
    "to": ("til", "til", "to"),
    "meeting": ("møte", "møte", "meeting"),
    "council": ("utvalg", "utval", "council"),
    "name": ("navn", "namn", "name"),
    "role": ("verv", "verv", "role"),
    "side": ("taler for", "talar for", "speaks for"),
    "presence": ("oppmøte", "oppmøte", "attendance"),
    "expected": ("", "", ""),
    "came": ("møtte", "møtte", "came"),
    "absent": ("møtte ikke", "møtte ikkje", "did not come"),
    "regrets": ("meldte forfall", "melde forfall", "sent regrets"),
    "user": ("brukerne", "brukarane", "users"),
    "nav": ("Nav", "Nav", "Nav"),
    "leader": ("leder", "leiar", "leader"),
    "deputy_leader": ("nestleder", "nestleiar", "deputy leader"),
    "member": ("medlem", "medlem", "member"),
    "deputy": ("vararepresentant", "vararepresentant", "deputy"),
    "nav_representative": ("Nav-representant", "Nav-representant", "Nav representative"),
    "secretary": ("sekretær", "sekretær", "secretary"),
    "coordinator": ("koordinator", "koordinator", "coordinator"),
    "observer": ("observatør", "observatør", "observer"),
    "answering_manager": ("svaransvarlig", "svaransvarleg", "answering manager"),
    "delegate": ("stedfortreder for svaransvarlig", "stadfortredar for svaransvarleg", "delegate"),
    "regional_officer": ("fagansvarlig i regionen", "fagansvarleg i regionen", "regional officer"),
    "directorate_contact": ("kontaktperson i direktoratet", "kontaktperson i direktoratet", "directorate contact"),
    "municipal_owner": ("kommunal eier", "kommunal eigar", "municipal owner"),
    "organisation_contact": ("kontaktperson i organisasjon", "kontaktperson i organisasjon", "organisation contact"),
    "experience_consultant": ("erfaringskonsulent", "erfaringskonsulent", "experience consultant"),
    "employee": ("ansatt", "tilsett", "employee"),
    "council_meeting": ("utvalgsmøte", "utvalsmøte", "council meeting"),
    "leader_meeting": ("ledermøte", "leiarmøte", "leader meeting"),
    "director_meeting": ("direktørmøte", "direktørmøte", "director meeting"),
    "annual_meeting": ("fast årlig møte", "fast årleg møte", "fixed annual meeting"),
    "joint_meeting": ("fellesmøte", "fellesmøte", "joint meeting"),
    "constituting_meeting": ("konstituerende møte", "konstituerande møte", "constituting meeting"),
    "working_committee": ("arbeidsutvalg", "arbeidsutval", "working committee"),
    "partnership_meeting": ("partnerskapsmøte", "partnarskapsmøte", "partnership meeting"),
    "experience_gathering": ("erfaringssamling", "erfaringssamling", "experience gathering"),
    "user_conference": ("brukerkonferanse", "brukarkonferanse", "user conference"),
    "user_panel": ("brukerpanel", "brukarpanel", "user panel"),
    "training": ("opplæring", "opplæring", "training"),
    "other": ("annet møte", "anna møte", "other meeting"),
}
_PLACES = {Language.NB: 0, Language.NN: 1, Language.EN: 2}


def said(language: Language, word: str) -> str:
    return _WORDS[word][_PLACES[language]]
