-- Drafts of documents, version by version: nothing that a person wrote into one is ever written over.
CREATE TABLE draft (
    owner   INTEGER NOT NULL,
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    title   TEXT    NOT NULL,
    since   TEXT    NOT NULL,
    until   TEXT    NOT NULL,
    chosen  TEXT,                    -- JSON: win ids, in order
    edits   TEXT,                    -- JSON: [[key, text], …]
    gone    INTEGER NOT NULL,
    PRIMARY KEY (owner, id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER draft_is_never_changed BEFORE UPDATE ON draft
BEGIN
    SELECT RAISE (ABORT, 'drafts are append-only');
END;
