"""Catalogue 31: one byte of a backup changed, anywhere."""

import random

import pytest

from saola.apps.upkeep.backup import boxes, folder, taking
from saola.apps.upkeep.backup.faults import BrokenBackupError
from tests.factories import nodes

SEED = 20261122


def test_changed_byte_of_a_backup_is_always_seen(db, settings, monkeypatch, tmp_path, times, tell):
    nodes.small(tmp_path / "node", settings, monkeypatch)
    recipient = boxes.new_identity(tmp_path / "key")
    taken = taking.take(tmp_path / "backups", boxes.recipients([recipient]))
    chance, many = random.Random(SEED), times(300)
    everything = sorted(path for path in (tmp_path / "backups").rglob("*") if path.is_file())
    sizes = [path.stat().st_size for path in everything]
    for number in range(many):
        # every file in turn for half of the tries, the others spread over all bytes
        path = (
            everything[number % len(everything)]
            if number % 2
            else chance.choices(everything, weights=sizes)[0]
        )
        place, bit = chance.randrange(path.stat().st_size), 1 << chance.randrange(8)
        flip(path, place, bit)
        with pytest.raises(BrokenBackupError):
            folder.find(taken.place).prove()
        flip(path, place, bit)
    assert folder.find(taken.place).prove() == sum(sizes) - signed(taken.place)
    tell(31, f"a bit flipped in a backup of {len(everything)} files", many, "100 % seen", SEED)


def signed(place):
    return sum((place / name).stat().st_size for name in ("seal.json", "seal.sig"))


def flip(path, place, bit):
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ bit]))
