"""How the node is reached, who runs it, and the disk below it."""

import os
from pathlib import Path

from django.conf import settings

from saola.core.values import gettext_noop, say

from .. import disk
from ..checking import Check, Condition, State


def https() -> Condition:
    if settings.SESSION_COOKIE_SECURE:
        return Condition("https", State.SAFE, say(gettext_noop("Cookies are sent over HTTPS only.")))
    return Condition(
        "https",
        State.UNSAFE,
        say(
            gettext_noop(
                "The node may be reached without HTTPS: who listens on the network can sign in as anyone."
            )
        ),
        say(gettext_noop("Put a reverse proxy with TLS before it and set SAOLA_HTTPS=1.")),
    )


def demo() -> Condition:
    if not settings.DEMO:
        return Condition(
            "demo", State.SAFE, say(gettext_noop("The sign-in by one click of the demonstration is off."))
        )
    return Condition(
        "demo",
        State.UNSAFE,
        say(gettext_noop("This is a demonstration: whoever reaches the page signs in by one click.")),
        say(gettext_noop("Unset SAOLA_DEMO before anything real is recorded.")),
    )


def debug() -> Condition:
    if not settings.DEBUG:
        return Condition("debug", State.SAFE, say(gettext_noop("Faults show no details of the program.")))
    return Condition(
        "debug",
        State.UNSAFE,
        say(gettext_noop("A fault shows settings and records to whoever caused it.")),
        say(gettext_noop("Unset SAOLA_DEBUG.")),
    )


def hosts() -> Condition:
    if "*" not in settings.ALLOWED_HOSTS:
        names = ", ".join(settings.ALLOWED_HOSTS)
        return Condition("hosts", State.SAFE, say(gettext_noop("The node answers to {names}."), names=names))
    return Condition(
        "hosts",
        State.UNSAFE,
        say(gettext_noop("The node answers to any host name, so a forged one may end in its links.")),
        say(gettext_noop("Set SAOLA_HOSTS to the names that people type.")),
    )


def user() -> Condition:
    if os.geteuid():
        return Condition(
            "user", State.SAFE, say(gettext_noop("The program runs as a user without special rights."))
        )
    return Condition(
        "user",
        State.WARN,
        say(gettext_noop("The program runs as root: a fault in it could change the whole machine.")),
        say(gettext_noop("Run it as a user of its own; docs/guide/deploy.md has the units.")),
    )


def folder_rights() -> Condition:
    folder = Path(settings.DATA_FOLDER)
    mode = folder.stat().st_mode & 0o777
    if not mode & 0o077:
        return Condition(
            "folder", State.SAFE, say(gettext_noop("Only its own user can open the data folder."))
        )
    return Condition(
        "folder",
        State.UNSAFE,
        say(
            gettext_noop("Other users of the machine can open the data folder (mode {mode})."),
            mode=f"{mode:o}",
        ),
        say(gettext_noop("Run: chmod 700 {folder}"), folder=str(folder)),
    )


def key_rights() -> Condition:
    """Key files are for reading by their owner, and nothing else."""
    loose = [path.name for path in key_files() if path.stat().st_mode & 0o377]
    if not loose:
        return Condition(
            "keys", State.SAFE, say(gettext_noop("Only its own user can read the keys of this node."))
        )
    return Condition(
        "keys",
        State.UNSAFE,
        say(
            gettext_noop("These key files are open to more than reading by their owner: {names}."),
            names=", ".join(loose),
        ),
        say(gettext_noop("Run: chmod 400 on each, and ask who could have read them.")),
    )


def key_files() -> list[Path]:
    folder = Path(settings.DATA_FOLDER)
    return [
        path
        for path in (folder / "secret_key", *sorted(Path(settings.KEYS_FOLDER).glob("*")))
        if path.is_file()
    ]


def room() -> Condition:
    space = disk.Space.now()
    free = space.free // disk.MB
    if disk.is_read_only():
        return Condition(
            "disk",
            State.UNSAFE,
            say(
                gettext_noop("The disk is nearly full ({free} MB left): the node refuses changes."), free=free
            ),
            say(gettext_noop("Make room. The node takes changes again by itself.")),
        )
    if space.level is disk.Level.LOW:
        return Condition(
            "disk",
            State.WARN,
            say(gettext_noop("The disk is filling up: {free} MB are left."), free=free),
            say(gettext_noop("Make room before it becomes read-only.")),
        )
    return Condition("disk", State.SAFE, say(gettext_noop("{free} MB of the disk are free."), free=free))


def encryption() -> Condition:
    """Whether the disk below the data folder is encrypted, where the system tells."""
    found = is_on_encrypted_disk(Path(settings.DATA_FOLDER))
    if found:
        return Condition(
            "encryption", State.SAFE, say(gettext_noop("The data folder lies on an encrypted disk."))
        )
    if found is None:
        return Condition(
            "encryption",
            State.UNKNOWN,
            say(gettext_noop("The system does not tell whether the disk of the data folder is encrypted.")),
            say(gettext_noop("Make sure that it is: who takes the machine must not be able to read it.")),
        )
    return Condition(
        "encryption",
        State.WARN,
        say(gettext_noop("The disk of the data folder does not seem to be encrypted by this system.")),
        say(
            gettext_noop("Encrypt it (LUKS), unless the layer below does: who takes the machine can read it.")
        ),
    )


def is_on_encrypted_disk(path: Path, devices: Path = Path("/sys/dev/block")) -> bool | None:
    """Whether any layer below ``path`` is dm-crypt; ``None`` where Linux does not list the layers."""
    number = path.stat().st_dev
    device = devices / f"{os.major(number)}:{os.minor(number)}"
    if not device.exists():
        return None
    return _is_encrypted(device)


def _is_encrypted(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text().startswith("CRYPT-"):
        return True
    below = device / "slaves"
    return any(_is_encrypted(each) for each in below.iterdir()) if below.is_dir() else False


CHECKS: tuple[Check, ...] = (https, demo, debug, hosts, user, folder_rights, key_rights, room, encryption)
