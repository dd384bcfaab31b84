-- What came in from other programs and waits to be kept as a win, merged into one, or let go. What was decided stays
-- known by its key, so that the same file brings nothing in twice.
CREATE TABLE inbox (
    owner       INTEGER NOT NULL,
    id          TEXT    NOT NULL,
    key         TEXT    NOT NULL,  -- format:id, as its source has it
    format      TEXT    NOT NULL,
    candidate   TEXT    NOT NULL,  -- JSON
    happened_on TEXT    NOT NULL,
    arrived_at  TEXT    NOT NULL,
    state       TEXT    NOT NULL,  -- waiting, kept, merged, let_go
    win         TEXT,              -- the win that it became or went into
    PRIMARY KEY (owner, id),
    UNIQUE (owner, key)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (owner, happened_on, id) WHERE state = 'waiting';
