-- The journal as first released. Every key begins with the owner; every date is ISO text; lists are JSON.

-- Which journal this file is (the marker beside it says the same), and the time zone of the machine it was made on,
-- which is the person's until they choose one.
CREATE TABLE journal_file (instance TEXT NOT NULL, timezone TEXT NOT NULL) STRICT;

-- The person's settings, and the next short number of each kind: a number is never used again, also after a delete.
CREATE TABLE settings (
    owner      INTEGER PRIMARY KEY CHECK (owner BETWEEN 1 AND 131071),
    timezone   TEXT,              -- NULL until the person chooses
    review_day INTEGER NOT NULL DEFAULT 5,
    chosen     INTEGER NOT NULL DEFAULT 0,
    next_win   INTEGER NOT NULL DEFAULT 1,
    next_step  INTEGER NOT NULL DEFAULT 1,
    next_goal  INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A win, what was answered, and what the method says of it.
-- place is owner and number in one whole number, so that a person's wins lie together, in the order of their numbers.
CREATE TABLE win (
    place            INTEGER PRIMARY KEY CHECK (place = owner * 16777216 + number),
    owner            INTEGER NOT NULL CHECK (owner BETWEEN 1 AND 131071),
    number           INTEGER NOT NULL CHECK (number BETWEEN 1 AND 16777215),
    id               TEXT    NOT NULL,
    title            TEXT    NOT NULL,
    story            TEXT,
    kind             TEXT,
    tags             TEXT,              -- JSON; NULL stands for none
    happened_on      TEXT    NOT NULL,
    logged_at        TEXT    NOT NULL,
    looks            INTEGER,
    gut              TEXT,
    celebrated_on    TEXT,
    direction        TEXT,
    goals            TEXT,              -- JSON; NULL stands for none
    motive           TEXT,
    opened           TEXT,
    door_note        TEXT,
    look_again       TEXT,
    stretch          INTEGER,
    gains            TEXT,              -- JSON; NULL stands for not answered, [] for the explicit nothing
    overrule_verdict TEXT,
    overrule_reason  TEXT,
    overruled_at     TEXT,
    origin           TEXT    NOT NULL,
    extra            TEXT,              -- JSON
    alignment        TEXT    NOT NULL,
    momentum         TEXT    NOT NULL,
    stretch_reads    TEXT    NOT NULL,
    gain             TEXT    NOT NULL,
    computed         TEXT    NOT NULL,
    rule             INTEGER NOT NULL,
    version          INTEGER NOT NULL,
    verdict          TEXT    NOT NULL,  -- the one that counts: the person's own, else the computed one
    week             INTEGER NOT NULL,  -- Week.ordinal of happened_on
    unanswered       INTEGER NOT NULL,  -- 1 with at least one question not answered
    UNIQUE (owner, id)
) STRICT;

-- All wins, newest day first; and the same with one filter.
CREATE INDEX win_by_day ON win (owner, happened_on);
CREATE INDEX win_by_verdict ON win (owner, verdict, happened_on);
CREATE INDEX win_by_kind ON win (owner, kind, happened_on) WHERE kind IS NOT NULL;
CREATE INDEX win_by_momentum ON win (owner, momentum, happened_on);
CREATE INDEX win_unanswered ON win (owner, happened_on) WHERE unanswered = 1;
CREATE INDEX win_by_origin ON win (owner, origin, happened_on) WHERE origin <> 'own';
-- The tallies of weeks and goals are read from these two alone.
CREATE INDEX win_by_week ON win (owner, week, verdict);
CREATE INDEX win_by_goals ON win (owner, goals, verdict) WHERE goals IS NOT NULL;
-- The questions that the next visit and the review ask.
CREATE INDEX win_celebrated ON win (owner, celebrated_on) WHERE celebrated_on IS NOT NULL;
CREATE INDEX win_by_writing ON win (owner, logged_at);
CREATE INDEX win_to_look_again ON win (owner, look_again) WHERE momentum = 'open' AND opened = 'not_yet';

-- Tags and goals once more, one a row, to filter by; what counts is what stands in win.
CREATE TABLE win_tag (
    owner       INTEGER NOT NULL,
    tag         TEXT    NOT NULL,
    happened_on TEXT    NOT NULL,
    place       INTEGER NOT NULL,
    PRIMARY KEY (owner, tag, happened_on, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE win_goal (
    owner       INTEGER NOT NULL,
    goal        TEXT    NOT NULL,
    happened_on TEXT    NOT NULL,
    place       INTEGER NOT NULL,
    PRIMARY KEY (owner, goal, happened_on, place)
) STRICT, WITHOUT ROWID;

-- The words of a win, folded (storage/folding.py). The rowid is owner, day and number in one whole number, so that
-- what is found comes out as one person's, newest day first, with nothing to sort: docs/decisions/search-order.md.
-- The tokenizer has nothing to fold any more; so what is found is the same with every version of SQLite.
CREATE VIRTUAL TABLE win_fts USING fts5 (words, tokenize = 'ascii', columnsize = 0, prefix = '2');

CREATE TABLE door (
    owner   INTEGER NOT NULL,
    earlier TEXT    NOT NULL,
    later   TEXT    NOT NULL,
    PRIMARY KEY (owner, earlier, later),
    FOREIGN KEY (owner, earlier) REFERENCES win (owner, id) ON DELETE CASCADE,
    FOREIGN KEY (owner, later) REFERENCES win (owner, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX door_by_later ON door (owner, later, earlier);

CREATE TABLE step (
    owner   INTEGER NOT NULL,
    id      TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    win_id  TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    due_on  TEXT,
    status  TEXT    NOT NULL,
    done_on TEXT,
    extra   TEXT,
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number),
    FOREIGN KEY (owner, win_id) REFERENCES win (owner, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX step_by_win ON step (owner, win_id, number);
CREATE INDEX step_open ON step (owner, due_on IS NULL, due_on, number) WHERE status = 'open';
CREATE INDEX step_done ON step (owner, done_on, win_id) WHERE status = 'done';

CREATE TABLE goal (
    owner      INTEGER NOT NULL,
    id         TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    why        TEXT,
    skills     TEXT,              -- JSON
    status     TEXT    NOT NULL,
    created_on TEXT    NOT NULL,
    possible   TEXT,              -- JSON: [[day, 0–10], …], oldest first
    origin     TEXT    NOT NULL,
    extra      TEXT,
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number)
) STRICT;

CREATE TABLE review (
    owner      INTEGER NOT NULL,
    week       INTEGER NOT NULL,  -- Week.ordinal
    status     TEXT    NOT NULL,
    stage      TEXT    NOT NULL,
    started_at TEXT,
    closed_at  TEXT,
    confidence INTEGER,
    clarity    INTEGER,
    stuck      INTEGER,
    possible   TEXT,              -- JSON: goal id -> 0–10
    note       TEXT,
    checks     TEXT,              -- JSON: goal id -> [still, reason]
    asked      TEXT,              -- JSON: win ids
    skipped    TEXT,              -- JSON: [[win id, question], …]
    no_step    INTEGER NOT NULL,
    origin     TEXT    NOT NULL,
    extra      TEXT,
    PRIMARY KEY (owner, week)
) STRICT, WITHOUT ROWID;

CREATE TABLE crossroads (
    place        INTEGER PRIMARY KEY,
    owner        INTEGER NOT NULL,
    id           TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    options      TEXT    NOT NULL,  -- JSON
    status       TEXT    NOT NULL,
    decision     TEXT,
    reason       TEXT,
    look_back_on TEXT,
    outcome      TEXT,
    origin       TEXT    NOT NULL,
    extra        TEXT,
    UNIQUE (owner, id)
) STRICT;

-- What happened to each win. It outlives the win, and nothing in it is ever changed or taken away.
CREATE TABLE history (
    place   INTEGER PRIMARY KEY,
    owner   INTEGER NOT NULL,
    win_id  TEXT    NOT NULL,
    at      TEXT    NOT NULL,
    cause   TEXT    NOT NULL,
    verdict TEXT    NOT NULL,
    change  TEXT,                   -- JSON: field -> [before, after]
    extra   TEXT
) STRICT;
CREATE INDEX history_by_win ON history (owner, win_id);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;
CREATE TRIGGER history_is_never_removed BEFORE DELETE ON history
BEGIN
    SELECT RAISE (ABORT, 'history is append-only');
END;

CREATE TABLE change (
    owner   INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    summary TEXT    NOT NULL,
    before  TEXT    NOT NULL,
    undone  INTEGER NOT NULL,
    PRIMARY KEY (owner, number)
) STRICT;
CREATE INDEX change_not_undone ON change (owner, number) WHERE undone = 0;

-- Ids that already stand for something, kept with it, so that sending a create twice makes one record.
CREATE TABLE key (
    owner       INTEGER NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
