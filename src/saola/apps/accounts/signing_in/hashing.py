"""How passwords are kept: Argon2id, in the measure this node's sign-in can carry."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """64 MiB, three passes, four lanes: about a quarter of a second on two cores."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 4
