-- What only SQLite is told. {words} are filled in by src/store.

-- name: door_inner
-- One inner view of the read door: only its random name opens the base table to the authorizer.
CREATE TEMP VIEW {inner} AS SELECT * FROM main.{table} WHERE {rule}

-- name: door_outer
CREATE TEMP VIEW seen_{table} AS SELECT * FROM temp.{inner}

-- name: rule_label
sk_sees(label) = 1

-- name: rule_clearance
clearance = sk_clearance()

-- name: rule_all
1 = 1

-- name: tables
SELECT COUNT(*) FROM main.sqlite_schema WHERE type = 'table' AND name = 'migration'

-- name: copy
VACUUM main INTO ?1

-- name: integrity
PRAGMA main.integrity_check(1)

-- name: references
PRAGMA main.foreign_key_check

-- name: anew
VACUUM main

-- name: empty_log
PRAGMA main.wal_checkpoint(TRUNCATE)

-- name: without_log
PRAGMA main.journal_mode = DELETE

-- name: with_log
PRAGMA main.journal_mode = WAL
