"""What an answer says, without what differs between any two answers."""

import re

_TOKENS = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken(?:&quot;|"): (?:&quot;|"))\w+')


def said(answer, *names: str) -> tuple[int, bytes]:
    """Status and body, without tokens against forgery; each of ``names`` reads as one word."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = _TOKENS.sub(r"\1", body.decode("utf-8", "surrogateescape"))
    for name in names:
        text = text.replace(name, "NAME")
    return answer.status_code, text.encode("utf-8", "surrogateescape")
