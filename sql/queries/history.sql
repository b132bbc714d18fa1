-- What was decided about the mentions of a person, newest and oldest, standing and ended.

-- name: history_links :many
-- What people and rules decided about a mention. Proposals of the machine are no decisions.
-- in:  persona int64
-- out: link int64, other int64, other_public blob, other_written text, verdict int64, origin int64, probability real?, reason text?, account int64?, decided int64, ended int64?, ended_by int64?, ended_reason text?
SELECT l.id, l.b, p.public, g.written, l.verdict, l.origin, l.probability, l.reason, l.account, l.decided, l.ended, l.ended_by,
       l.ended_reason
  FROM seen_link AS l JOIN seen_persona AS p ON p.id = l.b JOIN seen_glance AS g ON g.persona = p.id
 WHERE l.a = ?1 AND l.origin <> 1
UNION ALL
SELECT l.id, l.a, p.public, g.written, l.verdict, l.origin, l.probability, l.reason, l.account, l.decided, l.ended, l.ended_by,
       l.ended_reason
  FROM seen_link AS l JOIN seen_persona AS p ON p.id = l.a JOIN seen_glance AS g ON g.persona = p.id
 WHERE l.b = ?1 AND l.origin <> 1
 ORDER BY 1;

-- name: history_import :one
-- How a mention came into the register.
-- in:  persona int64
-- out: batch_public blob, title text, locator text, account int64, staged int64, ended int64?
SELECT b.public, s.title, e.locator, b.account, b.staged, b.ended
  FROM seen_persona AS p
  JOIN seen_entry AS e ON e.id = p.entry
  JOIN seen_batch AS b ON b.id = e.batch
  JOIN seen_source AS s ON s.id = e.source
 WHERE p.id = ?1;
