-- What the register holds, counted: sums of tallies, never of rows.

-- name: figure_persons :many
-- Persons of the session's clearance by one kind of tally.
-- in:  kind int64
-- out: key int64, n int64
SELECT key, n FROM seen_person_tally WHERE kind = ?1 ORDER BY key;

-- name: figure_mentions :one
-- What all sources together hold, as far as the session sees it.
-- out: mentions int64?, entries int64?, households int64?, sources int64
SELECT (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 1),
       (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 7),
       (SELECT CAST(SUM(n) AS BIGINT) FROM seen_tally WHERE kind = 8),
       (SELECT COUNT(*) FROM seen_source WHERE withdrawn IS NULL);
