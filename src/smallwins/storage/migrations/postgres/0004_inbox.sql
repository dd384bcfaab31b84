-- What came in from other programs and waits; see ../0004_inbox.sql.
CREATE TABLE inbox (
    owner       bigint NOT NULL,
    id          text   COLLATE "C" NOT NULL,
    key         text   COLLATE "C" NOT NULL,
    format      text   COLLATE "C" NOT NULL,
    candidate   text   COLLATE "C" NOT NULL,
    happened_on text   COLLATE "C" NOT NULL,
    arrived_at  text   COLLATE "C" NOT NULL,
    state       text   COLLATE "C" NOT NULL,
    win         text   COLLATE "C",
    PRIMARY KEY (owner, id),
    UNIQUE (owner, key)
);
CREATE INDEX inbox_waiting ON inbox (owner, happened_on, id) WHERE state = 'waiting';
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_alone ON inbox USING (owner = nullif(current_setting('smallwins.owner', true), '')::bigint);
