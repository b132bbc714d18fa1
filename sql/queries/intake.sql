-- Imports: a batch's rows, written in the order of their keys, and taken away whole.

-- name: intake_add_batch :exec
-- reads: writes
-- in:  id int64, public blob, source int64, label int64, state int64, idempotency text, file_name text, file_size int64, file_digest blob, blob int64, mapping text, mapping_text blob, header blob, account int64, staged int64
INSERT INTO batch (id, public, source, label, state, idempotency, file_name, file_size, file_digest, blob, mapping,
                   mapping_text, header, rows_read, rows_ready, rows_refused, account, staged)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, ?14, ?15);

-- name: intake_end_batch :exec
-- reads: writes
-- in:  id int64, state int64, rows_read int64, rows_ready int64, rows_refused int64, ended int64?
UPDATE batch SET state = ?2, rows_read = ?3, rows_ready = ?4, rows_refused = ?5, ended = ?6, begun = NULL WHERE id = ?1;

-- name: intake_add_refusal :exec
-- reads: writes
-- in:  id int64, batch int64, label int64, line int64, column_number int64?, column_name text?, rule text, message text
INSERT INTO refusal (id, batch, label, line, column_number, column_name, rule, message)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: intake_add_refusal_text :exec
-- reads: writes
-- in:  refusal int64, label int64, value text?, row_text blob?
INSERT INTO refusal_text (refusal, label, value, row_text) VALUES (?1, ?2, ?3, ?4);

-- name: intake_household :one
-- A household by the number its source gives it, from an earlier row or an earlier batch, with its head where a row has
-- named it.
-- reads: system
-- in:  source int64, number text, sailing int64
-- out: id int64, head int64?
SELECT h.id, (SELECT MIN(p.id) FROM persona AS p WHERE p.household = h.id AND p.role = 'head')
  FROM household AS h WHERE h.source = ?1 AND h.number = ?2 AND COALESCE(h.sailing, 0) = ?3 ORDER BY h.id LIMIT 1;

-- name: intake_head :one
-- The head of a household, where a row has named one.
-- reads: system
-- in:  household int64
-- out: head int64?
SELECT MIN(id) FROM persona WHERE household = ?1 AND role = 'head';

-- name: intake_add_household :exec
-- reads: writes
-- in:  id int64, source int64, batch int64, label int64, number text, sailing int64?
INSERT INTO household (id, source, batch, label, number, sailing) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: intake_add_entry :exec
-- reads: writes
-- in:  id int64, source int64, batch int64, label int64, line int64, locator text
INSERT INTO entry (id, source, batch, label, line, locator) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: intake_add_verbatim :exec
-- reads: writes
-- in:  entry int64, label int64, cells blob
INSERT INTO verbatim (entry, label, cells) VALUES (?1, ?2, ?3);

-- name: intake_add_persona :exec
-- reads: writes
-- in:  id int64, public blob, entry int64, source int64, household int64?, slot int64, role text, label int64
INSERT INTO persona (id, public, entry, source, household, slot, role, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: intake_add_assertion :exec
-- reads: writes
-- in:  id int64, persona int64, property int64, label int64, verbatim text, value text?, first_day int64?, last_day int64?, calendar int64?, doubt int64?, modality int64
INSERT INTO assertion (id, persona, property, label, verbatim, value, first_day, last_day, calendar, doubt, modality)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: intake_add_name :exec
-- reads: writes
-- in:  id int64, persona int64, label int64, kind int64, script int64, name_order int64, family text?, given text?, written text, reading_of int64?, reading_origin int64
INSERT INTO name (id, persona, label, kind, script, name_order, family, given, written, reading_of, reading_origin)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: intake_add_relation :exec
-- reads: writes
-- in:  id int64, entry int64, a int64, b int64, kind int64, label int64, verbatim text?
INSERT INTO relation (id, entry, a, b, kind, label, verbatim) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: intake_decided_links :one
-- Decisions people made about the mentions of a batch.
-- reads: system
-- in:  batch int64
-- out: n int64
SELECT COUNT(*) FROM link AS k JOIN persona AS p ON p.id = k.a OR p.id = k.b JOIN entry AS e ON e.id = p.entry
 WHERE e.batch = ?1 AND k.origin = 3 AND k.state = 2;

-- name: intake_dependent :one
-- A batch whose people were put into households that `batch` brought.
-- reads: system
-- in:  batch int64
-- out: public blob, file_name text
SELECT b.public, b.file_name
  FROM household AS h JOIN persona AS p ON p.household = h.id JOIN entry AS e ON e.id = p.entry JOIN batch AS b ON b.id = e.batch
 WHERE h.batch = ?1 AND e.batch <> ?1
 ORDER BY b.id LIMIT 1;

-- name: intake_staged :one
-- What a batch that waits needs to be checked or taken in; `covered` where the session may see its file.
-- in:  id int64
-- out: source int64, label int64, account int64, blob int64?, covered int64?, file_name text, file_size int64, file_digest blob, mapping text, mapping_text blob, rows_read int64, rows_ready int64, rows_refused int64, source_withdrawn int64?
SELECT b.source, b.label, b.account, b.blob, f.id, b.file_name, b.file_size, b.file_digest, b.mapping, b.mapping_text, b.rows_read, b.rows_ready, b.rows_refused,
       s.withdrawn
  FROM seen_batch AS b JOIN seen_source AS s ON s.id = b.source LEFT JOIN seen_blob AS f ON f.id = b.blob WHERE b.id = ?1;

-- name: intake_set_mapping :exec
-- reads: writes
-- in:  id int64, mapping text, mapping_text blob
UPDATE batch SET mapping = ?2, mapping_text = ?3 WHERE id = ?1;

-- name: intake_set_header :exec
-- reads: writes
-- in:  id int64, header blob
UPDATE batch SET header = ?2 WHERE id = ?1;

-- name: intake_set_begun :exec
-- A check or the taking in of a batch begins; it ends with intake_end_batch.
-- reads: writes
-- in:  id int64, begun int64
UPDATE batch SET begun = ?2 WHERE id = ?1;

-- name: intake_label_blob :exec
-- Who sees a kept file, now that its mapping says what stands in it.
-- reads: writes
-- in:  id int64, label int64
UPDATE blob SET label = ?2 WHERE id = ?1;

-- name: intake_blank_batch :exec
-- What is left of a batch that was thrown away.
-- reads: writes
-- in:  id int64
UPDATE batch SET blob = NULL WHERE id = ?1;

-- name: intake_drop_blob :exec
-- reads: writes
-- in:  id int64
DELETE FROM blob WHERE id = ?1;
