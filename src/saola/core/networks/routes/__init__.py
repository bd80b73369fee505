"""The routes that seized goods took and were meant to take: countries and the ways between them."""

from .corridors import Corridor, Coverage, as_network, corridors, coverage
from .flows import CountryFlow, enforcement_shares, flows, trade_shares
from .legs import UNKNOWN, BadRouteError, Consignment, Leg, Role, in_years, origin_shares, stretches
from .ranks import HubRank, HubRanks, rank_hubs
from .roles import CountryRole, country_roles, flow_balances, roles_played, trade_chain_index
from .windows import Change, changes

__all__ = [
    "UNKNOWN",
    "BadRouteError",
    "Change",
    "Consignment",
    "Corridor",
    "CountryFlow",
    "CountryRole",
    "Coverage",
    "HubRank",
    "HubRanks",
    "Leg",
    "Role",
    "as_network",
    "changes",
    "corridors",
    "country_roles",
    "coverage",
    "enforcement_shares",
    "flow_balances",
    "flows",
    "in_years",
    "origin_shares",
    "rank_hubs",
    "roles_played",
    "stretches",
    "trade_chain_index",
    "trade_shares",
]
