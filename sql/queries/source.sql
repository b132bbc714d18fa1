-- Sources and their batches: what was brought in, by whom, and what became of it.

-- name: source_add :exec
-- reads: writes
-- in:  id int64, public blob, label int64, kind text, title text, holder text, reliability text, bias text, purpose text, legal_basis text, consent text?, derived_from int64?, independence int64, once int64, series text?, language text?, created int64
INSERT INTO source (id, public, label, kind, title, holder, reliability, bias, purpose, legal_basis, consent, derived_from,
                    independence, once, series, language, created)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);

-- name: source_covered :one
-- Whether a clearance covers a label that may have been made a moment ago.
-- reads: system
-- in:  clearance int64, label int64
-- out: label int64
SELECT label FROM clearance_label WHERE clearance = ?1 AND label = ?2;

-- name: source_compartments :many
-- reads: system
-- out: code text
SELECT code FROM compartment ORDER BY code;

-- name: source_find :one
-- in:  public blob
-- out: id int64, label int64, independence int64, withdrawn int64?
SELECT id, label, independence, withdrawn FROM seen_source WHERE public = ?1;

-- name: source_load :one
-- A source as registered; `from_public`: what it was copied from, if that may be seen.
-- in:  id int64
-- out: public blob, kind text, title text, holder text, reliability text, bias text, purpose text, legal_basis text, consent text?, from_public blob?, once int64, language text?, created int64, withdrawn int64?
SELECT s.public, s.kind, s.title, s.holder, s.reliability, s.bias, s.purpose, s.legal_basis, s.consent, f.public, s.once,
       s.language, s.created, s.withdrawn
  FROM seen_source AS s LEFT JOIN seen_source AS f ON f.id = s.derived_from
 WHERE s.id = ?1;

-- name: source_ids :many
-- out: id int64
SELECT id FROM seen_source ORDER BY id;

-- name: source_counts :one
-- How many entries, personae and households of a source the session sees: sums of tallies.
-- in:  source int64
-- out: entries int64?, mentions int64?, households int64?
SELECT (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 7 AND key = ?1),
       (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 6 AND key = ?1),
       (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 8 AND key = ?1);

-- name: batch_ids :many
-- The batches of a source, or of all; newest first.
-- in:  source int64?
-- out: id int64
SELECT id FROM seen_batch WHERE CAST(?1 AS BIGINT) IS NULL OR source = ?1 ORDER BY id DESC;

-- name: batch_find :one
-- in:  public blob
-- out: id int64, source int64, label int64, state int64
SELECT id, source, label, state FROM seen_batch WHERE public = ?1;

-- name: batch_load :one
-- `blob`: the original, where it is kept and the session may see it.
-- in:  id int64
-- out: public blob, source_public blob, source_title text, state int64, file_name text, file_size int64, blob int64?, mapping text, rows_read int64, rows_ready int64, rows_refused int64, staged int64, begun int64?, ended int64?, account int64
SELECT b.public, s.public, s.title, b.state, b.file_name, b.file_size, f.id, b.mapping, b.rows_read, b.rows_ready,
       b.rows_refused, b.staged, b.begun, b.ended, b.account
  FROM seen_batch AS b JOIN seen_source AS s ON s.id = b.source LEFT JOIN seen_blob AS f ON f.id = b.blob
 WHERE b.id = ?1;

-- name: batch_same_file :one
-- A batch in force of the same file, if the session may see one.
-- in:  file_digest blob
-- out: public blob, staged int64, source_title text
SELECT b.public, b.staged, s.title
  FROM seen_batch AS b JOIN seen_source AS s ON s.id = b.source
 WHERE b.file_digest = ?1 AND b.state = 2 ORDER BY b.id LIMIT 1;

-- name: batch_same_key :one
-- The batch that carries an idempotency key.
-- in:  source int64, idempotency text
-- out: public blob, file_digest blob, rows_read int64, rows_ready int64, rows_refused int64
SELECT public, file_digest, rows_read, rows_ready, rows_refused
  FROM seen_batch WHERE source = ?1 AND idempotency = ?2 ORDER BY id LIMIT 1;

-- name: batch_refusals :many
-- `text_of`: NULL where the session may see that a row was refused, and not what it says.
-- in:  batch int64, most int64, skip int64
-- out: line int64, column_number int64?, column_name text?, rule text, message text, text_of int64?, value text?, row_text blob?
SELECT r.line, r.column_number, r.column_name, r.rule, r.message, t.refusal, t.value, t.row_text
  FROM seen_refusal AS r LEFT JOIN seen_refusal_text AS t ON t.refusal = r.id
 WHERE r.batch = ?1 ORDER BY r.id LIMIT ?2 OFFSET ?3;

-- name: batch_header :one
-- in:  batch int64
-- out: header blob, file_name text
SELECT header, file_name FROM seen_batch WHERE id = ?1;

-- name: batch_mapping :one
-- The mapping as it was used.
-- in:  public blob
-- out: mapping text, mapping_text blob
SELECT mapping, mapping_text FROM seen_batch WHERE public = ?1;
