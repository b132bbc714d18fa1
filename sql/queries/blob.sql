-- Files kept byte for byte (src/store/blob.h). The rows say what there is; the bytes lie beside the database, or in
-- blob_piece where the engine has no directory of its own.

-- name: blob_source_public :one
-- reads: system
-- in:  source int64
-- out: public blob
SELECT public FROM source WHERE id = ?1;

-- name: blob_add :exec
-- reads: writes
-- in:  id int64, source int64, label int64, name text, size int64, digest blob
INSERT INTO blob (id, source, label, name, size, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: blob_seen :one
-- One file, if the session may see it.
-- in:  id int64
-- out: source int64, name text, size int64, digest blob
SELECT source, name, size, digest FROM seen_blob WHERE id = ?1;

-- name: blob_of :one
-- One file, for work that goes on with it without showing it.
-- reads: system
-- in:  id int64
-- out: source int64, name text, size int64, digest blob
SELECT source, name, size, digest FROM blob WHERE id = ?1;

-- name: blob_names_of :many
-- reads: system
-- in:  source int64
-- out: name text
SELECT name FROM blob WHERE source = ?1 ORDER BY id;

-- name: blob_named :one
-- reads: system
-- in:  name text
-- out: id int64
SELECT id FROM blob WHERE name = ?1;

-- name: blob_add_piece :exec
-- reads: writes
-- in:  name text, piece int64, bytes blob
INSERT INTO blob_piece (name, piece, bytes) VALUES (?1, ?2, ?3);

-- name: blob_piece :one
-- reads: system
-- in:  name text, piece int64
-- out: bytes blob
SELECT bytes FROM blob_piece WHERE name = ?1 AND piece = ?2;

-- name: blob_drop_pieces :exec
-- reads: writes
-- in:  name text
DELETE FROM blob_piece WHERE name = ?1;

-- name: blob_piece_names :many
-- reads: system
-- out: name text
SELECT name FROM blob_piece GROUP BY name ORDER BY name;

-- name: blob_sources :many
-- The sources that files are kept of.
-- reads: system
-- out: source int64
SELECT source FROM blob GROUP BY source ORDER BY source;
