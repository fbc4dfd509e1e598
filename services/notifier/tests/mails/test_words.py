from councilkit.testing.wording import untranslated


def test_every_sentence_of_our_mails_is_said_in_bokmal_and_nynorsk() -> None:
    assert untranslated("notifier") == {"nb": set(), "nn": set()}
