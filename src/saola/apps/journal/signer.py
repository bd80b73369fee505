"""Signing where another user of the machine keeps the key: the sealer listens, the rest of the node asks.

The socket lies in a folder that the sealer owns and the group of the node may enter. Over it go eight bytes of
length and then the content; back come the 64 bytes of the signature, or nothing. Whoever may ask gets manifests,
seals of backups and results of drills signed. What the journal is judged by is never signed on request:
checkpoints and the openings of epochs come from the sealer itself, so that a fault in the pages cannot forge them.
"""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from saola.core.sealing import canonical

from . import epochs, sealer

LONGEST = 1 << 26
"""Bytes of the longest content that is signed on request."""
PATIENCE = 20.0
"""Seconds for which either side waits for the other."""
_OF_CHECKPOINTS = b"saola/"
_OF_EPOCHS = canonical({"about": epochs.OPENED})[:-1]


def is_for_the_sealer_alone(content: bytes) -> bool:
    """Whether ``content`` is a checkpoint or the opening of an epoch, as far as its first bytes say."""
    return content.startswith((_OF_CHECKPOINTS, _OF_EPOCHS))


def ask(path: Path, content: bytes) -> bytes:
    """The signature that the sealer at the socket ``path`` gives. Raises ``SealerKeyError``."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(str(path))
            line.sendall(len(content).to_bytes(8, "big") + content)
            signature = _read(line, 64)
    except OSError as fault:
        raise sealer.SealerKeyError(
            f"The sealer, which keeps the signing key under another user, does not answer at {path} ({fault.strerror or fault}). "
            "Start it (systemctl start saola-sealer), then try again."
        ) from fault
    if len(signature) != 64:
        raise sealer.SealerKeyError("The sealer did not sign this; its log says why.")
    return signature


def listen(path: Path, tell: Callable[[str], None]) -> socket.socket:
    """Answer at the socket ``path`` from a thread of its own, until what is returned is closed."""
    path.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o117)
    try:
        door.bind(str(path))
    finally:
        os.umask(before)
    door.listen(8)
    threading.Thread(target=_answer_all, args=(door, tell), daemon=True).start()
    return door


def _answer_all(door: socket.socket, tell: Callable[[str], None]) -> None:
    while True:
        try:
            line, _address = door.accept()
        except OSError:  # it was closed
            return
        with line:
            try:
                line.settimeout(PATIENCE)
                _answer(line, tell)
            except (OSError, sealer.SealerKeyError) as fault:
                tell(f"A request for a signature was not answered: {fault}")


def _answer(line: socket.socket, tell: Callable[[str], None]) -> None:
    length = int.from_bytes(_read(line, 8), "big")
    if not 0 < length <= LONGEST:
        tell(f"A request for a signature over {length} bytes was refused.")
        return
    content = _read(line, length)
    if len(content) < length or is_for_the_sealer_alone(content):
        tell("A request to sign what only the sealer may say was refused.")
        return
    line.sendall(sealer.sign(content))
    tell(f"Signed on request: {length} bytes.")


def _read(line: socket.socket, length: int) -> bytes:
    """``length`` bytes, or fewer when the other side ends before."""
    pieces, missing = [], length
    while missing and (piece := line.recv(min(missing, 1 << 20))):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
