-- What a coach asks or says about a win or a week, and what its owner answers. A win may be gone meanwhile; undo can
-- bring it back, and with it what was said about it.
CREATE TABLE remark (
    owner       INTEGER NOT NULL CHECK (owner BETWEEN 1 AND 131071),
    id          TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    author      INTEGER,            -- the account that wrote it; NULL for what came in a file
    author_name TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    asks        INTEGER NOT NULL,
    win_id      TEXT,
    week        INTEGER,            -- Week.ordinal
    answer      TEXT,
    answered_at TEXT,
    extra       TEXT,
    PRIMARY KEY (owner, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX remark_by_time ON remark (owner, at, id);
CREATE INDEX remark_by_win ON remark (owner, win_id, at, id) WHERE win_id IS NOT NULL;
CREATE INDEX remark_by_week ON remark (owner, week, at, id) WHERE week IS NOT NULL;
CREATE INDEX remark_waiting ON remark (owner, at, id) WHERE answered_at IS NULL;
