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

-- name: upkeep_name_keys :many
-- reads: system
-- out: key int64, form int64, label int64, script int64, name_order int64, family text?, given text?, written text
SELECT key, form, label, script, name_order, family, given, written FROM name_key
UNION ALL
SELECT key, form, label, script, name_order, family, given, written FROM name_key_fresh
 ORDER BY 1, 2, 3;

-- name: upkeep_name_uses :many
-- reads: system
-- out: form int64, label int64, name int64, persona int64
SELECT form, label, name, persona FROM name_use ORDER BY form, label, name;

-- name: upkeep_glances :many
-- reads: system
-- out: persona int64, label int64, written text, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?, category int64?
SELECT persona, label, written, birth_first, birth_last, sex, sailing, departed, prefecture, category
  FROM glance ORDER BY persona;

-- name: upkeep_person_members :many
-- reads: system
-- out: clearance int64, persona int64, person int64
SELECT clearance, persona, person FROM person_member ORDER BY clearance, persona;

-- name: upkeep_tallies :many
-- reads: system
-- out: kind int64, key int64, label int64, n int64
SELECT kind, key, label, n FROM tally ORDER BY kind, key, label;

-- name: upkeep_person_tallies :many
-- reads: system
-- out: clearance int64, kind int64, key int64, n int64
SELECT clearance, kind, key, n FROM person_tally ORDER BY clearance, kind, key;

-- name: upkeep_blobs :many
-- Every file kept.
-- reads: system
-- out: id int64, size int64, digest blob
SELECT id, size, digest FROM blob ORDER BY id;

-- name: upkeep_journal :many
-- The newest entries of the journal that a session may see, newest first, from below ?1; of one act and one account, 0: of any.
-- in:  below int64, limit int64, act int64, account int64
-- out: seq int64, moment int64, account int64, act int64, subject_kind int64, subjects int64, hash blob
SELECT seq, moment, account, act, subject_kind, subjects, hash
  FROM seen_journal
 WHERE seq < ?1 AND (?3 = 0 OR act = ?3) AND (?4 = 0 OR account = ?4)
 ORDER BY seq DESC
 LIMIT ?2;

-- name: upkeep_account_names :many
-- reads: system
-- out: id int64, name text
SELECT id, name FROM account ORDER BY id;

-- name: upkeep_journal_hash :one
-- reads: system
-- in:  hash blob
-- out: seq int64
SELECT seq FROM journal WHERE hash = ?1;

-- name: upkeep_schema :one
-- The newest migration that was applied.
-- reads: system
-- out: version int64, applied int64
SELECT version, applied FROM migration ORDER BY version DESC LIMIT 1;

-- name: upkeep_kept :one
-- How many files are kept, and of how many bytes.
-- reads: system
-- out: files int64, bytes int64
SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM blob;

-- name: upkeep_add_backup :exec
-- reads: writes
-- in:  id int64, public blob, file text, account int64, made int64, size int64
INSERT INTO backup (id, public, file, account, made, size) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: upkeep_backups :many
-- Newest first.
-- reads: system
-- out: id int64, public blob, file text, account int64, made int64, size int64
SELECT id, public, file, account, made, size FROM backup ORDER BY id DESC;

-- name: upkeep_backup :one
-- reads: system
-- in:  public blob
-- out: id int64, file text
SELECT id, file FROM backup WHERE public = ?1;

-- name: upkeep_add_proof :exec
-- reads: writes
-- in:  id int64, backup int64?, account int64, began int64, ended int64, result text
INSERT INTO proof (id, backup, account, began, ended, result) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: upkeep_last_proof :one
-- The last of a backup; 0: of the register itself.
-- reads: system
-- in:  backup int64
-- out: account int64, began int64, ended int64, result text
SELECT account, began, ended, result FROM proof
 WHERE backup = ?1 OR (?1 = 0 AND backup IS NULL) ORDER BY id DESC LIMIT 1;

-- name: upkeep_journal_end :one
-- reads: system
-- out: seq int64, moment int64
SELECT seq, moment FROM journal ORDER BY seq DESC LIMIT 1;

-- name: upkeep_journal_seen :one
-- The number of an entry that the session may see.
-- in:  hash blob
-- out: seq int64
SELECT seq FROM seen_journal WHERE hash = ?1;
