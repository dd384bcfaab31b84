"""Every key begins with the owner, so that the tables can be spread over machines by it."""

import psycopg

# journal_file holds one row about the whole database, which every machine may have.
KEYS = """
    SELECT c.relname::text, i.indexrelid::regclass::text, a.attname::text
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relnamespace = current_schema::regnamespace AND c.relname <> 'journal_file'
"""
REFERENCES = """
    SELECT f.conname::text, here.attname::text, there.attname::text
    FROM pg_constraint f
    JOIN pg_attribute here ON here.attrelid = f.conrelid AND here.attnum = f.conkey[1]
    JOIN pg_attribute there ON there.attrelid = f.confrelid AND there.attnum = f.confkey[1]
    WHERE f.contype = 'f' AND f.connamespace = current_schema::regnamespace
"""
KEYLESS = """
    SELECT relname::text FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema::regnamespace AND relname <> 'journal_file'
    AND NOT EXISTS (SELECT 1 FROM pg_index WHERE indrelid = pg_class.oid AND indisprimary)
"""


def test_every_key_and_index_begins_with_the_owner(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        keys = connection.execute(KEYS).fetchall()
        assert len(keys) > 30
        assert [key for key in keys if key[2] != "owner"] == []
        assert connection.execute(KEYLESS).fetchall() == []


def test_every_reference_stays_with_one_owner(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        references = connection.execute(REFERENCES).fetchall()
    assert len(references) >= 3
    assert [one for one in references if one[1:] != ("owner", "owner")] == []
