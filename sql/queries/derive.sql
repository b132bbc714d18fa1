-- What the derived tables are made from, and how they are filled. All past the door: derived rows carry the labels of what
-- they come from, and are read through it.

-- name: derive_clearances :many
-- Every clearance in use.
-- reads: system
-- out: clearance int64
SELECT id FROM clearance ORDER BY id;

-- name: derive_same_links :many
-- The current "same" links that a clearance covers, with both ends.
-- reads: system
-- in:  clearance int64
-- out: a int64, b int64
SELECT k.a, k.b
  FROM link AS k
  JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = k.label
  JOIN persona AS pa ON pa.id = k.a
  JOIN clearance_label AS ca ON ca.clearance = ?1 AND ca.label = pa.label
  JOIN persona AS pb ON pb.id = k.b
  JOIN clearance_label AS cb ON cb.clearance = ?1 AND cb.label = pb.label
 WHERE k.state = 2 AND k.verdict = 1;

-- name: derive_neighbours :many
-- The personae that current "same" links covered by a clearance join to one persona.
-- reads: system
-- in:  clearance int64, persona int64
-- out: other int64
SELECT k.b
  FROM link AS k
  JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = k.label
  JOIN persona AS p ON p.id = k.b
  JOIN clearance_label AS cp ON cp.clearance = ?1 AND cp.label = p.label
 WHERE k.a = ?2 AND k.state = 2 AND k.verdict = 1
UNION ALL
SELECT k.a
  FROM link AS k
  JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = k.label
  JOIN persona AS p ON p.id = k.a
  JOIN clearance_label AS cp ON cp.clearance = ?1 AND cp.label = p.label
 WHERE k.b = ?2 AND k.state = 2 AND k.verdict = 1;

-- name: derive_is_covered :one
-- Whether a clearance covers a persona.
-- reads: system
-- in:  clearance int64, persona int64
-- out: persona int64
SELECT p.id FROM persona AS p JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = p.label WHERE p.id = ?2;

-- name: derive_person_of :one
-- The person a persona belongs to, where it is joined with others.
-- reads: system
-- in:  clearance int64, persona int64
-- out: person int64
SELECT person FROM person_member WHERE clearance = ?1 AND persona = ?2;

-- name: derive_members :many
-- The personae of a person.
-- reads: system
-- in:  clearance int64, person int64
-- out: persona int64
SELECT persona FROM person_member WHERE clearance = ?1 AND person = ?2 ORDER BY persona;

-- name: derive_glances :many
-- The glances a clearance covers, by persona.
-- reads: system
-- in:  clearance int64
-- out: persona int64, sailing int64?, departed int64?, prefecture int64?, category int64?
SELECT g.persona, g.sailing, g.departed, g.prefecture, g.category
  FROM glance AS g JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = g.label
 ORDER BY g.persona;

-- name: derive_batch_glances :many
-- The glances of a batch that a clearance covers.
-- reads: system
-- in:  clearance int64, batch int64
-- out: persona int64, sailing int64?, departed int64?, prefecture int64?, category int64?
SELECT g.persona, g.sailing, g.departed, g.prefecture, g.category
  FROM entry AS e
  JOIN persona AS p ON p.entry = e.id
  JOIN glance AS g ON g.persona = p.id
  JOIN clearance_label AS c ON c.clearance = ?1 AND c.label = g.label
 WHERE e.batch = ?2;

-- name: derive_glance :one
-- One persona's glance.
-- reads: system
-- in:  persona int64
-- out: sailing int64?, departed int64?, prefecture int64?, category int64?
SELECT sailing, departed, prefecture, category FROM glance WHERE persona = ?1;

-- name: derive_drop_members :exec
-- reads: writes
-- in:  clearance int64
DELETE FROM person_member WHERE clearance = ?1;

-- name: derive_drop_member :exec
-- reads: writes
-- in:  clearance int64, persona int64
DELETE FROM person_member WHERE clearance = ?1 AND persona = ?2;

-- name: derive_add_member :exec
-- reads: writes
-- in:  clearance int64, persona int64, person int64
INSERT INTO person_member (clearance, persona, person) VALUES (?1, ?2, ?3);

-- name: derive_drop_person_tallies :exec
-- reads: writes
-- in:  clearance int64
DELETE FROM person_tally WHERE clearance = ?1;

-- name: derive_add_person_tally :exec
-- Adds `n` (which may be negative) to a tally of persons.
-- reads: writes
-- in:  clearance int64, kind int64, key int64, n int64
INSERT INTO person_tally (clearance, kind, key, n) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (clearance, kind, key) DO UPDATE SET n = person_tally.n + excluded.n;

-- name: derive_drop_zero_person_tallies :exec
-- reads: writes
-- in:  clearance int64
DELETE FROM person_tally WHERE clearance = ?1 AND n = 0;

-- name: derive_batches :many
-- Every batch whose rows are in the register.
-- reads: system
-- out: batch int64
SELECT id FROM batch WHERE state = 2 ORDER BY id;

-- name: derive_names :many
-- The name claims of a batch, for their forms and keys.
-- reads: system
-- in:  batch int64
-- out: name int64, persona int64, label int64, script int64, name_order int64, written text, family text?, given text?
SELECT n.id, n.persona, n.label, n.script, n.name_order, n.written, n.family, n.given
  FROM entry AS e JOIN persona AS p ON p.entry = e.id JOIN name AS n ON n.persona = p.id
 WHERE e.batch = ?1
 ORDER BY e.id, p.id, n.id;

-- name: derive_form_is_used :one
-- Whether a name claim bears a form under a label.
-- reads: system
-- in:  form int64, label int64
-- out: name int64
SELECT name FROM name_use WHERE form = ?1 AND label = ?2 ORDER BY name LIMIT 1;

-- name: derive_add_name_use :exec
-- reads: writes
-- in:  form int64, label int64, name int64, persona int64
INSERT INTO name_use (form, label, name, persona) VALUES (?1, ?2, ?3, ?4);

-- name: derive_drop_name_use :exec
-- reads: writes
-- in:  form int64, label int64, name int64
DELETE FROM name_use WHERE form = ?1 AND label = ?2 AND name = ?3;

-- name: derive_add_name_key :exec
-- reads: writes
-- in:  run int64, key int64, form int64, label int64, script int64, name_order int64, family text?, given text?, written text
INSERT INTO name_key_fresh (run, key, form, label, script, name_order, family, given, written) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: derive_newest_run :one
-- The last run that has keys, and how many.
-- reads: system
-- out: run int64, n int64
SELECT run, COUNT(*) FROM name_key_fresh WHERE run = (SELECT MAX(run) FROM name_key_fresh) GROUP BY run;

-- name: derive_settle_name_keys :exec
-- Those of a run whose keys are from `first` to `last`.
-- reads: writes
-- in:  run int64, first int64, last int64
INSERT INTO name_key (key, form, label, script, name_order, family, given, written)
SELECT key, form, label, script, name_order, family, given, written
  FROM name_key_fresh WHERE run = ?1 AND key BETWEEN ?2 AND ?3 ORDER BY key, form, label
ON CONFLICT (key, form, label) DO NOTHING;

-- name: derive_drop_fresh_name_keys :exec
-- reads: writes
DELETE FROM name_key_fresh;

-- name: derive_drop_name_key :exec
-- reads: writes
-- in:  key int64, form int64, label int64
DELETE FROM name_key WHERE key = ?1 AND form = ?2 AND label = ?3;

-- name: derive_drop_fresh_name_key :exec
-- reads: writes
-- in:  key int64, form int64, label int64
DELETE FROM name_key_fresh WHERE run IN (0, 1, 2, 3) AND key = ?1 AND form = ?2 AND label = ?3;

-- name: derive_personae :many
-- The personae of a batch, each with one of the facts a glance shows a row; the facts are those under the persona's own label.
-- reads: system
-- in:  batch int64
-- out: persona int64, label int64, property int64?, value text?, verbatim text?, first_day int64?, last_day int64?
SELECT p.id, p.label, a.property, a.value, a.verbatim, a.first_day, a.last_day
  FROM entry AS e
  JOIN persona AS p ON p.entry = e.id
  LEFT JOIN assertion AS a ON a.persona = p.id AND a.label = p.label AND a.property IN (1, 2, 3, 4, 6, 8, 9, 33)
 WHERE e.batch = ?1
 ORDER BY e.id, p.id, a.id;

-- name: derive_shown_names :many
-- The name claims of a batch under the persona's own label, the one to show first of each persona before the others.
-- reads: system
-- in:  batch int64
-- out: persona int64, written text
SELECT p.id, n.written
  FROM entry AS e JOIN persona AS p ON p.entry = e.id JOIN name AS n ON n.persona = p.id AND n.label = p.label
 WHERE e.batch = ?1
 ORDER BY e.id, p.id, n.kind, n.id;

-- name: derive_spouses :many
-- The personae of a batch that an entry calls somebody's wife, husband or spouse.
-- reads: system
-- in:  batch int64
-- out: persona int64
SELECT r.b FROM entry AS e JOIN relation AS r ON r.entry = e.id JOIN persona AS p ON p.id = r.b
 WHERE e.batch = ?1 AND r.kind IN (1, 2, 3) AND r.label = p.label
 ORDER BY r.b;

-- name: derive_add_glance :exec
-- reads: writes
-- in:  persona int64, label int64, written text, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?, category int64?
INSERT INTO glance (persona, label, written, birth_first, birth_last, sex, sailing, departed, prefecture, category)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: derive_drop_glances :exec
-- reads: writes
-- in:  batch int64
DELETE FROM glance WHERE persona IN (SELECT p.id FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1);

-- name: derive_persona_counts :many
-- reads: system
-- in:  batch int64
-- out: source int64, label int64, n int64
SELECT p.source, p.label, COUNT(*) FROM entry AS e JOIN persona AS p ON p.entry = e.id WHERE e.batch = ?1 GROUP BY p.source, p.label;

-- name: derive_entry_counts :many
-- reads: system
-- in:  batch int64
-- out: source int64, label int64, n int64
SELECT source, label, COUNT(*) FROM entry WHERE batch = ?1 GROUP BY source, label;

-- name: derive_household_counts :many
-- reads: system
-- in:  batch int64
-- out: source int64, label int64, n int64
SELECT source, label, COUNT(*) FROM household WHERE batch = ?1 GROUP BY source, label;

-- name: derive_add_tally :exec
-- Adds `n` (which may be negative) to a tally.
-- reads: writes
-- in:  kind int64, key int64, label int64, n int64
INSERT INTO tally (kind, key, label, n) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (kind, key, label) DO UPDATE SET n = tally.n + excluded.n;

-- name: derive_drop_zero_tallies :exec
-- reads: writes
DELETE FROM tally WHERE n = 0;

-- name: derive_drop_all_name_keys :exec
-- reads: writes
DELETE FROM name_key;

-- name: derive_drop_unborne_name_keys :exec
-- Keys of forms that no mention bears any more.
-- reads: writes
DELETE FROM name_key
 WHERE NOT EXISTS (SELECT 1 FROM name_use AS u WHERE u.form = name_key.form AND u.label = name_key.label);

-- name: derive_drop_unborne_fresh_name_keys :exec
-- reads: writes
DELETE FROM name_key_fresh
 WHERE NOT EXISTS (SELECT 1 FROM name_use AS u WHERE u.form = name_key_fresh.form AND u.label = name_key_fresh.label);

-- name: derive_drop_all_name_uses :exec
-- reads: writes
DELETE FROM name_use;

-- name: derive_drop_all_glances :exec
-- reads: writes
DELETE FROM glance;

-- name: derive_drop_all_tallies :exec
-- reads: writes
DELETE FROM tally;
