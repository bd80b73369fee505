"""Checking a court bundle as whoever receives it does: two stock programs, in the folder, nothing of ours."""

import shutil
import subprocess
from pathlib import Path

from saola.apps.accounts import approvals
from saola.apps.evidence import bundling

from . import accounts

HAS_TOOLS = bool(shutil.which("openssl") and shutil.which("sha256sum"))


def verifies(folder: Path) -> bool:
    """What VERIFY.txt says, run in the folder with the two programs and nothing else on the path."""
    key = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "node.pem", "-rawin"]
    commands = [
        [*key, "-in", "manifest.txt", "-sigfile", "manifest.sig"],
        [*key, "-in", "hashes.txt", "-sigfile", "hashes.sig"],
        ["sha256sum", "--check", "--strict", "--quiet", "hashes.txt"],
    ]
    tools = {str(Path(shutil.which(name)).parent) for name in ("openssl", "sha256sum")}
    return all(
        subprocess.run(each, cwd=folder, capture_output=True, env={"PATH": ":".join(tools)}).returncode == 0
        for each in commands
    )


def approved(exhibits, *, purpose, by, withheld=()):
    """Somebody of another agency approves exactly this bundle."""
    parameters = bundling.asked(exhibits, purpose=purpose, withheld=withheld)
    wanted = approvals.ask(bundling.ACTION, parameters, by=by, reason="a hearing")
    return approvals.decide(wanted, approve=True, by=accounts.person("supervisor"))


def write(exhibits, out, *, by, purpose="Case 7/2025", withheld=()):
    """A bundle at ``out``, approved and made."""
    approved(exhibits, purpose=purpose, by=by, withheld=withheld)
    return bundling.write(exhibits, out, purpose=purpose, by=by, withheld=withheld)
