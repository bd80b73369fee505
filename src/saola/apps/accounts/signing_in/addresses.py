"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of who asks. What a header says is believed only when the node's own proxy wrote it.

    IPv6 is cut to the network of 64 bits, of which one machine may use every address.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES and said in settings.PROXIES:
        said = request.META.get("HTTP_X_FORWARDED_FOR", said).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return ""
    if address.version == 6 and not address.is_loopback:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
