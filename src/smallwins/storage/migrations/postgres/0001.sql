-- The journals of many people on one server, as first released: what 0001 to 0003 are for a file. Every key begins
-- with the owner, so that the tables can be spread over machines by it; days, moments, lists and mappings stand as text,
-- as they do in a file, so that rows can be moved and compared one by one. COLLATE "C": sorted as SQLite sorts.
--
-- Row-level security is the second wall: without smallwins.owner, set in each transaction, a role sees no row at all,
-- not even the role that the tables belong to. A later migration that changes rows lifts FORCE for its own transaction.

-- Which database this is, the time zone that holds until a person chooses one, and the last migration seen.
CREATE TABLE journal_file (instance text NOT NULL, timezone text NOT NULL, version integer NOT NULL);
INSERT INTO journal_file VALUES (replace(gen_random_uuid()::text, '-', ''), 'UTC', 0);

-- What is another with each transaction that wrote something to a person's journal.
CREATE TABLE journal_stamp (owner bigint PRIMARY KEY, changed uuid NOT NULL);

CREATE TABLE settings (
    owner            bigint  PRIMARY KEY CHECK (owner BETWEEN 1 AND 549755813887),
    timezone         text COLLATE "C",
    review_day       integer NOT NULL DEFAULT 5,
    chosen           integer NOT NULL DEFAULT 0,
    next_win         integer NOT NULL DEFAULT 1,
    next_step        integer NOT NULL DEFAULT 1,
    next_goal        integer NOT NULL DEFAULT 1,
    look_again_after integer
);

CREATE TABLE win (
    place            bigint  NOT NULL CHECK (place = owner * 16777216 + number),
    owner            bigint  NOT NULL CHECK (owner BETWEEN 1 AND 549755813887),
    number           integer NOT NULL CHECK (number BETWEEN 1 AND 16777215),
    id               text    COLLATE "C" NOT NULL,
    title            text    COLLATE "C" NOT NULL,
    story            text    COLLATE "C",
    kind             text    COLLATE "C",
    tags             text    COLLATE "C",
    happened_on      text    COLLATE "C" NOT NULL,
    logged_at        text    COLLATE "C" NOT NULL,
    looks            integer,
    gut              text    COLLATE "C",
    celebrated_on    text    COLLATE "C",
    direction        text    COLLATE "C",
    goals            text    COLLATE "C",
    motive           text    COLLATE "C",
    opened           text    COLLATE "C",
    door_note        text    COLLATE "C",
    look_again       text    COLLATE "C",
    stretch          integer,
    gains            text    COLLATE "C",
    overrule_verdict text    COLLATE "C",
    overrule_reason  text    COLLATE "C",
    overruled_at     text    COLLATE "C",
    origin           text    COLLATE "C" NOT NULL,
    extra            text    COLLATE "C",
    alignment        text    COLLATE "C" NOT NULL,
    momentum         text    COLLATE "C" NOT NULL,
    stretch_reads    text    COLLATE "C" NOT NULL,
    gain             text    COLLATE "C" NOT NULL,
    computed         text    COLLATE "C" NOT NULL,
    rule             integer NOT NULL,
    version          bigint  NOT NULL,
    verdict          text    COLLATE "C" NOT NULL,
    week             integer NOT NULL,
    unanswered       integer NOT NULL,
    PRIMARY KEY (owner, place),
    UNIQUE (owner, id)
);
CREATE INDEX win_by_day ON win (owner, happened_on, place);
CREATE INDEX win_by_verdict ON win (owner, verdict, happened_on, place);
CREATE INDEX win_by_kind ON win (owner, kind, happened_on, place) WHERE kind IS NOT NULL;
CREATE INDEX win_by_momentum ON win (owner, momentum, happened_on, place);
CREATE INDEX win_unanswered ON win (owner, happened_on, place) WHERE unanswered = 1;
CREATE INDEX win_by_origin ON win (owner, origin, happened_on, place) WHERE origin <> 'own';
CREATE INDEX win_by_week ON win (owner, week, verdict);
CREATE INDEX win_celebrated ON win (owner, celebrated_on, place) WHERE celebrated_on IS NOT NULL;
CREATE INDEX win_by_writing ON win (owner, logged_at, place);
CREATE INDEX win_to_look_again ON win (owner, look_again, place) WHERE momentum = 'open' AND opened = 'not_yet';

CREATE TABLE win_tag (
    owner       bigint NOT NULL,
    tag         text   COLLATE "C" NOT NULL,
    happened_on text   COLLATE "C" NOT NULL,
    place       bigint NOT NULL,
    PRIMARY KEY (owner, tag, happened_on, place)
);

CREATE TABLE win_goal (
    owner       bigint NOT NULL,
    goal        text   COLLATE "C" NOT NULL,
    happened_on text   COLLATE "C" NOT NULL,
    place       bigint NOT NULL,
    PRIMARY KEY (owner, goal, happened_on, place)
);

-- The words of a win, folded by storage/folding.py, each between two spaces: docs/decisions/search-on-postgresql.md.
CREATE TABLE win_words (
    owner       bigint NOT NULL,
    happened_on text   COLLATE "C" NOT NULL,
    place       bigint NOT NULL,
    words       text   COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, happened_on, place)
);

CREATE TABLE door (
    owner   bigint NOT NULL,
    earlier text   COLLATE "C" NOT NULL,
    later   text   COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, earlier, later),
    FOREIGN KEY (owner, earlier) REFERENCES win (owner, id) ON DELETE CASCADE,
    FOREIGN KEY (owner, later) REFERENCES win (owner, id) ON DELETE CASCADE
);
CREATE INDEX door_by_later ON door (owner, later, earlier);

CREATE TABLE step (
    owner   bigint  NOT NULL,
    id      text    COLLATE "C" NOT NULL,
    number  integer NOT NULL,
    win_id  text    COLLATE "C" NOT NULL,
    text    text    COLLATE "C" NOT NULL,
    due_on  text    COLLATE "C",
    status  text    COLLATE "C" NOT NULL,
    done_on text    COLLATE "C",
    extra   text    COLLATE "C",
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number),
    FOREIGN KEY (owner, win_id) REFERENCES win (owner, id) ON DELETE CASCADE
);
CREATE INDEX step_by_win ON step (owner, win_id, number);
CREATE INDEX step_open ON step (owner, (due_on IS NULL), due_on, number) WHERE status = 'open';
CREATE INDEX step_done ON step (owner, done_on, win_id) WHERE status = 'done';

CREATE TABLE goal (
    owner      bigint  NOT NULL,
    id         text    COLLATE "C" NOT NULL,
    number     integer NOT NULL,
    title      text    COLLATE "C" NOT NULL,
    why        text    COLLATE "C",
    skills     text    COLLATE "C",
    status     text    COLLATE "C" NOT NULL,
    created_on text    COLLATE "C" NOT NULL,
    possible   text    COLLATE "C",
    origin     text    COLLATE "C" NOT NULL,
    extra      text    COLLATE "C",
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number)
);

CREATE TABLE review (
    owner      bigint  NOT NULL,
    week       integer NOT NULL,
    status     text    COLLATE "C" NOT NULL,
    stage      text    COLLATE "C" NOT NULL,
    started_at text    COLLATE "C",
    closed_at  text    COLLATE "C",
    confidence integer,
    clarity    integer,
    stuck      integer,
    possible   text    COLLATE "C",
    note       text    COLLATE "C",
    checks     text    COLLATE "C",
    asked      text    COLLATE "C",
    skipped    text    COLLATE "C",
    no_step    integer NOT NULL,
    origin     text    COLLATE "C" NOT NULL,
    extra      text    COLLATE "C",
    PRIMARY KEY (owner, week)
);

CREATE TABLE crossroads (
    place        bigint GENERATED BY DEFAULT AS IDENTITY,
    owner        bigint NOT NULL,
    id           text   COLLATE "C" NOT NULL,
    title        text   COLLATE "C" NOT NULL,
    options      text   COLLATE "C" NOT NULL,
    status       text   COLLATE "C" NOT NULL,
    decision     text   COLLATE "C",
    reason       text   COLLATE "C",
    look_back_on text   COLLATE "C",
    outcome      text   COLLATE "C",
    origin       text   COLLATE "C" NOT NULL,
    extra        text   COLLATE "C",
    win          text   COLLATE "C",
    PRIMARY KEY (owner, place),
    UNIQUE (owner, id)
);

CREATE TABLE history (
    place   bigint GENERATED BY DEFAULT AS IDENTITY,
    owner   bigint NOT NULL,
    win_id  text   COLLATE "C" NOT NULL,
    at      text   COLLATE "C" NOT NULL,
    cause   text   COLLATE "C" NOT NULL,
    verdict text   COLLATE "C" NOT NULL,
    change  text   COLLATE "C",
    extra   text   COLLATE "C",
    PRIMARY KEY (owner, place)
);
CREATE INDEX history_by_win ON history (owner, win_id, place);
CREATE FUNCTION history_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('smallwins.erasing', true) = OLD.owner::text THEN
        RETURN OLD;  -- the person leaves, and takes everything along
    END IF;
    RAISE EXCEPTION 'history is append-only';
END $$;
CREATE TRIGGER history_is_never_changed BEFORE UPDATE OR DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_stays_as_it_is();

CREATE TABLE change (
    owner   bigint  NOT NULL,
    number  integer NOT NULL,
    at      text    COLLATE "C" NOT NULL,
    summary text    COLLATE "C" NOT NULL,
    before  text    COLLATE "C" NOT NULL,
    undone  integer NOT NULL,
    PRIMARY KEY (owner, number)
);
CREATE INDEX change_not_undone ON change (owner, number) WHERE undone = 0;

CREATE TABLE key (
    owner       bigint NOT NULL,
    key         text   COLLATE "C" NOT NULL,
    fingerprint text   COLLATE "C" NOT NULL,
    at          text   COLLATE "C" NOT NULL,
    PRIMARY KEY (owner, key)
);

DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['journal_stamp', 'settings', 'win', 'win_tag', 'win_goal', 'win_words', 'door', 'step',
                                  'goal', 'review', 'crossroads', 'history', 'change', 'key']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_alone ON %I USING (owner = nullif(current_setting(''smallwins.owner'', true), '''')::bigint)',
            walled
        );
    END LOOP;
END $$;
