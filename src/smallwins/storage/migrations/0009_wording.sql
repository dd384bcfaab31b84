-- How the weekly review asks, version by version: an answer names the version that it was given to, so none is ever
-- changed, but for the name of a coach who leaves. What coaches propose to ask waits beside it for its owner's yes or no.
CREATE TABLE wording (
    owner  INTEGER NOT NULL CHECK (owner BETWEEN 1 AND 131071),
    id     TEXT    NOT NULL,
    "key"  TEXT    NOT NULL,  -- of a question of the method, or the id of the first version of an added one
    at     TEXT    NOT NULL,
    text   TEXT,              -- NULL: the method's words hold
    help   TEXT    NOT NULL,
    kind   TEXT    NOT NULL,  -- text, scale, yes_no
    place  INTEGER NOT NULL,
    away   INTEGER NOT NULL,
    "by"   TEXT    NOT NULL,  -- the coach who proposed it
    number INTEGER NOT NULL,  -- in the order in which the journal came to have them
    extra  TEXT,
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER wording_is_never_changed BEFORE UPDATE OF owner, id, "key", at, text, help, kind, place, away, number ON wording
BEGIN
    SELECT RAISE (ABORT, 'wordings are append-only');
END;
CREATE TABLE offer (
    owner       INTEGER NOT NULL CHECK (owner BETWEEN 1 AND 131071),
    id          TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    author      INTEGER,           -- the account that proposes it
    author_name TEXT    NOT NULL,
    "key"       TEXT    NOT NULL,  -- of a question of the method, or added
    text        TEXT    NOT NULL,
    help        TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    state       TEXT    NOT NULL,  -- waiting, accepted, declined, withdrawn
    answered_at TEXT,
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offer_by_time ON offer (owner, at, id);
ALTER TABLE review ADD COLUMN told TEXT;    -- JSON: key of an added question -> its answer
ALTER TABLE review ADD COLUMN worded TEXT;  -- JSON: place of an answer -> id of the wording it was given to
