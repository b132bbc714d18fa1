-- What taking a batch's rows away needs, for an undo and for a withdrawal: children go before parents.

-- name: evidence_drop_links_a :exec
-- reads: writes
-- in:  batch int64
DELETE FROM link WHERE a IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_links_b :exec
-- reads: writes
-- in:  batch int64
DELETE FROM link WHERE b IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_changes_a :exec
-- reads: writes
-- in:  batch int64
DELETE FROM link_change WHERE a IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_changes_b :exec
-- reads: writes
-- in:  batch int64
DELETE FROM link_change WHERE b IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_changes_against :exec
-- reads: writes
-- in:  batch int64
DELETE FROM link_change
 WHERE against_a IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1)
    OR against_b IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_relations :exec
-- The ties a batch's entries state: b stands in the entry, a may be the head of a household that came earlier.
-- reads: writes
-- in:  batch int64
DELETE FROM relation WHERE b IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_assertions :exec
-- reads: writes
-- in:  batch int64
DELETE FROM assertion
 WHERE persona IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_names :exec
-- reads: writes
-- in:  batch int64
DELETE FROM name WHERE persona IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_silences :exec
-- reads: writes
-- in:  batch int64
DELETE FROM silence WHERE persona IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_free_papers :exec
-- Copies that went out stay on record, so that they can be asked back; whom they were about does not.
-- reads: writes
-- in:  batch int64
UPDATE paper SET persona = NULL, purpose = ''
 WHERE persona IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: evidence_drop_personae :exec
-- reads: writes
-- in:  batch int64
DELETE FROM persona WHERE entry IN (SELECT id FROM entry WHERE batch = ?1);

-- name: evidence_drop_verbatim :exec
-- reads: writes
-- in:  batch int64
DELETE FROM verbatim WHERE entry IN (SELECT id FROM entry WHERE batch = ?1);

-- name: evidence_drop_entries :exec
-- reads: writes
-- in:  batch int64
DELETE FROM entry WHERE batch = ?1;

-- name: evidence_drop_households :exec
-- reads: writes
-- in:  batch int64
DELETE FROM household WHERE batch = ?1;

-- name: evidence_drop_refusal_texts :exec
-- reads: writes
-- in:  batch int64
DELETE FROM refusal_text WHERE refusal IN (SELECT id FROM refusal WHERE batch = ?1);

-- name: evidence_drop_refusals :exec
-- reads: writes
-- in:  batch int64
DELETE FROM refusal WHERE batch = ?1;
