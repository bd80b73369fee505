"""Catalogue 21: no secret lies in the repository, and no template or view steps around what keeps pages safe."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SECRETS = {
    "private key": r"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY",
    "age identity": r"AGE-SECRET-KEY-1[0-9A-Z]{20,}",
    "token of this system": r"saola_[A-Za-z0-9_-]{40,}",
    "cloud key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token of a code host": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20,})",
    "token of a chat": r"\bxox[abprs]-[0-9A-Za-z-]{10,}",
    "token of a registry": r"\b(?:npm_[A-Za-z0-9]{36}|pypi-AgE[\w-]{50,})",
    "web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "password in an address": r"\b(?:postgres(?:ql)?|https?|ftp|amqp|redis)://[^\s/:@{}<>$\"']+:[^\s/@{}<>$\"'*]{3,}@[a-z0-9]",
    "secret written down": r"(?i)\b(?:secret_?key|api_?key|passw(?:or)?d|auth_?token)\b\s*[=:]\s*['\"][A-Za-z0-9+/_=-]{24,}['\"]",
}
PATTERNS = {what: re.compile(pattern) for what, pattern in SECRETS.items()}

TEMPLATE_DANGERS = {
    "unescaped": r"\|\s*(?:safe|safeseq)\b",
    "escaping off": r"\{%\s*autoescape\s+off",
    "script in the page": r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>",
    "handler in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "address that runs": r"(?i)javascript:",
    "value in an attribute without quotes": r"<[a-z][^>]*\s[\w:-]+=\{\{",
    "what helps developers": r"\{%\s*debug\s*%\}",
}
CODE_DANGERS = {
    "form without its token": r"csrf_exempt",
    "formats markup with an f-string": r"format_html\(\s*f[\"']",
    "runs a word": r"(?<![\w.])(?:eval|exec)\(",
    "runs a shell": r"shell=True|os\.system\(|os\.popen\(",
    "reads what may run": r"yaml\.(?:load|unsafe_load)\((?![^)]*Loader)|marshal\.loads?\(|shelve\.open\(",
    "SQL put together by Django": r"\.extra\(|RawSQL\(",
    "every field of a record in a form": r"fields\s*=\s*[\"']__all__",
    "trusts a certificate of anybody": r"verify=False|CERT_NONE|_create_unverified_context",
}


def tracked(*endings):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout of the repository")
    names = [name.decode() for name in listed.stdout.split(b"\0") if name]
    for name in names:
        path = ROOT / name
        if path.is_file() and (not endings or path.suffix in endings):
            yield name, path.read_text(encoding="utf-8", errors="replace")


def found(patterns, files):
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {what}"
        for name, text in files
        for what, pattern in patterns.items()
        for match in re.finditer(pattern, text)
    ]


def test_no_secret_lies_in_the_repository():
    own = Path(__file__).relative_to(ROOT).as_posix()
    assert found(PATTERNS, ((name, text) for name, text in tracked() if name != own)) == []


def test_no_template_steps_around_escaping_or_the_policy():
    assert found(TEMPLATE_DANGERS, tracked(".html")) == []


def test_no_code_steps_around_what_keeps_requests_safe():
    files = ((name, text) for name, text in tracked(".py") if name.startswith("src/"))
    assert found(CODE_DANGERS, files) == []


# Parted, so that neither this scan nor that of a host finds them here.
PLANTED_SECRETS = {
    "private key": "-----BEGIN " + "PRIVATE KEY-----\nMC4C",
    "age identity": "AGE-SECRET-" + "KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQ",
    "token of this system": "saola" + "_" + "a" * 43,
    "cloud key": "AKIA" + "ABCDEFGHIJKLMNOP",
    "token of a code host": "ghp" + "_" + "a" * 36,
    "token of a chat": "xoxb" + "-" + "1" * 12,
    "token of a registry": "npm" + "_" + "a" * 36,
    "web token": "eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "." + "c" * 12,
    "password in an address": "postgresql" + "://saola:hunter22@db.example/saola",
    "secret written down": "SECRET_" + 'KEY = "' + "k" * 30 + '"',
}
PLANTED_IN_TEMPLATES = {
    "unescaped": "{{ word | safe }}",
    "escaping off": "{% autoescape off %}",
    "script in the page": "<script>go()</script>",
    "handler in an attribute": '<img src="x" onerror="go()">',
    "address that runs": '<a href="JavaScript:go()">',
    "value in an attribute without quotes": "<a href={{ address }}>",
    "what helps developers": "{% debug %}",
}
PLANTED_IN_CODE = {
    "form without its token": "@csrf_exempt",
    "formats markup with an f-string": 'format_html(f"<b>{word}</b>")',
    "runs a word": "found = eval(word)",
    "runs a shell": "subprocess.run(word, shell=True)",
    "reads what may run": "yaml.load(file)",
    "SQL put together by Django": "people.extra(where=[word])",
    "every field of a record in a form": 'fields = "__all__"',
    "trusts a certificate of anybody": "get(address, verify=False)",
}
KINDS = [
    (PATTERNS, PLANTED_SECRETS),
    (TEMPLATE_DANGERS, PLANTED_IN_TEMPLATES),
    (CODE_DANGERS, PLANTED_IN_CODE),
]


@pytest.mark.parametrize(("patterns", "planted"), KINDS, ids=["secrets", "templates", "code"])
def test_each_pattern_finds_what_is_planted_for_it(patterns, planted):
    unfound = [what for what in patterns if not found({what: patterns[what]}, [("x", planted.get(what, ""))])]
    assert unfound == []
