-- Finding people through the door: candidates by key or by fact, then what is shown of them.

-- name: search_forms :many
-- The forms of names that a key finds, as they are written.
-- in:  key int64, most int64
-- out: form int64, script int64, name_order int64, family text?, given text?, written text
SELECT form, script, name_order, family, given, written FROM seen_name_key WHERE key = ?1 LIMIT ?2;

-- name: search_uses :many
-- The mentions that bear a form, each at a glance and with the person it belongs to.
-- in:  form int64, most int64
-- out: name int64, persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT u.name, u.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_name_use AS u
  JOIN seen_glance AS g ON g.persona = u.persona
  LEFT JOIN seen_person_member AS m ON m.persona = u.persona
 WHERE u.form = ?1 ORDER BY u.label, u.name LIMIT ?2;

-- name: search_name :one
-- A name claim that was found.
-- in:  name int64
-- out: script int64, name_order int64, family text?, given text?, written text
SELECT script, name_order, family, given, written FROM seen_name WHERE id = ?1;

-- name: search_by_sailing :many
-- in:  sailing int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.sailing = ?1 LIMIT ?2;

-- name: search_by_birth :many
-- Mentions of people born in an interval.
-- in:  first_day int64, last_day int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.birth_first BETWEEN ?1 AND ?2 LIMIT ?3;

-- name: search_by_departure :many
-- Mentions of people who left in an interval. No index: a year is rarely asked alone, and the first of many are soon found.
-- in:  first_day int64, last_day int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.departed BETWEEN ?1 AND ?2 LIMIT ?3;

-- name: search_by_sailing_and_birth :many
-- in:  sailing int64, first_day int64, last_day int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.sailing = ?1 AND g.birth_first BETWEEN ?2 AND ?3 LIMIT ?4;

-- name: search_by_birth_and_prefecture :many
-- in:  first_day int64, last_day int64, prefecture int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.birth_first BETWEEN ?1 AND ?2 AND g.prefecture = ?3 LIMIT ?4;
