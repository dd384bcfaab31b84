-- Drafts of documents, version by version: nothing that a person wrote into one is ever written over.
CREATE TABLE draft (
    owner   bigint  NOT NULL,
    id      text    COLLATE "C" NOT NULL,
    version integer NOT NULL,
    at      text    COLLATE "C" NOT NULL,
    kind    text    COLLATE "C" NOT NULL,
    title   text    COLLATE "C" NOT NULL,
    since   text    COLLATE "C" NOT NULL,
    until   text    COLLATE "C" NOT NULL,
    chosen  text    COLLATE "C",
    edits   text    COLLATE "C",
    gone    integer NOT NULL,
    PRIMARY KEY (owner, id, version)
);
CREATE FUNCTION draft_stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'drafts are append-only';
END $$;
CREATE TRIGGER draft_is_never_changed BEFORE UPDATE ON draft
    FOR EACH ROW EXECUTE FUNCTION draft_stays_as_it_is();
ALTER TABLE draft ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_alone ON draft USING (owner = nullif(current_setting('smallwins.owner', true), '')::bigint);
