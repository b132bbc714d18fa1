-- What keeping a register needs: its settings, and what a check looks at.

-- name: upkeep_set_setting :exec
-- Writes a setting, new or not.
-- reads: writes
-- in:  name text, value text
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: upkeep_setting :one
-- reads: system
-- in:  name text
-- out: value text
SELECT value FROM setting WHERE name = ?1;
