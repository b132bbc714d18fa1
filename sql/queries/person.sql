-- One person, read through the door. A person is a set of personae; a persona without a row in person_member is one by itself.

-- name: person_by_public :one
-- The persona with a public id, and the person it belongs to where it is joined with others.
-- in:  public blob
-- out: persona int64, person int64?
SELECT p.id, m.person
  FROM seen_persona AS p LEFT JOIN seen_person_member AS m ON m.persona = p.id
 WHERE p.public = ?1;

-- name: person_members :many
-- The personae of a joined person, the anchor first.
-- in:  person int64
-- out: persona int64
SELECT persona FROM seen_person_member WHERE person = ?1 ORDER BY persona;

-- name: person_of_persona :one
-- The person a persona is joined into; none when it stands alone.
-- in:  persona int64
-- out: person int64
SELECT person FROM seen_person_member WHERE persona = ?1;

-- name: persona_place :one
-- A persona with where it stands: entry, source and batch.
-- in:  persona int64
-- out: public blob, role text, slot int64, household int64?, entry int64, locator text, source int64, source_public blob, title text, source_kind text, reliability text, independence int64, batch_public blob
SELECT p.public, p.role, p.slot, p.household, e.id, e.locator, s.id, s.public, s.title, s.kind, s.reliability, s.independence, b.public
  FROM seen_persona AS p
  JOIN seen_entry AS e ON e.id = p.entry
  JOIN seen_source AS s ON s.id = e.source
  JOIN seen_batch AS b ON b.id = e.batch
 WHERE p.id = ?1;

-- name: persona_names :many
-- The name claims of a persona, the kind to show first before the others.
-- in:  persona int64
-- out: name int64, kind int64, script int64, name_order int64, family text?, given text?, written text, reading_of int64?, reading_origin int64
SELECT id, kind, script, name_order, family, given, written, reading_of, reading_origin
  FROM seen_name WHERE persona = ?1 ORDER BY kind, id;

-- name: persona_assertions :many
-- What an entry says of a persona, in its newest transcription.
-- in:  persona int64
-- out: property int64, verbatim text, value text?, first_day int64?, last_day int64?, calendar int64?, doubt int64?, modality int64
SELECT a.property, a.verbatim, a.value, a.first_day, a.last_day, a.calendar, a.doubt, a.modality
  FROM seen_assertion AS a
 WHERE a.persona = ?1 AND NOT EXISTS (SELECT 1 FROM seen_assertion AS n WHERE n.persona = a.persona AND n.replaces = a.id)
 ORDER BY a.property, a.id;

-- name: persona_relations :many
-- The ties an entry states of a persona: forward "other is the persona's kind", else "the persona is other's kind".
-- in:  persona int64
-- out: kind int64, other int64, forward int64
SELECT kind, b, 1 FROM seen_relation WHERE a = ?1
UNION ALL
SELECT kind, a, 0 FROM seen_relation WHERE b = ?1
 ORDER BY 1, 2, 3;

-- name: persona_glance :one
-- A persona at a glance, with the person it belongs to.
-- in:  persona int64
-- out: public blob, person int64?, written text, birth_first int64?, birth_last int64?, sex int64?, sailing int64?, departed int64?, prefecture int64?
SELECT p.public, m.person, g.written, g.birth_first, g.birth_last, g.sex, g.sailing, g.departed, g.prefecture
  FROM seen_persona AS p
  JOIN seen_glance AS g ON g.persona = p.id
  LEFT JOIN seen_person_member AS m ON m.persona = p.id
 WHERE p.id = ?1;

-- name: household_mates :many
-- The others of a household.
-- in:  household int64, persona int64
-- out: persona int64
SELECT id FROM seen_persona WHERE household = ?1 AND id <> ?2 ORDER BY id;

-- name: persona_links :many
-- The current decisions about a persona, in the order they were made: a page is the same on every engine and after an undoing.
-- in:  persona int64
-- out: link int64, public blob, other int64, verdict int64, origin int64, probability real?, reason text?
SELECT id, public, b, verdict, origin, probability, reason FROM seen_link WHERE a = ?1 AND state = 2
UNION ALL
SELECT id, public, a, verdict, origin, probability, reason FROM seen_link WHERE b = ?1 AND state = 2
 ORDER BY 1;

-- name: persona_revision :one
-- The moment of the newest decision or undoing about a persona: what a form has seen.
-- in:  persona int64
-- out: revision int64
SELECT COALESCE(MAX(CASE WHEN ended IS NULL THEN decided ELSE ended END), 0)
  FROM seen_link WHERE (a = ?1 OR b = ?1) AND (state = 2 OR ended IS NOT NULL);

-- name: household_ties :many
-- What entries state of a household to its head, with where: "persona is the head's kind".
-- in:  head int64, household int64
-- out: persona int64, kind int64, written text?, title text, locator text
SELECT r.b, r.kind, r.verbatim, s.title, e.locator
  FROM seen_relation AS r
  JOIN seen_persona AS h ON h.id = r.a
  JOIN seen_persona AS p ON p.id = r.b
  JOIN seen_entry AS e ON e.id = r.entry
  JOIN seen_source AS s ON s.id = e.source
 WHERE r.a = ?1 AND p.household = ?2
 ORDER BY r.b, r.id;

-- name: persona_stayed :one
-- How often an entry says of a persona alone that it stayed in Japan.
-- in:  persona int64, property int64
-- out: stayed int64
SELECT COUNT(*) FROM seen_assertion WHERE persona = ?1 AND property = ?2;

-- name: person_whereabouts :one
-- How many mentions of a joined person sailed, and how often an entry says that one stayed in Japan.
-- in:  person int64, property int64
-- out: sailed int64, stayed int64
SELECT (SELECT COUNT(*)
          FROM seen_person_member AS m JOIN seen_glance AS g ON g.persona = m.persona
         WHERE m.person = ?1 AND (g.sailing IS NOT NULL OR g.departed IS NOT NULL)),
       (SELECT COUNT(*)
          FROM seen_person_member AS m JOIN seen_assertion AS a ON a.persona = m.persona
         WHERE m.person = ?1 AND a.property = ?2);
