from raadslag_local.running.deaths import MANY, SOON, Deaths


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_dies_again_and_again_is_given_up() -> None:
    deaths = Deaths(Clock())
    assert [deaths.too_many() for _ in range(MANY + 1)] == [False] * MANY + [True]


def test_what_dies_now_and_then_is_started_each_time() -> None:
    clock = Clock()
    deaths = Deaths(clock)
    for _ in range(5 * MANY):
        clock.now += SOON / MANY
        assert not deaths.too_many()
