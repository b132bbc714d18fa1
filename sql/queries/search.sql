-- Finding people through the door: candidates by key or by fact, then what is shown of them.

-- name: search_by_key :many
-- The names that have a key.
-- in:  key int64, most int64
-- out: name int64, persona int64
SELECT name, persona FROM seen_name_key WHERE key = ?1 LIMIT ?2;

-- name: search_name :one
-- A name claim, to be compared with what was asked.
-- in:  name int64
-- out: persona int64, kind int64, script int64, name_order int64, family text?, given text?, written text
SELECT persona, kind, script, name_order, family, given, written FROM seen_name WHERE id = ?1;

-- name: search_by_sailing :many
-- in:  sailing int64, most int64
-- out: persona int64
SELECT persona FROM seen_glance WHERE sailing = ?1 LIMIT ?2;

-- name: search_by_birth :many
-- Personae born in an interval.
-- in:  first_day int64, last_day int64, most int64
-- out: persona int64
SELECT persona FROM seen_glance WHERE birth_first BETWEEN ?1 AND ?2 LIMIT ?3;

-- name: search_by_departure :many
-- Personae who left in an interval. No index: a year is rarely asked alone, and the first of many are soon found.
-- in:  first_day int64, last_day int64, most int64
-- out: persona int64
SELECT persona FROM seen_glance WHERE departed BETWEEN ?1 AND ?2 LIMIT ?3;

-- name: search_by_sailing_and_birth :many
-- in:  sailing int64, first_day int64, last_day int64, most int64
-- out: persona int64
SELECT persona FROM seen_glance WHERE sailing = ?1 AND birth_first BETWEEN ?2 AND ?3 LIMIT ?4;

-- name: search_by_birth_and_prefecture :many
-- in:  first_day int64, last_day int64, prefecture int64, most int64
-- out: persona int64
SELECT persona FROM seen_glance WHERE birth_first BETWEEN ?1 AND ?2 AND prefecture = ?3 LIMIT ?4;
