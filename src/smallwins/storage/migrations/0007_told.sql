-- What the insights count of a win, as one short text: its day, and of each answer one sign that no other answer to the
-- same question has ('-' where there is none). SQLite keeps it true by itself, and the index holds all that is counted,
-- so that ten thousand wins are read without their titles and stories: docs/decisions/insights-are-kept-until-a-change.md.
ALTER TABLE win ADD COLUMN told TEXT GENERATED ALWAYS AS (
    happened_on || substr(verdict, 1, 1) || substr(momentum, 1, 1) || coalesce(substr(kind, 3, 1), '-')
    || coalesce(substr(motive, 1, 1), '-') || coalesce(substr(gut, 1, 1), '-') || coalesce(stretch, '-')
    || coalesce(looks, '-') || coalesce(substr(direction, 1, 1), '-') || coalesce(substr(opened, 4, 1), '-')
) VIRTUAL;
CREATE INDEX win_told ON win (owner, number, told, goals, gains, id);
