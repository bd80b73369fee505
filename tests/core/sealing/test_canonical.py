import pytest

from saola.core.sealing import canonical


def test_canonical_writes_keys_in_order_and_every_script_as_itself():
    assert canonical({"b": 1, "a": "穿山甲"}) == '{"a":"穿山甲","b":1}'.encode()


def test_keys_stand_in_the_order_of_the_example_in_the_rfc():
    # RFC 8785, section 3.2.3
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    expected = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    written = canonical(dict.fromkeys(keys, 0)).decode()
    assert [written.index(f'"{key}"' if key != "\r" else '"\\r"') for key in expected] == sorted(
        written.index(f'"{key}"' if key != "\r" else '"\\r"') for key in keys
    )


def test_signs_are_escaped_as_in_the_example_of_the_rfc():
    # RFC 8785, section 3.2.2.2
    assert canonical({"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"}) == (
        '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()
    )


def test_literals_are_written_as_json_does():
    assert canonical({"literals": [None, True, False]}) == b'{"literals":[null,true,false]}'


def test_canonical_refuses_a_fraction_wherever_it_hides():
    with pytest.raises(TypeError, match="fraction"):
        canonical({"a": [{"b": 0.5}]})


def test_canonical_refuses_a_number_that_another_reader_would_round():
    assert canonical({"n": 2**53 - 1})
    with pytest.raises(ValueError, match="too large"):
        canonical({"n": 2**53})


@pytest.mark.parametrize("content", [{1: "a"}, {"a": b"bytes"}, {"a": {1, 2}}], ids=str)
def test_canonical_refuses_what_json_does_not_know(content):
    with pytest.raises(TypeError):
        canonical(content)


def test_canonical_refuses_half_a_sign():
    with pytest.raises(ValueError):
        canonical({"a": "\ud83d"})
