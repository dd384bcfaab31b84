-- What a coach asks or says about a win or a week, and what its owner answers: what 0006 is for a file.
CREATE TABLE remark (
    owner       bigint  NOT NULL CHECK (owner BETWEEN 1 AND 549755813887),
    id          text    COLLATE "C" NOT NULL,
    at          text    COLLATE "C" NOT NULL,
    author      bigint,
    author_name text    COLLATE "C" NOT NULL,
    text        text    COLLATE "C" NOT NULL,
    asks        integer NOT NULL,
    win_id      text    COLLATE "C",
    week        integer,
    answer      text    COLLATE "C",
    answered_at text    COLLATE "C",
    extra       text    COLLATE "C",
    PRIMARY KEY (owner, id)
);
CREATE INDEX remark_by_time ON remark (owner, at, id);
CREATE INDEX remark_by_win ON remark (owner, win_id, at, id) WHERE win_id IS NOT NULL;
CREATE INDEX remark_by_week ON remark (owner, week, at, id) WHERE week IS NOT NULL;
CREATE INDEX remark_waiting ON remark (owner, at, id) WHERE answered_at IS NULL;
ALTER TABLE remark ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_alone ON remark USING (owner = nullif(current_setting('smallwins.owner', true), '')::bigint);
