-- What the last run of linking proposes otherwise than the one before, through the read door.

-- name: changes_run :one
-- The last run and the one before it: when they ended, and the highest mention that the one before saw.
-- out: run int64, finished int64, before_finished int64?, before_seen int64?
SELECT r.id, r.finished, o.finished, o.seen_to
  FROM seen_link_run AS r
  LEFT JOIN seen_link_run AS o ON o.id = (SELECT MAX(e.id) FROM seen_link_run AS e WHERE e.id < r.id AND e.finished IS NOT NULL)
 WHERE r.finished IS NOT NULL
 ORDER BY r.id DESC LIMIT 1;

-- name: changes_of_run :many
-- in:  run int64
-- out: a int64, b int64, joins int64, weight real?, earlier real?, cause int64, against_a int64?, against_b int64?
SELECT a, b, joins, weight, earlier, cause, against_a, against_b FROM seen_link_change WHERE run = ?1 ORDER BY a, b;

-- name: changes_mentions :many
-- out: persona int64
SELECT id FROM seen_persona ORDER BY id;

-- name: changes_joined :many
-- What is joined by decisions, or would be by the proposals that wait.
-- out: a int64, b int64
SELECT a, b FROM seen_link WHERE state IN (1, 2) AND verdict = 1;

-- name: changes_decided :many
-- What was decided between two moments of pairs that would have been joined; `origin`: whoever would have.
-- in:  after int64, until int64
-- out: a int64, b int64, verdict int64, origin int64, earlier real?
SELECT k.a, k.b, k.verdict, p.origin, p.weight
  FROM seen_link AS k JOIN seen_link AS p ON p.id = k.supersedes
 WHERE k.state = 2 AND k.decided > ?1 AND k.decided <= ?2 AND p.verdict = 1
 ORDER BY k.a, k.b;

-- name: changes_decision :one
-- The decision in force about two mentions (a < b).
-- in:  a int64, b int64
-- out: reason text?, account int64?
SELECT reason, account FROM seen_link WHERE a = ?1 AND b = ?2 AND state = 2;

-- name: changes_between :many
-- What runs changed about two mentions (a < b), newest first.
-- in:  a int64, b int64
-- out: finished int64, joins int64, weight real?, earlier real?
SELECT r.finished, c.joins, c.weight, c.earlier
  FROM seen_link_change AS c JOIN seen_link_run AS r ON r.id = c.run
 WHERE c.a = ?1 AND c.b = ?2 AND r.finished IS NOT NULL
 ORDER BY c.run DESC;

-- name: changes_of_mention :many
-- What runs changed about one mention.
-- in:  persona int64
-- out: run int64, finished int64, other int64, other_public blob, other_written text, joins int64, weight real?, earlier real?
SELECT c.run, r.finished, c.b, p.public, g.written, c.joins, c.weight, c.earlier
  FROM seen_link_change AS c JOIN seen_link_run AS r ON r.id = c.run
  JOIN seen_persona AS p ON p.id = c.b JOIN seen_glance AS g ON g.persona = p.id
 WHERE c.a = ?1 AND r.finished IS NOT NULL
UNION ALL
SELECT c.run, r.finished, c.a, p.public, g.written, c.joins, c.weight, c.earlier
  FROM seen_link_change AS c JOIN seen_link_run AS r ON r.id = c.run
  JOIN seen_persona AS p ON p.id = c.a JOIN seen_glance AS g ON g.persona = p.id
 WHERE c.b = ?1 AND r.finished IS NOT NULL
 ORDER BY 1, 3;
