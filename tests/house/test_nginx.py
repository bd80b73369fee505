"""The configuration of nginx that the guide brings, in a real nginx before a server that tells what reached it."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

GIVEN = Path(__file__).parents[2] / "docs" / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
BOUND = 64 * 2**20

pytestmark = pytest.mark.skipif(
    not (NGINX and shutil.which("openssl")), reason="nginx and openssl are not on this machine"
)


class Behind(BaseHTTPRequestHandler):
    """Answers with the headers that reached it, and says when the first bytes of a body came."""

    protocol_version = "HTTP/1.1"
    began = threading.Event()

    def do_POST(self):
        left = int(self.headers.get("Content-Length", 0))
        while left and (piece := self.rfile.read(min(left, 4096))):
            type(self).began.set()
            left -= len(piece)
        self.do_GET()

    def do_GET(self):
        said = json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_words):
        pass


def free_port():
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    """nginx with the given file, of which only ports and places of the certificate are others."""
    folder = tmp_path_factory.mktemp("nginx")
    certificate = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ]
    names = ["-keyout", "saola.key", "-out", "saola.crt", "-subj", "/CN=saola.example", "-days", "2"]
    subprocess.run([*certificate, *names], cwd=folder, check=True, capture_output=True)
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    safe, plain = free_port(), free_port()
    given = GIVEN.read_text()
    for was, now in (
        ("listen 443 ssl", f"listen 127.0.0.1:{safe} ssl"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}"),
        ("/etc/saola/tls", str(folder)),
    ):
        assert was in given, was
        given = given.replace(was, now)
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if not os.geteuid() else ""
    whole = f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ access_log off; {places} {given} }}"
    (folder / "nginx.conf").write_text(whole)
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", safe)) == 0:
                    break
            time.sleep(0.05)
        yield safe, plain
        process.terminate()
    behind.shutdown()
    behind.server_close()


def line(ports, **words):
    context = ssl._create_unverified_context(**words)
    return http.client.HTTPSConnection("127.0.0.1", ports[0], context=context, timeout=30)


def test_plain_requests_are_sent_to_the_safe_address(ports):
    plain = http.client.HTTPConnection("127.0.0.1", ports[1], timeout=30)
    plain.request("GET", "/species/?q=1", headers={"Host": "saola.example"})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://saola.example/species/?q=1")
    plain.close()


@pytest.mark.parametrize("path", ["/", "/evidence/"])
def test_where_a_request_came_from_cannot_be_made_up(ports, path):
    each = line(ports)
    made_up = {"Host": "saola.example", "X-Forwarded-For": "10.9.9.9", "X-Forwarded-Proto": "http"}
    each.request("GET", path, headers=made_up)
    reached = json.loads(each.getresponse().read())
    each.close()
    assert reached["Host"] == "saola.example"
    assert reached["X-Forwarded-For"] == "127.0.0.1"
    assert reached["X-Forwarded-Proto"] == "https"


def test_older_protocols_are_refused(ports):
    context = ssl._create_unverified_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    each = http.client.HTTPSConnection("127.0.0.1", ports[0], context=context, timeout=30)
    with pytest.raises(ssl.SSLError):
        each.request("GET", "/")
    each.close()


@pytest.mark.parametrize(
    ("path", "status"), [("/seizures/import/", 413), ("/evidence/E000001/do/seal/", 200)]
)
def test_body_beyond_the_bound_goes_to_evidence_only(ports, path, status):
    each = line(ports)
    each.putrequest("POST", path)
    each.putheader("Content-Length", str(BOUND + 1))
    each.putheader("Expect", "100-continue")
    each.endheaders()
    if status == 200:
        for _ in range(64):
            each.send(b"x" * 2**20)
        each.send(b"x")
    assert each.getresponse().status == status
    each.close()


def test_originals_go_through_as_they_come_and_tables_wait_until_they_are_whole(ports):
    begun = []
    for path in ("/evidence/E000001/do/seal/", "/seizures/import/"):
        Behind.began.clear()
        each = line(ports)
        each.putrequest("POST", path)
        each.putheader("Content-Length", str(2**20))
        each.endheaders()
        each.send(b"x" * 2**19)
        begun.append(Behind.began.wait(1))
        each.send(b"x" * 2**19)
        assert each.getresponse().status == 200
        each.close()
    assert begun == [True, False]


def test_bound_of_the_file_is_the_one_of_the_guide():
    assert int(re.search(r"client_max_body_size (\d+)m;", GIVEN.read_text()).group(1)) * 2**20 == BOUND
