-- The machine's reading of the whole register, past the door, and what it proposes.

-- name: linking_sources :many
-- reads: system
-- out: source int64, once int64, series text?
SELECT id, once, series FROM source ORDER BY id;

-- name: linking_once :many
-- Every persona with the list that holds a person once, if it is of one: the first source of its series, or its own.
-- reads: system
-- out: persona int64, list int64?
SELECT p.id, CASE WHEN s.once = 1 THEN COALESCE(v.list, s.id) END
  FROM persona AS p
  JOIN source AS s ON s.id = p.source
  LEFT JOIN (SELECT series, MIN(id) AS list FROM source WHERE once = 1 AND series IS NOT NULL GROUP BY series) AS v ON v.series = s.series
 ORDER BY p.id;

-- name: linking_personae :many
-- Every persona, ascending.
-- reads: system
-- out: persona int64, entry int64, source int64, household int64?, role text, label int64
SELECT id, entry, source, household, role, label FROM persona ORDER BY id;

-- name: linking_names :many
-- Every name claim, ascending by persona.
-- reads: system
-- out: persona int64, kind int64, script int64, name_order int64, family text?, given text?, written text, reading_origin int64
SELECT persona, kind, script, name_order, family, given, written, reading_origin FROM name ORDER BY persona, id;

-- name: linking_assertions :many
-- What the engine compares beside names, of the assertions from one to before another, in no order.
-- reads: system
-- in:  first int64, end int64
-- out: persona int64, property int64, verbatim text, value text?, first_day int64?, last_day int64?, calendar int64?, doubt int64?
SELECT persona, property, verbatim, value, first_day, last_day, calendar, doubt
  FROM assertion
 WHERE id >= ?1 AND id < ?2 AND property IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 33);

-- name: linking_first_assertion :one
-- The first that is of a persona or of a later one.
-- reads: system
-- in:  persona int64
-- out: id int64?
SELECT MIN(id) FROM assertion WHERE persona >= ?1;

-- name: linking_names_of :many
-- The name claims of one persona.
-- reads: system
-- in:  persona int64
-- out: kind int64, script int64, name_order int64, family text?, given text?, written text, reading_origin int64
SELECT kind, script, name_order, family, given, written, reading_origin FROM name WHERE persona = ?1 ORDER BY id;

-- name: linking_assertions_of :many
-- What the engine compares of one persona beside its names.
-- reads: system
-- in:  persona int64
-- out: property int64, verbatim text, value text?, first_day int64?, last_day int64?, calendar int64?, doubt int64?
SELECT property, verbatim, value, first_day, last_day, calendar, doubt
  FROM assertion
 WHERE persona = ?1 AND property IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 33)
 ORDER BY id;

-- name: linking_relations :many
-- Ties that say what a persona is in its household.
-- reads: system
-- out: b int64, kind int64
SELECT b, kind FROM relation;

-- name: linking_decisions :many
-- What people and operators' rules have decided, "undecided" too: somebody looked and could not tell.
-- reads: system
-- out: a int64, b int64, verdict int64, label int64
SELECT a, b, verdict, label FROM link WHERE state = 2 ORDER BY a, b;

-- name: linking_proposals :many
-- Proposals nobody decided.
-- reads: system
-- out: link int64, a int64, b int64, label int64, verdict int64, weight real?, probability real?, worth real?, pattern blob?
SELECT id, a, b, label, verdict, weight, probability, worth, pattern FROM link WHERE state = 1 AND origin = 1 ORDER BY id;

-- name: linking_change_proposal :exec
-- reads: writes
-- in:  link int64, label int64, verdict int64, run int64, weight real, probability real, worth real, pattern blob, decided int64
UPDATE link SET label = ?2, verdict = ?3, run = ?4, weight = ?5, probability = ?6, worth = ?7, pattern = ?8, decided = ?9 WHERE id = ?1;

-- name: linking_drop_proposal :exec
-- reads: writes
-- in:  link int64
DELETE FROM link WHERE id = ?1;

-- name: linking_add_run :exec
-- reads: writes
-- in:  id int64, started int64, model text, learnt_from int64, seen_to int64, moved real, journal int64, program text
INSERT INTO link_run (id, started, model, learnt_from, seen_to, personae, pairs, proposals, given_up, left_out, moved, journal, program)
VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, ?6, ?7, ?8);

-- name: linking_finish_run :exec
-- reads: writes
-- in:  id int64, finished int64, personae int64, pairs int64, proposals int64, given_up int64, left_out int64
UPDATE link_run SET finished = ?2, personae = ?3, pairs = ?4, proposals = ?5, given_up = ?6, left_out = ?7 WHERE id = ?1;

-- name: linking_last_run :one
-- reads: system
-- out: id int64, model text, learnt_from int64, seen_to int64, pairs int64, given_up int64, left_out int64, moved real, journal int64, program text
SELECT id, model, learnt_from, seen_to, pairs, given_up, left_out, moved, journal, program
  FROM link_run WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1;

-- name: linking_kept_run :one
-- The run that what is kept of pairs comes from, if the last one weighs by the same model and frequencies.
-- reads: system
-- out: run int64, journal int64, program text
SELECT k.id, k.journal, k.program
  FROM link_run AS k
  JOIN link_run AS l ON l.model = k.model AND l.learnt_from = k.learnt_from
 WHERE k.id = (SELECT MAX(run) FROM link_kept)
   AND l.id = (SELECT MAX(id) FROM link_run WHERE finished IS NOT NULL);

-- name: linking_kept :many
-- reads: system
-- out: run int64, kind int64, content blob
SELECT run, kind, content FROM link_kept ORDER BY id;

-- name: linking_seal_kept :exec
-- reads: writes
-- in:  run int64, seal blob
UPDATE link_run SET kept = ?2 WHERE id = ?1;

-- name: linking_kept_seal :one
-- reads: system
-- out: parts int64, seal blob?
SELECT COUNT(*), (SELECT kept FROM link_run WHERE id = (SELECT MAX(run) FROM link_kept)) FROM link_kept;

-- name: linking_add_kept :exec
-- reads: writes
-- in:  run int64, kind int64, content blob
INSERT INTO link_kept (id, run, kind, content) SELECT COALESCE(MAX(id), 0) + 1, ?1, ?2, ?3 FROM link_kept;

-- name: linking_drop_kept :exec
-- What the last run that compared keeps of pairs: all of it, for it is of all mentions.
-- reads: writes
DELETE FROM link_kept;

-- name: linking_acts_since :many
-- What was done after an entry of the journal.
-- reads: system
-- in:  seq int64
-- out: act int64
SELECT DISTINCT act FROM journal WHERE seq > ?1 ORDER BY act;

-- name: linking_mentions :one
-- All mentions, and those that are newer than one.
-- reads: system
-- in:  persona int64
-- out: mentions int64, newer int64
SELECT COUNT(*), COUNT(CASE WHEN id > ?1 THEN 1 END) FROM persona;

-- name: linking_waiting :one
-- What a session sees of the mentions and of the proposals that wait.
-- out: mentions int64, proposals int64, same int64
SELECT (SELECT COUNT(*) FROM seen_persona), COUNT(*), COUNT(CASE WHEN verdict = 1 THEN 1 END) FROM seen_link WHERE state = 1;

-- name: linking_add_proposal :exec
-- reads: writes
-- in:  id int64, public blob, a int64, b int64, label int64, verdict int64, run int64, weight real, probability real, worth real, pattern blob, decided int64
INSERT INTO link (id, public, a, b, label, verdict, state, origin, run, weight, probability, worth, pattern, decided)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, 1, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: linking_add_change :exec
-- reads: writes
-- in:  run int64, a int64, b int64, label int64, joins int64, weight real?, earlier real?, cause int64, against_a int64?, against_b int64?
INSERT INTO link_change (run, a, b, label, joins, weight, earlier, cause, against_a, against_b)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: linking_truth_personae :many
-- Every persona with the file its entry came from, to be joined with a truth file.
-- reads: system
-- out: persona int64, slot int64, locator text, file_name text, source_kind text
SELECT p.id, p.slot, e.locator, b.file_name, s.kind
  FROM persona AS p JOIN entry AS e ON e.id = p.entry JOIN batch AS b ON b.id = e.batch JOIN source AS s ON s.id = e.source
 ORDER BY p.id;

-- name: linking_truth_persons :many
-- The persons of a clearance that have more than one persona.
-- reads: system
-- in:  clearance int64
-- out: persona int64, person int64
SELECT persona, person FROM person_member WHERE clearance = ?1 ORDER BY person, persona;
