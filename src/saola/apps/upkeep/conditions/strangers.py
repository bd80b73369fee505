"""Whether files of strangers are read where they can do no harm."""

from saola.apps.quarantine import pdf, safety
from saola.apps.quarantine.child import ReaderStoppedError
from saola.core.values import gettext_noop, say

from ..checking import Check, Condition, State


def quarantine() -> Condition:
    """A reader is sent to try what it must not do."""
    then = say(
        gettext_noop(
            "Use a Linux kernel from 5.13 on with Landlock and seccomp, and let the service use them; until then "
            "take files only from people you know."
        )
    )
    try:
        found = safety.try_out()
    except ReaderStoppedError:
        said = say(
            gettext_noop("The process that reads the files of strangers does not start; none can be read.")
        )
        return Condition("quarantine", State.UNSAFE, said, then)
    if not found.is_shut:
        said = say(
            gettext_noop("What reads the files of strangers could do this all the same: {done}."),
            done=", ".join(found.done),
        )
        return Condition("quarantine", State.UNSAFE, said, then)
    if not found.missing:
        said = say(
            gettext_noop("Files of strangers are read without network, files, programs or endless time.")
        )
        return Condition("quarantine", State.SAFE, said)
    said = say(
        gettext_noop(
            "What reads the files of strangers could reach nothing, though this kernel does not give: {missing}."
        ),
        missing=", ".join(found.missing),
    )
    return Condition("quarantine", State.WARN, said, then)


def fonts() -> Condition:
    """Without fonts no PDF can be made."""
    try:
        pdf.fonts()
    except pdf.NotTypesetError:
        return Condition(
            "fonts",
            State.WARN,
            say(
                gettext_noop(
                    "The fonts for PDF files are not there, so no sheet and no court bundle can be made."
                )
            ),
            say(gettext_noop("Run make setup once more.")),
        )
    return Condition("fonts", State.SAFE, say(gettext_noop("The fonts for PDF files are there.")))


CHECKS: tuple[Check, ...] = (quarantine, fonts)
