"""Run by test_torture_sign_in.py in a process of its own: threads against one node, figures on standard output."""

import json
import statistics
import sys
import threading
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from saola.apps.accounts.models import Person  # noqa: E402
from saola.apps.accounts.signing_in import codes, hashing, passwords, printed, throttle  # noqa: E402
from saola.apps.accounts.signing_in.models import Guard  # noqa: E402

SENTENCE = "grey herons stand in the reeds"
THREADS = 24


def at_once(act):
    """Let all threads go at the same instant; their answers, and the errors they met."""
    barrier, answers, errors = threading.Barrier(THREADS), [], []

    def run():
        barrier.wait()
        try:
            answers.append(act())
        except throttle.RefusedError:
            answers.append(False)
        except Exception as error:
            errors.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, errors


def time_of(name: str, password: str) -> float:
    Guard.objects.all().delete()
    client = Client(headers={"host": "localhost"})
    begun = time.perf_counter()
    answer = client.post("/accounts/sign-in/", {"username": name, "password": password})
    taken = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200
    return taken


def main(tries: int) -> dict:
    # One hash is run for every name (tests/apps/accounts/signing_in); a light one shows whatever else differs.
    hashing.Argon2id.time_cost, hashing.Argon2id.memory_cost = 1, 1024
    call_command("migrate", verbosity=0)
    person = Person.objects.create_user("ines", SENTENCE, full_name="Ines", role="reader")
    Person.objects.create_user("closed", SENTENCE, full_name="Closed", role="reader", is_active=False)
    Person.objects.create_user("unable", None, full_name="Unable", role="reader")
    passwords.keep_as_own(person)

    secret = codes.new_secret()
    codes.enrol(person, secret, step=0)
    code = codes._totp(secret).generate(time.time()).decode()
    paper = printed.make(person)[0]
    used, errors = at_once(lambda: codes.verify(person, code))
    papers, more = at_once(lambda: printed.verify(person, paper))
    admitted, still_more = at_once(lambda: bool(throttle.begin("ines", "10.0.0.1")))

    kinds = {"known": "ines", "unknown": "nobody", "closed": "closed", "without password": "unable"}
    taken = {kind: [] for kind in kinds}
    for _ in range(tries):
        for kind, name in kinds.items():
            taken[kind].append(time_of(name, "not it, not it at all"))
    return {
        "threads": THREADS,
        "tries": tries,
        "uses of one code of the app": sum(used),
        "uses of one recovery code": sum(papers),
        "guesses admitted": sum(admitted),
        "errors": errors + more + still_more,
        "entered": Person.objects.exclude(last_login=None).count(),
        "medians": {kind: statistics.median(values) for kind, values in taken.items()},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))))
