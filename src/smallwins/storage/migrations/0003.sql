-- After how many weeks looking again is proposed, where the person took the proposal that their own doors make.
ALTER TABLE settings ADD COLUMN look_again_after INTEGER;  -- NULL: as usual
