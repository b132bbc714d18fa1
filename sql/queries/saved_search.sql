-- Questions that people keep for themselves.

-- name: saved_search_add :exec
-- reads: writes
-- in:  id int64, public blob, account int64, name text, address text, saved int64
INSERT INTO saved_search (id, public, account, name, address, saved) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: saved_search_list :many
-- reads: system
-- in:  account int64
-- out: id int64, public blob, name text, address text
SELECT id, public, name, address FROM saved_search WHERE account = ?1 ORDER BY saved DESC, id DESC;

-- name: saved_search_drop :exec
-- Only one's own.
-- reads: writes
-- in:  public blob, account int64
DELETE FROM saved_search WHERE public = ?1 AND account = ?2;
