"""Names that nobody has: an adjective and a noun, two thousand five hundred of them."""

ADJECTIVES = """
    Modig Rolig Stille Klar Blid Varm Sterk Lett Myk Frisk Rask Trygg Snill Kvikk Glad Våken Sindig Munter Ærlig Rund
    Grønn Blå Rød Gyllen Sølvgrå Lys Skarp Dyp Bred Kvass Høy Lang Ung Gammel Nøysom Ivrig Tålmodig Nysgjerrig Jevn
    Seig Flink Mild Vid Spenstig Tapper Fin Rank Stø Åpen Djerv
""".split()  # noqa: SIM905 - a hundred lines otherwise
NOUNS = """
    Lykt Fjord Bjørk Stein Elv Skog Bro Båt Sky Stjerne Måne Bekk Foss Lyng Siv Furu Gran Eik Ask Rogn Hegre Svane
    Erle Ørn Måke Lom Tjeld Sti Vei Vind Bris Bølge Strand Odde Holme Tinde Dal Eng Åker Kilde Ild Glo Nøkkel Ramme
    Spire Kvist Blad Korn Perle Tråd
""".split()  # noqa: SIM905
PEOPLE = len(ADJECTIVES) * len(NOUNS)
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def name(number: int) -> str:
    """Tell one of the names; two numbers below `PEOPLE` never have the same."""
    return f"{ADJECTIVES[number % len(ADJECTIVES)]} {NOUNS[number // len(ADJECTIVES)]}"


def handle(number: int) -> str:
    return name(number).lower().replace(" ", ".").translate(PLAIN)
