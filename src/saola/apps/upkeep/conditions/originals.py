"""Whether sealed originals can be opened: the key of the store is there, is the right one, and is nobody else's."""

from saola.apps.evidence import store, store_key
from saola.apps.evidence.boxes import AlteredError
from saola.core.values import Message, gettext_noop, say

from ..checking import Check, Condition, State


def key() -> Condition:
    """How the key of the store stands, tried on the key of one file."""
    where, some = store_key.path(), store.some_key()
    if some is None and not where.exists():
        words = gettext_noop(
            "No file is closed to a key of the evidence store yet; the key is made with the first one."
        )
        return Condition("evidence-key", State.SAFE, say(words))
    fault = _fault(some)
    if fault is not None:
        return Condition("evidence-key", State.UNSAFE, fault, _bring_back())
    if where.stat().st_mode & 0o377:
        words = gettext_noop(
            "The key of the evidence store, {file}, is open to more than reading by its owner."
        )
        return Condition("evidence-key", State.UNSAFE, say(words, file=str(where)), _make_another(str(where)))
    return Condition("evidence-key", State.SAFE, say(gettext_noop("The key of the evidence store opens it.")))


def _fault(some) -> Message | None:
    where = str(store_key.path())
    try:
        store_key.identities()
        if some is not None:
            store_key.opened(some.read_bytes())
    except AlteredError:
        return say(
            gettext_noop(
                "The key of the evidence store, {file}, is another one: it does not open what is sealed here."
            ),
            file=where,
        )
    except (store_key.StoreKeyError, OSError):
        return say(
            gettext_noop(
                "The key of the evidence store, {file}, is not there or cannot be read: no original can be opened "
                "and none can be taken in."
            ),
            file=where,
        )
    return None


def _bring_back() -> Message:
    return say(
        gettext_noop(
            "Bring it back from its safe copy, mode 400. If there is no copy, run saola evidence rekey "
            "--identity FILE, with the offline key of backups."
        )
    )


def _make_another(where: str) -> Message:
    return say(
        gettext_noop(
            "Run: chmod 400 {file}. If others could have read it, run saola evidence rekey, which makes another."
        ),
        file=where,
    )


CHECKS: tuple[Check, ...] = (key,)
