"""Catalogue 1, 5 and 13 for evidence: killed while sealing, custody walked at random, one bit changed in a bundle."""

import io
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from saola.apps.evidence import store
from saola.apps.evidence.actions import custody as entries
from saola.apps.evidence.actions import taking_in
from saola.apps.journal import sealer
from saola.core import custody
from saola.core.custody import CustodyRefusal, Entry, State, Where, replay, step
from saola.core.values import Quantity
from tests.factories import bundles, evidence
from tests.factories.bundles import HAS_TOOLS, verifies
from tests.factories.nodes import Node

SEED = 20261122


# 5: custody walked at random, beside the plainest bookkeeping that can be

STEPS = 250
"""Steps of one walk; the walks of a seed come to what is asked for."""


class Book:
    """Who holds what, counted another way: one number an exhibit, one set of seals."""

    def __init__(self):
        self.present, self.seals, self.holder, self.gone = {}, set(), {}, set()

    def take(self, number, quantity, holder):
        assert number not in self.present
        self.present[number] = [quantity.amount, quantity.unit]
        self.holder[number] = holder

    def less(self, number, quantity):
        if self.present[number][1] == quantity.unit:
            self.present[number][0] -= quantity.amount
            assert self.present[number][0] >= 0

    def seal(self, number):
        assert number not in self.seals
        self.seals.add(number)

    def enter(self, entry, was):
        act, number = entry.act, entry.exhibit
        assert number not in self.gone or isinstance(act, custody.Corrected)
        match act:
            case custody.TakenIn():
                self.take(number, act.quantity, act.holder)
                if act.seal:
                    self.seal(act.seal)
            case custody.Sealed():
                self.seal(act.seal)
            case custody.SealReplaced():
                self.seal(act.new_seal)
            case custody.Split():
                for part, quantity in act.parts:
                    self.take(part, quantity, self.holder[number])
                    self.less(number, quantity)
            case custody.Sampled():
                self.take(act.sample, act.quantity, self.holder[number])
                self.less(number, act.quantity)
            case custody.ResultGiven() if act.consumed:
                self.less(number, act.consumed)
            case custody.Received() | custody.Returned():
                self.holder[number] = entry.by
            case custody.SentToLaboratory():
                self.holder[number] = act.laboratory
            case custody.PutOnDisplay():
                self.holder[number] = act.court
            case custody.Disposed():
                self.gone.add(number)
            case custody.Corrected() if act.quantity:
                self.present[number][0] = act.quantity.amount
        if isinstance(act, custody.Moved | custody.HandedOver | custody.Split | custody.Disposed):
            assert was.holder == entry.by

    def agrees(self, state):
        for number, exhibit in state.exhibits.items():
            assert self.present[number] == [exhibit.present.amount, exhibit.unit]
            assert self.holder[number] == exhibit.holder
            assert (number in self.gone) == (exhibit.where is Where.DISPOSED)
        assert self.seals == set(state.seals)


def any_act(chance, state, fresh):
    """An act and its exhibit and actor: mostly plausible, often not."""
    people = ("ann", "ben", "eve")
    known = sorted(state.exhibits)
    number = chance.choice(known) if known and chance.random() < 0.93 else f"E{next(fresh)}"
    exhibit = state.exhibits.get(number)
    unit = exhibit.unit if exhibit and chance.random() < 0.9 else chance.choice(["KGM", "NAR"])
    quantity = Quantity(Decimal(chance.randint(0, 40)) / 10, unit)
    seal = (
        exhibit.seal if exhibit and exhibit.seal and chance.random() < 0.9 else f"S{chance.randint(1, 400)}"
    )
    new, part = f"S{next(fresh)}", f"{number}.{next(fresh)}"
    if chance.random() < 0.05:
        new = seal
    seen = {
        "seal": chance.choice([None, "", seal]),
        "is_seal_whole": chance.random() < 0.9,
        "quantity": chance.choice([None, quantity, exhibit.present if exhibit else quantity]),
    }
    act = chance.choice(
        [
            custody.TakenIn(quantity=quantity, holder=chance.choice(people), seal=chance.choice(["", new])),
            custody.Sealed(seal=new),
            custody.SealOpened(seal=seal, reason="r", witness="w"),
            custody.SealReplaced(seal=seal, new_seal=new, reason="r", witness="w"),
            custody.HandedOver(to=chance.choice(people), reason="r"),
            custody.Received(place=chance.choice(["", "A"]), **seen),
            custody.Received(**seen),
            custody.Moved(place=chance.choice(["A", "B", "C"])),
            custody.Split(parts=((part, quantity),), reason="r", remaining=seen["quantity"]),
            custody.Split(parts=((part, quantity), (part + "b", quantity)), reason="r"),
            custody.Sampled(sample=part, quantity=quantity),
            custody.SentToLaboratory(laboratory="lab", request="L1"),
            custody.PutOnDisplay(court="court", case="4"),
            custody.Acknowledged(reference="p"),
            custody.ResultGiven(request="L1", consumed=chance.choice([None, quantity])),
            custody.Returned(**seen),
            custody.Checked(is_found=chance.random() < 0.9, **seen),
            custody.Disposed(order=chance.choice(["", "o"]), manner="m", witness="w"),
            custody.Corrected(
                entry=chance.randint(1, 20), says="s", quantity=chance.choice([None, quantity])
            ),
        ]
    )
    actor = chance.choice(people)
    if exhibit and chance.random() < 0.9:
        actor = exhibit.receiver if isinstance(act, custody.Received) and exhibit.receiver else exhibit.holder
    return number, actor, act


def walk(chance):
    state, book, taken, refused = State(), Book(), [], 0
    fresh, now = iter(range(1000, 10**9)), datetime(2025, 1, 1, tzinfo=UTC)
    for _ in range(STEPS):
        now += timedelta(minutes=chance.randint(0, 4000))
        number, actor, act = any_act(chance, state, fresh)
        at = now - timedelta(minutes=chance.choice([0, 0, 0, 700]))
        entry = Entry(len(taken) + 1, number, at, actor, act, entered_at=now)
        try:
            after = step(state, entry)
        except CustodyRefusal as refusal:
            refused += bool(str(refusal))
            continue
        book.enter(entry, state.exhibits.get(number))
        book.agrees(after)
        state = after
        taken.append(entry)
    assert replay(taken) == state
    for number in state.exhibits:
        assert custody.chain(taken, number)
    return refused, len(taken)


def test_custody_agrees_with_plain_bookkeeping(times, tell):
    """``times`` thousand steps: 200 are 50,000 steps x 4 seeds, 1,000 the 20 seeds of the catalogue."""
    many, refused, taken = times(8) * 1000 // STEPS, 0, 0
    for number in range(many):
        no, yes = walk(random.Random(f"{SEED} {number}"))
        refused, taken = refused + no, taken + yes
    assert taken > many * STEPS / 10
    result = f"{taken} entered, {refused} refused, 0 broken promises"
    tell(5, "steps of custody beside plain bookkeeping", many * STEPS, result, SEED)


# 13: a court bundle with one bit changed


@pytest.fixture
def folder(db, knowledge, tmp_path, settings):
    settings.DATA_FOLDER, settings.KEYS_FOLDER = tmp_path / "node", tmp_path / "keys"
    settings.DATA_FOLDER.mkdir()
    sealer.make_key()
    by = evidence.custodian()
    exhibit = evidence.exhibit(by)
    for number in range(3):
        taking_in.seal_file(exhibit, io.BytesIO(b"picture %d" % number * 40), f"IMG {number}.jpg", by=by)
    entries.check(exhibit, seal="SL-OTHER", by=by)
    bundles.write([exhibit], tmp_path / "bundle", by=by)
    return tmp_path / "bundle"


@pytest.mark.skipif(not HAS_TOOLS, reason="openssl and sha256sum are not on this machine")
def test_one_bit_changed_anywhere_in_a_bundle_is_caught(folder, times, tell):
    """At least one bit of every file, at random places; stock tools decide."""
    chance = random.Random(SEED)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    chosen = [*files, *chance.choices(files, k=max(0, times(30) - len(files)))]
    missed = []
    for path in chosen:
        whole = path.read_bytes()
        changed, place = bytearray(whole), chance.randrange(len(whole))
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        if verifies(folder):
            missed.append((path.name, place))
        path.write_bytes(whole)
    assert missed == []
    assert verifies(folder)
    tell(13, "one bit flipped in a court bundle, sha256sum and openssl", len(chosen), "all caught", SEED)


# 1: killed while it seals files and enters custody

WORK = """
import io, sys, django
django.setup()
from decimal import Decimal
from itertools import count
from saola.apps.accounts.models import Person
from saola.apps.evidence.actions import custody, taking_in
from saola.apps.seizures.models import Incident
from saola.core.values import Quantity

mark, by, incident = sys.argv[1], Person.objects.get(name="keeper"), Incident.objects.get()
print("ready", flush=True)
for number in count():
    exhibit, _ = taking_in.take_in(
        incident, by=by, description=mark, quantity=Quantity(Decimal(10), "KGM"), seal=""
    )
    print("exhibit", exhibit.number, flush=True)
    file = taking_in.seal_file(exhibit, io.BytesIO(f"{mark} {number} ".encode() * 9000), "f", by=by)
    print("file", file.sha256, flush=True)
    event = custody.split(exhibit, quantities=[Quantity(Decimal(3), "KGM")], reason="r", by=by)
    print("split", exhibit.number, flush=True)
"""
PREPARE = """
import django
django.setup()
from saola.apps.accounts.models import Person
from saola.apps.seizures.models import Incident
from django.utils import timezone
Person.objects.create_user("keeper", full_name="Keeper", role="evidence_custodian")
Incident.objects.create(number="S000001", recorded_at=timezone.now())
"""
REPLAY = """
import django
django.setup()
from saola.apps.evidence.actions.entering import state_of
from saola.apps.evidence.models import CustodyEvent, Exhibit
from saola.apps.journal.models import Entry
for root in Exhibit.objects.filter(parent=None):
    state = state_of(root)
    rows = {row.number: row for row in Exhibit.objects.filter(number__in=list(state.exhibits))}
    assert set(rows) == set(state.exhibits)
    assert all(rows[n].present == e.present.amount and rows[n].version == e.last_entry for n, e in state.exhibits.items())
told = dict(Entry.objects.filter(event="custody.entered").values_list("seq", "facts"))
events = list(CustodyEvent.objects.values_list("journal_seq", "digest"))
assert len(events) == len(told) and all(told[seq]["digest"] == digest for seq, digest in events)
print(len(events))
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    node = Node(tmp_path_factory.mktemp("evidence-killed"))
    node.do("migrate")
    run(node, PREPARE)
    return node


def run(node, code, *words):
    found = subprocess.run(
        [sys.executable, "-c", code, *words], env=node.environment(), capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def rows(node, query):
    with closing(sqlite3.connect(node.records)) as database:
        return {row[0] for row in database.execute(query)}


def told_until_killed(node, mark, seconds):
    with subprocess.Popen(
        [sys.executable, "-c", WORK, mark], env=node.environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def test_no_sealed_file_or_entry_that_was_acknowledged_is_lost(node, settings, times, tell):
    settings.DATA_FOLDER = node.folder
    chance, many, acts = random.Random(SEED), times(4), 0
    said = {"exhibit": set(), "file": set(), "split": set()}
    for kill in range(many):
        for kind, what in told_until_killed(node, f"k{kill}", chance.uniform(0, 0.5)):
            said[kind].add(what)
            acts += 1
        assert said["exhibit"] <= rows(node, "SELECT number FROM evidence_exhibit")
        kept = rows(node, "SELECT sha256 FROM evidence_sealedfile")
        assert said["file"] <= kept
        for sha256 in kept:
            assert store.measure(sha256).sha256 == sha256
        assert {f"{number}.1" for number in said["split"]} <= rows(
            node, "SELECT number FROM evidence_exhibit"
        )
    entered = run(node, REPLAY).strip()
    assert rows(node, "PRAGMA integrity_check") == {"ok"}
    verified = node.run("journal", "verify", "--without-entry")
    assert verified.returncode == 0, verified.stderr
    result = f"0 lost, no row without its file, {entered} custody entries replay"
    tell(1, f"kill -9 in evidence and custody while {acts} acts were acknowledged", many, result, SEED)
