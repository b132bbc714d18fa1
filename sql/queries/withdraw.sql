-- Taking a source out for good (DESIGN data rule 1): its rows go from evidence, decisions and derived tables; what remains
-- of the source and its batches are numbers and moments, no text that could hold a name. The rows themselves go by
-- evidence.sql.

-- name: withdraw_source :one
-- The source behind a public id.
-- reads: system
-- in:  public blob
-- out: id int64, label int64, withdrawn int64?
SELECT id, label, withdrawn FROM source WHERE public = ?1;

-- name: withdraw_batches :many
-- The batches of a source, newest first: a later one may have put people into households of an earlier one. `derived`: its
-- derived rows were made.
-- reads: system
-- in:  source int64
-- out: batch int64, derived int64, mentions int64
SELECT b.id, CASE WHEN b.state = 2 THEN 1 ELSE 0 END,
       (SELECT count(*) FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = b.id)
  FROM batch AS b
 WHERE b.source = ?1
 ORDER BY b.id DESC;

-- name: withdraw_blank_batches :exec
-- File names, keys and mappings are free text: gone. The digest too, which could prove what somebody said.
-- reads: writes
-- in:  source int64, moment int64, nothing blob
UPDATE batch
   SET state = 5, idempotency = '', file_name = '', file_size = 0, file_digest = ?3, blob = NULL, mapping = '',
       mapping_text = ?3, header = ?3, ended = ?2
 WHERE source = ?1;

-- name: withdraw_blobs :exec
-- reads: writes
-- in:  source int64
DELETE FROM blob WHERE source = ?1;

-- name: withdraw_blank_source :exec
-- reads: writes
-- in:  source int64, moment int64
UPDATE source
   SET title = '', holder = '', bias = '', purpose = '', legal_basis = '', consent = NULL, withdrawn = ?2
 WHERE id = ?1;

-- name: withdraw_all :many
-- Every withdrawal, oldest first: what goes with the keys of a backup, so that an older backup keeps to it.
-- reads: system
-- out: public blob, withdrawn int64
SELECT public, withdrawn FROM source WHERE withdrawn IS NOT NULL ORDER BY withdrawn, id;
