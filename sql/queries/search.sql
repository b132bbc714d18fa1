-- Finding people through the door: candidates by key or by fact, then what is shown of them.

-- name: search_forms :many
-- The forms of names that a key finds, as they are written.
-- in:  key int64, most int64
-- out: form int64, script int64, name_order int64, family text?, given text?, written text
SELECT form, script, name_order, family, given, written FROM seen_name_key WHERE key = ?1
UNION ALL
SELECT form, script, name_order, family, given, written FROM seen_name_key_fresh WHERE run = 0 AND key = ?1
UNION ALL
SELECT form, script, name_order, family, given, written FROM seen_name_key_fresh WHERE run = 1 AND key = ?1
UNION ALL
SELECT form, script, name_order, family, given, written FROM seen_name_key_fresh WHERE run = 2 AND key = ?1
UNION ALL
SELECT form, script, name_order, family, given, written FROM seen_name_key_fresh WHERE run = 3 AND key = ?1
 LIMIT ?2;

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

-- name: search_mention_names :many
-- The name claims of a mention that a fact found; in no order, for sorting would cost more than finding them.
-- in:  persona int64
-- out: name int64, script int64, name_order int64, family text?, given text?, written text
SELECT id, script, name_order, family, given, written FROM seen_name WHERE persona = ?1;

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

-- name: search_by_prefecture :many
-- Mentions of people who lived in a prefecture. No index, as for a year: the first of many are soon found.
-- in:  prefecture int64, most int64
-- out: persona int64, person int64?, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT g.persona, m.person, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_glance AS g LEFT JOIN seen_person_member AS m ON m.persona = g.persona
 WHERE g.prefecture = ?1 LIMIT ?2;

-- name: search_fits :one
-- How many mentions a person has, and whether each stated filter is met by one of them.
-- in:  person int64, source int64?, sailing int64?, first_day int64?, last_day int64?, prefecture int64?, category int64?
-- out: mentions int64, in_source int64?, on_sailing int64?, in_year int64?, in_prefecture int64?, in_category int64?
SELECT count(*),
       max(CASE WHEN p.source = CAST(?2 AS BIGINT) THEN 1 ELSE 0 END),
       max(CASE WHEN g.sailing = CAST(?3 AS BIGINT) THEN 1 ELSE 0 END),
       max(CASE WHEN g.departed BETWEEN CAST(?4 AS BIGINT) AND CAST(?5 AS BIGINT) THEN 1 ELSE 0 END),
       max(CASE WHEN g.prefecture = CAST(?6 AS BIGINT) THEN 1 ELSE 0 END),
       max(CASE WHEN (g.category & CAST(?7 AS BIGINT)) <> 0 THEN 1 ELSE 0 END)
  FROM seen_glance AS g JOIN seen_persona AS p ON p.id = g.persona
 WHERE g.persona IN (SELECT persona FROM seen_person_member WHERE person = ?1 UNION SELECT CAST(?1 AS BIGINT));

-- name: search_said_status :one
-- Whether a source says this of a person, in its newest transcription.
-- in:  person int64, property int64, value text
-- out: n int64
SELECT count(*)
  FROM seen_assertion AS a
 WHERE a.persona IN (SELECT persona FROM seen_person_member WHERE person = ?1 UNION SELECT CAST(?1 AS BIGINT))
   AND a.property = ?2 AND a.value = ?3
   AND NOT EXISTS (SELECT 1 FROM seen_assertion AS n WHERE n.persona = a.persona AND n.replaces = a.id);

-- name: search_family :many
-- Who the entries tie to a person, each with the name shown first: forward "is the person's kind", else the other way round.
-- in:  person int64, most int64
-- out: kind int64, forward int64, written text
SELECT r.kind, 1, g.written
  FROM seen_relation AS r JOIN seen_glance AS g ON g.persona = r.b
 WHERE r.a IN (SELECT persona FROM seen_person_member WHERE person = ?1 UNION SELECT CAST(?1 AS BIGINT))
UNION
SELECT r.kind, 0, g.written
  FROM seen_relation AS r JOIN seen_glance AS g ON g.persona = r.a
 WHERE r.b IN (SELECT persona FROM seen_person_member WHERE person = ?1 UNION SELECT CAST(?1 AS BIGINT))
 ORDER BY 1, 2, 3 LIMIT ?2;

-- name: search_names :many
-- The names of a person, the kind to show first before the others.
-- in:  person int64
-- out: kind int64, script int64, written text
SELECT n.kind, n.script, n.written
  FROM seen_name AS n
 WHERE n.persona IN (SELECT persona FROM seen_person_member WHERE person = ?1 UNION SELECT CAST(?1 AS BIGINT))
 ORDER BY n.kind, n.id;
