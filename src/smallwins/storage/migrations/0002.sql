-- The win that the option taken at a crossroads became. It may be gone meanwhile; undo can bring it back.
ALTER TABLE crossroads ADD COLUMN win TEXT;
