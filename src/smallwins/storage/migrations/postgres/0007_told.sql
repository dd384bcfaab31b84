-- What the insights count of a win, as one short text: what 0007 is for a file.
ALTER TABLE win ADD COLUMN told text COLLATE "C" GENERATED ALWAYS AS (
    happened_on || substr(verdict, 1, 1) || substr(momentum, 1, 1) || coalesce(substr(kind, 3, 1), '-')
    || coalesce(substr(motive, 1, 1), '-') || coalesce(substr(gut, 1, 1), '-') || coalesce(stretch::text, '-')
    || coalesce(looks::text, '-') || coalesce(substr(direction, 1, 1), '-') || coalesce(substr(opened, 4, 1), '-')
) STORED;
