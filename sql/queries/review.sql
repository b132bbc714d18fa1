-- Decisions about links. What is decided supersedes, and nothing is edited but the state and the end of what it supersedes.

-- name: review_persona :one
-- in:  public blob
-- out: persona int64, label int64
SELECT id, label FROM seen_persona WHERE public = ?1;

-- name: review_standing :one
-- What stands between two personae (a < b): a decision, or a proposal.
-- in:  a int64, b int64
-- out: link int64, public blob, verdict int64, state int64, origin int64, weight real?, probability real?, pattern blob?
SELECT id, public, verdict, state, origin, weight, probability, pattern
  FROM seen_link WHERE a = ?1 AND b = ?2 AND state IN (1, 2) ORDER BY state DESC LIMIT 1;

-- name: review_link :one
-- A decision by its public id; the machine's proposals are found by their two ends (review_standing).
-- in:  public blob
-- out: link int64, a int64, b int64, verdict int64, state int64, origin int64, supersedes int64?, label int64
SELECT id, a, b, verdict, state, origin, supersedes, label FROM seen_link WHERE public = ?1 AND origin <> 1;

-- name: review_link_by_id :one
-- in:  link int64
-- out: verdict int64, state int64, origin int64
SELECT verdict, state, origin FROM seen_link WHERE id = ?1;

-- name: review_end :exec
-- reads: writes
-- in:  link int64, moment int64, account int64, reason text
UPDATE link SET state = 3, ended = ?2, ended_by = ?3, ended_reason = ?4 WHERE id = ?1;

-- name: review_restore :exec
-- A link that stands again because what superseded it was taken back.
-- reads: writes
-- in:  link int64, state int64
UPDATE link SET state = ?2, ended = NULL, ended_by = NULL, ended_reason = NULL WHERE id = ?1;

-- name: review_add :exec
-- reads: writes
-- in:  id int64, public blob, a int64, b int64, label int64, verdict int64, origin int64, weight real?, probability real?, pattern blob?, reason text, account int64, decided int64, supersedes int64?
INSERT INTO link (id, public, a, b, label, verdict, state, origin, weight, probability, pattern, reason, account, decided, supersedes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 2, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: review_proposals_same :many
-- The machine's proposals of "same" at or above a probability, through the door.
-- in:  probability real
-- out: link int64, a int64, b int64, label int64, weight real, probability real, pattern blob
SELECT id, a, b, label, weight, probability, pattern
  FROM seen_link WHERE state = 1 AND verdict = 1 AND probability >= ?1 ORDER BY id;

-- name: review_queue :many
-- What waits for a person, those first whose answer is worth most (registry/review.h).
-- in:  most int64, skip int64
-- out: public blob, a int64, b int64, weight real?, probability real?, worth real?
SELECT public, a, b, weight, probability, worth
  FROM seen_link WHERE state = 1 AND origin = 1
 ORDER BY worth DESC NULLS LAST, id LIMIT ?1 OFFSET ?2;

-- name: review_waiting :one
-- out: n int64
SELECT COUNT(*) FROM seen_link WHERE state = 1;

-- name: review_link_label :one
-- in:  link int64
-- out: label int64
SELECT label FROM seen_link WHERE id = ?1;

-- name: review_second_queue :many
-- Decisions by other people, one in so many, of which this account has not given a second opinion; newest first.
-- in:  account int64, every int64, most int64
-- out: a int64, b int64
SELECT k.a, k.b
  FROM seen_link AS k
 WHERE k.state = 2 AND k.origin = 3 AND k.account <> ?1 AND k.id % ?2 = 0
   AND NOT EXISTS (SELECT 1 FROM seen_link AS o WHERE o.state = 4 AND o.supersedes = k.id)
 ORDER BY k.id DESC LIMIT ?3;

-- name: review_second_of :one
-- The decision in force between two personae (a < b), and whether somebody has given a second opinion of it.
-- in:  a int64, b int64
-- out: link int64, label int64, origin int64, account int64?, opinions int64
SELECT k.id, k.label, k.origin, k.account, (SELECT COUNT(*) FROM seen_link AS o WHERE o.state = 4 AND o.supersedes = k.id)
  FROM seen_link AS k WHERE k.a = ?1 AND k.b = ?2 AND k.state = 2;

-- name: review_second_add :exec
-- reads: writes
-- in:  id int64, public blob, a int64, b int64, label int64, verdict int64, reason text, account int64, decided int64, supersedes int64
INSERT INTO link (id, public, a, b, label, verdict, state, origin, reason, account, decided, supersedes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 4, 3, ?7, ?8, ?9, ?10);

-- name: review_agreement :many
-- How first and second opinions went together, decisions that were superseded since too.
-- out: first int64, second int64, n int64
SELECT k.verdict, o.verdict, COUNT(*)
  FROM seen_link AS o JOIN seen_link AS k ON k.id = o.supersedes
 WHERE o.state = 4
 GROUP BY k.verdict, o.verdict;

-- name: review_disagreements :many
-- Decisions in force that a second opinion contradicts.
-- in:  most int64
-- out: a int64, b int64, first int64, second int64
SELECT k.a, k.b, k.verdict, o.verdict
  FROM seen_link AS o JOIN seen_link AS k ON k.id = o.supersedes
 WHERE o.state = 4 AND k.state = 2 AND k.verdict <> o.verdict
 ORDER BY o.id DESC LIMIT ?1;

-- name: review_decided :one
-- Decisions by people that are in force.
-- out: n int64
SELECT COUNT(*) FROM seen_link WHERE state = 2 AND origin = 3;

-- name: review_decided_since :one
-- Decisions in force that an account made since a moment.
-- in:  account int64, since int64
-- out: n int64
SELECT COUNT(*) FROM seen_link WHERE account = ?1 AND decided >= ?2 AND state = 2 AND origin = 3;

-- name: review_around :many
-- What stands between a persona and others: decisions, and what the machine proposes.
-- in:  persona int64
-- out: other int64, verdict int64, state int64, weight real?, reason text?
SELECT b, verdict, state, weight, reason FROM seen_link WHERE a = ?1 AND state IN (1, 2)
UNION ALL
SELECT a, verdict, state, weight, reason FROM seen_link WHERE b = ?1 AND state IN (1, 2)
 ORDER BY 1;

-- name: review_once_list :one
-- The list that names nobody twice and holds a persona: the first of its volumes, or itself; and the title of the one it is in.
-- in:  persona int64
-- out: list int64, title text
SELECT COALESCE((SELECT MIN(v.id) FROM seen_source AS v WHERE v.once = 1 AND v.series = s.series), s.id), s.title
  FROM seen_persona AS p JOIN seen_source AS s ON s.id = p.source
 WHERE p.id = ?1 AND s.once = 1;

-- name: review_ties :many
-- What stands between a persona and others, past the door: decisions, and what the machine proposes.
-- reads: system
-- in:  persona int64
-- out: link int64, other int64, label int64, verdict int64, state int64, probability real?, worth real?
SELECT id, b, label, verdict, state, probability, worth FROM link WHERE a = ?1 AND state IN (1, 2)
UNION ALL
SELECT id, a, label, verdict, state, probability, worth FROM link WHERE b = ?1 AND state IN (1, 2)
 ORDER BY 1;

-- name: review_listed :one
-- A persona's label, and how many others of its household are for everybody to see.
-- reads: system
-- in:  persona int64
-- out: label int64, others int64
SELECT p.label, (SELECT COUNT(*) FROM persona AS o WHERE o.household = p.household AND o.label = 1 AND o.id <> p.id)
  FROM persona AS p WHERE p.id = ?1;

-- name: review_set_worth :exec
-- reads: writes
-- in:  link int64, worth real
UPDATE link SET worth = ?2 WHERE id = ?1;
