"""What every answer says to browsers and proxies, and what the node says of itself under HTTPS."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import accounts

ROOT = Path(__file__).parents[4]
UNDER_HTTPS = {"SAOLA_HTTPS": "1", "SAOLA_HOSTS": "saola.example"}


@pytest.mark.parametrize("path", ["/accounts/sign-in/", "/accounts/own/", "/nowhere/", "/"])
def test_answer_is_kept_by_nobody_and_drawn_into_no_other_page(client, db, path):
    if path != "/accounts/sign-in/":
        client.force_login(accounts.person("reader"))
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def run(program, tmp_path):
    own = {**os.environ, **UNDER_HTTPS, "SAOLA_DATA": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    own.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # left by the driver of the browser in the tests' own process
    return subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_of_a_deployment_under_https_finds_nothing(tmp_path):
    checked = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], tmp_path)
    assert checked.returncode == 0, checked.stderr


def test_cookies_under_https_are_bound_to_host_and_site(tmp_path):
    program = """
import django; django.setup()
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE,
      s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH, s.SECURE_HSTS_SECONDS > 31_000_000)
"""
    said = run(
        [
            "-W",
            "ignore",
            "-c",
            "import os; os.environ['DJANGO_SETTINGS_MODULE']='saola.web.settings'" + program,
        ],
        tmp_path,
    )
    assert said.stdout.split() == [
        "__Host-session",
        "__Host-form",
        "True",
        "True",
        "True",
        "True",
        "Strict",
        "Strict",
        "None",
        "/",
        "True",
    ]
