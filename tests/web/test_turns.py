import threading

from saola.web.turns import Turn


def test_turns_pass_in_the_order_in_which_they_were_asked_for():
    turn, passed = Turn(), []
    turn.acquire()

    def wait(own: int) -> None:
        turn.acquire()
        passed.append(own)
        turn.release()

    waiting = []
    for own in range(12):
        thread = threading.Thread(target=wait, args=(own,))
        thread.start()
        while len(turn._waiting) <= own:
            pass
        waiting.append(thread)
    turn.release()
    for thread in waiting:
        thread.join()
    assert passed == list(range(12))


def test_turn_is_free_again_after_the_last():
    turn = Turn()
    for _ in range(3):
        turn.acquire()
        turn.release()
    assert not turn._is_taken


def test_one_at_a_time():
    turn, inside, most = Turn(), [], []

    def work() -> None:
        for _ in range(200):
            turn.acquire()
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            turn.release()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
