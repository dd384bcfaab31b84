"""How passwords are hashed: argon2id, as OWASP advises it for servers with few cores, and twice that."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """46 MiB, two passes, one lane: about a tenth of a second; Django's eight lanes need eight cores for that."""

    memory_cost = 47104
    time_cost = 2
    parallelism = 1
