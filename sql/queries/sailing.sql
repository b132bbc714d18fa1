-- Sailings and the households on board, through the door.

-- name: sailing_days :many
-- The days on which mentions say that a sailing left, of at most so many mentions; the day most of them say comes first.
-- in:  sailing int64, most int64
-- out: departed int64, n int64
SELECT d.departed, COUNT(*)
  FROM (SELECT departed FROM seen_glance WHERE sailing = ?1 AND departed IS NOT NULL LIMIT ?2) AS d
 GROUP BY d.departed ORDER BY 2 DESC, 1;

-- name: sailing_households :many
-- The households that lists put on a sailing, in the order they came in.
-- in:  sailing int64, most int64, skipped int64
-- out: household int64, number text, source_public blob, title text
SELECT h.id, h.number, s.public, s.title
  FROM seen_household AS h JOIN seen_source AS s ON s.id = h.source
 WHERE h.sailing = ?1 ORDER BY h.id LIMIT ?2 OFFSET ?3;

-- name: source_households :many
-- The households of one source, likewise.
-- in:  source int64, most int64, skipped int64
-- out: household int64, number text, source_public blob, title text
SELECT h.id, h.number, s.public, s.title
  FROM seen_household AS h JOIN seen_source AS s ON s.id = h.source
 WHERE h.source = ?1 ORDER BY h.id LIMIT ?2 OFFSET ?3;

-- name: household_members :many
-- Everybody of a household at a glance.
-- in:  household int64
-- out: public blob, written text, birth_first int64?, birth_last int64?, sex int64?
SELECT p.public, g.written, g.birth_first, g.birth_last, g.sex
  FROM seen_persona AS p JOIN seen_glance AS g ON g.persona = p.id
 WHERE p.household = ?1 ORDER BY p.id;
