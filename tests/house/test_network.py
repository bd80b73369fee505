"""Tests run without a network, as agencies do."""

import socket

import pytest


def test_a_test_cannot_reach_the_network():
    with pytest.raises(PermissionError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_test_may_talk_to_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
