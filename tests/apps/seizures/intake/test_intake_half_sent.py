"""A connection that drops while a file is being sent: nothing of it is kept, and the next one is served.

Over a real connection to the server that ``saola serve`` starts, because only a real one can break.
"""

import hashlib
import http.client
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import time

import pytest

from tests.factories import files

ANNOUNCED = 1_000_000

SIGN_IN = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from tests.factories import accounts
client = Client()
client.force_login(accounts.person("data_officer"))
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""

SECRET = "a" * 32  # the same in the cookie and in the header is what the check of forms asks for
BOUNDARY = "half-sent"


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "temporary").mkdir()
    return folder


@pytest.fixture(scope="module")
def environment(node):
    return {
        **os.environ,
        "SAOLA_DATA": str(node / "data"),
        "SAOLA_DATABASE_URL": "",
        "TMPDIR": str(node / "temporary"),
        "DJANGO_SETTINGS_MODULE": "saola.web.settings",
    }


@pytest.fixture(scope="module")
def port(node, environment):
    """Where a server listens that was started as a person starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    words = [sys.executable, "-m", "saola", "serve", "--port", str(number)]
    with (node / "said.txt").open("w") as said:
        server = subprocess.Popen(words, env=environment, stdout=said, stderr=said)
    try:
        until(lambda: answers(number), 120)
        yield number
    finally:
        server.terminate()
        server.wait(30)


def until(is_so, seconds):
    limit = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.1)


def answers(port):
    try:
        return status(port, "GET", "/accounts/sign-in/") == 200
    except (OSError, http.client.HTTPException):
        return False


def status(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.fixture(scope="module")
def headers(port, environment):
    signed_in = subprocess.run(
        [sys.executable, "-c", SIGN_IN], env=environment, capture_output=True, text=True, check=True
    )
    return {
        "Cookie": f"sessionid={signed_in.stdout.strip()}; csrftoken={SECRET}",
        "X-CSRFToken": SECRET,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }


def body(content):
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="long.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\n".encode()
        + content
        + f"\r\n--{BOUNDARY}--\r\n".encode()
    )


def kept(node):
    """Batches on record, files in the folder of handed-in files, and temporary files."""
    database = sqlite3.connect(f"file:{node / 'data' / 'saola.sqlite3'}?mode=ro", uri=True)
    try:
        batches = database.execute("SELECT count(*) FROM seizures_batch").fetchone()[0]
    finally:
        database.close()
    folder = node / "data" / "intake"
    return batches, sorted(path.name for path in folder.glob("*")), under_way(node)


def under_way(node):
    return sorted(path.name for path in (node / "temporary").iterdir())


def send_half(port, headers, content):
    """Announce the whole, send its first half, and leave the connection open."""
    sent = body(content)
    head = [
        "POST /seizures/files/ HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Content-Length: {len(sent)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall("\r\n".join([*head, "", ""]).encode() + sent[: len(sent) // 2])
    return connection


def drop(connection, how):
    if how == "reset":  # as when the cable is pulled: no farewell
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize("how", ["closed", "reset"])
def test_file_of_which_half_arrived_leaves_nothing_and_the_server_answers(node, port, headers, how):
    content = files.content(*map(files.line, range(20_000)))[:ANNOUNCED]
    assert len(content) == ANNOUNCED
    before = kept(node)
    connection = send_half(port, headers, content)
    until(lambda: under_way(node), 30)
    drop(connection, how)
    until(lambda: not under_way(node), 30)
    assert kept(node) == before
    assert status(port, "GET", "/seizures/files/", headers=headers) == 200


def test_file_that_arrived_whole_is_kept(node, port, headers):
    content = files.content(files.line(1))
    assert status(port, "POST", "/seizures/files/", body(content), headers) == 302
    until(lambda: not under_way(node), 30)  # the answer may be here before its temporary file is gone
    assert kept(node) == (1, [hashlib.sha256(content).hexdigest()], [])
