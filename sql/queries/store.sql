-- What the store itself asks and keeps: migrations, settings, keys, labels, the journal.

-- name: store_migrations :many
-- reads: system
-- out: version int64, name text, checksum text
SELECT version, name, checksum FROM migration ORDER BY version;

-- name: store_add_migration :exec
-- reads: writes
-- in:  version int64, name text, checksum text, applied int64
INSERT INTO migration (version, name, checksum, applied) VALUES (?1, ?2, ?3, ?4);

-- name: store_setting :one
-- in:  name text
-- out: value text
SELECT value FROM seen_setting WHERE name = ?1;

-- name: store_take_ids :one
-- The next free key of a kind, after `count` were taken.
-- reads: writes
-- in:  kind int64, count int64
-- out: next int64
INSERT INTO id_next (kind, next) VALUES (?1, 1 + ?2)
ON CONFLICT (kind) DO UPDATE SET next = id_next.next + ?2
RETURNING next;

-- name: store_clearance_labels :many
-- reads: system
-- in:  clearance int64
-- out: label int64
SELECT label FROM clearance_label WHERE clearance = ?1 ORDER BY label;

-- name: store_journal_head :one
-- reads: system
-- out: seq int64, hash blob
SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1;

-- name: store_add_journal :exec
-- reads: writes
-- in:  seq int64, label int64, moment int64, account int64, act int64, subject_kind int64, subject int64, subjects int64, digest blob, previous blob, hash blob
INSERT INTO journal (seq, label, moment, account, act, subject_kind, subject, subjects, digest, previous, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: store_journal :many
-- The whole chain.
-- reads: system
-- out: seq int64, label int64, moment int64, account int64, act int64, subject_kind int64, subject int64, subjects int64, digest blob, previous blob, hash blob
SELECT seq, label, moment, account, act, subject_kind, subject, subjects, digest, previous, hash FROM journal ORDER BY seq;

-- name: store_compartment :one
-- reads: system
-- in:  code text
-- out: id int64
SELECT id FROM compartment WHERE code = ?1;

-- name: store_add_compartment :exec
-- reads: writes
-- in:  id int64, code text
INSERT INTO compartment (id, code) VALUES (?1, ?2);

-- name: store_label_by_digest :one
-- reads: system
-- in:  digest blob
-- out: id int64
SELECT id FROM label WHERE digest = ?1;

-- name: store_label :one
-- reads: system
-- in:  id int64
-- out: level int64, embargo int64?
SELECT level, embargo FROM label WHERE id = ?1;

-- name: store_labels :many
-- reads: system
-- out: id int64, level int64, embargo int64?
SELECT id, level, embargo FROM label ORDER BY id;

-- name: store_label_compartments :many
-- reads: system
-- in:  label int64
-- out: code text, compartment int64
SELECT c.code, c.id FROM label_compartment AS l JOIN compartment AS c ON c.id = l.compartment WHERE l.label = ?1 ORDER BY c.code;

-- name: store_add_label :exec
-- reads: writes
-- in:  id int64, level int64, embargo int64?, digest blob
INSERT INTO label (id, level, embargo, digest) VALUES (?1, ?2, ?3, ?4);

-- name: store_add_label_compartment :exec
-- reads: writes
-- in:  label int64, compartment int64
INSERT INTO label_compartment (label, compartment) VALUES (?1, ?2);

-- name: store_clearance_by_digest :one
-- reads: system
-- in:  digest blob
-- out: id int64
SELECT id FROM clearance WHERE digest = ?1;

-- name: store_clearances :many
-- reads: system
-- out: id int64, level int64
SELECT id, level FROM clearance ORDER BY id;

-- name: store_clearance_compartments :many
-- reads: system
-- in:  clearance int64
-- out: compartment int64
SELECT compartment FROM clearance_compartment WHERE clearance = ?1 ORDER BY compartment;

-- name: store_add_clearance :exec
-- reads: writes
-- in:  id int64, level int64, digest blob
INSERT INTO clearance (id, level, digest, rebuilt) VALUES (?1, ?2, ?3, 0);

-- name: store_add_clearance_compartment :exec
-- reads: writes
-- in:  clearance int64, compartment int64
INSERT INTO clearance_compartment (clearance, compartment) VALUES (?1, ?2);

-- name: store_add_clearance_label :exec
-- reads: writes
-- in:  clearance int64, label int64
INSERT INTO clearance_label (clearance, label) VALUES (?1, ?2) ON CONFLICT (clearance, label) DO NOTHING;
