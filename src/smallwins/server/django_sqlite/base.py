"""Django's SQLite backend, without its check of JSON columns, which the journals' connections would refuse.

They do not trust a schema to call functions (`trusted_schema = OFF`), and to the SQLite of Debian 12 json_valid is one.
"""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django writes those columns itself, as JSON or not at all."""

    data_type_check_constraints = {  # noqa: RUF012 - Django's own shape
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
