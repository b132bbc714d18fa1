-- What leaves the register on paper, and who wants to be left out of it.

-- name: paper_account :one
-- Who made a copy: a name of the office, not of a person of the register.
-- reads: system
-- in:  account int64
-- out: name text
SELECT name FROM account WHERE id = ?1;

-- name: paper_add :exec
-- reads: writes
-- in:  id int64, public blob, persona int64, label int64, kind text, clearance int64, language text, recipient text, purpose text, destroy_by int64, account int64, made int64, digest blob
INSERT INTO paper (id, public, persona, label, kind, clearance, language, recipient, purpose, destroy_by, account, made, digest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: paper_find :one
-- A copy, with a mention of whom it is about.
-- in:  public blob
-- out: persona_public blob, clearance int64, language text, recipient text, purpose text, destroy_by int64, account int64, made int64, digest blob
SELECT p.public, c.clearance, c.language, c.recipient, c.purpose, c.destroy_by, c.account, c.made, c.digest
  FROM seen_paper AS c JOIN seen_persona AS p ON p.id = c.persona
 WHERE c.public = ?1;

-- name: paper_of_persona :many
-- The copies that were made with this mention as their subject, newest first.
-- in:  persona int64
-- out: public blob, clearance int64, language text, recipient text, purpose text, destroy_by int64, account int64, made int64, digest blob
SELECT public, clearance, language, recipient, purpose, destroy_by, account, made, digest
  FROM seen_paper WHERE persona = ?1 ORDER BY made DESC, id DESC;

-- name: paper_released :many
-- The compartments that a copy's clearance opens.
-- reads: system
-- in:  clearance int64
-- out: code text
SELECT c.code
  FROM clearance_compartment AS cc JOIN compartment AS c ON c.id = cc.compartment
 WHERE cc.clearance = ?1
 ORDER BY c.code COLLATE "C";

-- name: silence_add :exec
-- reads: writes
-- in:  id int64, public blob, persona int64, label int64, reason text, account int64, asked int64
INSERT INTO silence (id, public, persona, label, reason, account, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: silence_end :exec
-- reads: writes
-- in:  id int64, moment int64, account int64
UPDATE silence SET ended = ?2, ended_by = ?3 WHERE id = ?1 AND ended IS NULL;

-- name: silence_of_persona :many
-- What this mention's person asked, as far as the session may know; newest first.
-- in:  persona int64
-- out: id int64, public blob, label int64, reason text, account int64, asked int64, ended int64?
SELECT id, public, label, reason, account, asked, ended FROM seen_silence WHERE persona = ?1 ORDER BY id DESC;

-- name: silence_stands :one
-- Whether somebody wants to be left out: past the door, for who may not know of the wish must keep to it all the same. The
-- person is everybody whom decisions of "same" join with the mention, whoever may see them.
-- reads: system
-- in:  persona int64
-- out: n int64
WITH RECURSIVE one (persona) AS (
  SELECT CAST(?1 AS BIGINT)
  UNION
  SELECT CASE WHEN l.a = one.persona THEN l.b ELSE l.a END
    FROM one JOIN link AS l ON (l.a = one.persona OR l.b = one.persona)
   WHERE l.state = 2 AND l.verdict = 1)
SELECT count(*) FROM one JOIN silence AS s ON s.persona = one.persona WHERE s.ended IS NULL;
