-- How the weekly review asks, and what coaches propose to ask: what 0009 is for a file.
CREATE TABLE wording (
    owner  bigint  NOT NULL CHECK (owner BETWEEN 1 AND 549755813887),
    id     text    COLLATE "C" NOT NULL,
    "key"  text    COLLATE "C" NOT NULL,
    at     text    COLLATE "C" NOT NULL,
    text   text    COLLATE "C",
    help   text    COLLATE "C" NOT NULL,
    kind   text    COLLATE "C" NOT NULL,
    place  integer NOT NULL,
    away   integer NOT NULL,
    "by"   text    COLLATE "C" NOT NULL,
    number integer NOT NULL,
    extra  text    COLLATE "C",
    PRIMARY KEY (owner, id),
    UNIQUE (owner, number)
);
CREATE FUNCTION wording_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wordings are append-only';
END $$;
CREATE TRIGGER wording_is_never_changed BEFORE UPDATE OF owner, id, "key", at, text, help, kind, place, away, number ON wording
    FOR EACH ROW EXECUTE FUNCTION wording_stays_as_it_is();
CREATE TABLE offer (
    owner       bigint NOT NULL CHECK (owner BETWEEN 1 AND 549755813887),
    id          text   COLLATE "C" NOT NULL,
    at          text   COLLATE "C" NOT NULL,
    author      bigint,
    author_name text   COLLATE "C" NOT NULL,
    "key"       text   COLLATE "C" NOT NULL,
    text        text   COLLATE "C" NOT NULL,
    help        text   COLLATE "C" NOT NULL,
    kind        text   COLLATE "C" NOT NULL,
    state       text   COLLATE "C" NOT NULL,
    answered_at text   COLLATE "C",
    PRIMARY KEY (owner, id)
);
CREATE INDEX offer_by_time ON offer (owner, at, id);
ALTER TABLE review ADD COLUMN told text COLLATE "C", ADD COLUMN worded text COLLATE "C";
DO $$
DECLARE
    walled text;
BEGIN
    FOREACH walled IN ARRAY ARRAY['wording', 'offer']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', walled);
        EXECUTE format(
            'CREATE POLICY own_alone ON %I USING (owner = nullif(current_setting(''smallwins.owner'', true), '''')::bigint)',
            walled
        );
    END LOOP;
END $$;
