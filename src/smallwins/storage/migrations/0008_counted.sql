-- What the insights read at every change, with less to go through for each.
-- Goals and gains of a win as one text, of which there are few different ones: a tab stands between them, and never in
-- them, since JSON writes it as \t. The index holds it in their place.
ALTER TABLE win ADD COLUMN lists TEXT GENERATED ALWAYS AS (coalesce(goals, '') || char(9) || coalesce(gains, '')) VIRTUAL;
DROP INDEX win_told;
CREATE INDEX win_told ON win (owner, number, told, lists, id);
-- What history says of answers to `opened`: when each win was last said to have opened a door is asked, and else all of
-- history would be gone through. The condition is in Dialect.CLAIMED_DOOR, word for word.
CREATE INDEX history_claims ON history (owner, win_id, at, change) WHERE instr(change, '"opened"');
