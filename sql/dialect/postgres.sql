-- What only PostgreSQL is told. {words} are filled in by src/store.
-- Tables stand in the schema saikai, which the reading role may not name; the views of the read door stand in
-- saikai_seen. A view takes the rights of who reads it, so row-level security of the tables decides for each row.

-- name: connect
-- What every connection is set to; the settings that matter are read back.
SET search_path = saikai, saikai_seen, pg_temp;
SET synchronous_commit = on;
SET standard_conforming_strings = on;
SET row_security = on;
SET lock_timeout = '30s';
SET statement_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET default_transaction_read_only = off;
SET client_min_messages = warning;
SET extra_float_digits = 1;
SET jit = off

-- name: settings
-- In the order of the table in open_postgres.c.
SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes'),
       current_setting('server_encoding'), current_setting('client_encoding'), current_setting('row_security'),
       current_setting('standard_conforming_strings')

-- name: schema
CREATE SCHEMA IF NOT EXISTS saikai

-- name: forget_all
-- After a register that was being brought in came in only in part.
DROP SCHEMA IF EXISTS saikai_seen, saikai CASCADE

-- name: trial_begin
-- Outside a transaction, as all three.
CREATE DATABASE {database} TEMPLATE template0

-- name: trial_close
REVOKE ALL ON DATABASE {database} FROM PUBLIC

-- name: trial_end
DROP DATABASE IF EXISTS {database} WITH (FORCE)

-- name: tables
SELECT CASE WHEN to_regclass('saikai.migration') IS NULL THEN 0 ELSE 1 END

-- name: begin_read
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY

-- name: begin_write
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE

-- name: lock
-- One writer at a time, to the end of the transaction. The number is ours alone: locks of this kind are the database's.
SELECT pg_advisory_xact_lock(7310588105466441)

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: declare
-- Inside a transaction; there the server makes the rows as they are fetched.
DECLARE {cursor} NO SCROLL CURSOR WITHOUT HOLD FOR {statement}

-- name: declare_hold
-- Outside of one: the server keeps the rows until the cursor is closed.
DECLARE {cursor} NO SCROLL CURSOR WITH HOLD FOR {statement}

-- name: fetch
FETCH FORWARD {rows} FROM {cursor}

-- name: close
CLOSE {cursor}

-- name: forget
DEALLOCATE {prepared}

-- name: anew
VACUUM (FULL, ANALYZE)

-- name: door
-- Of the register as a whole: who reads, what its tokens are signed with, and what proves the key.
CREATE TABLE IF NOT EXISTS saikai.door (
  one bigint PRIMARY KEY CHECK (one = 1),
  reader text NOT NULL,
  secret bytea NOT NULL,
  key_check bytea NOT NULL
);
CREATE SCHEMA IF NOT EXISTS saikai_seen

-- name: door_row
INSERT INTO saikai.door (one, reader, secret, key_check) VALUES (1, $1, $2, $3) ON CONFLICT (one) DO NOTHING

-- name: door_key
SELECT key_check FROM saikai.door

-- name: door_name
SELECT reader FROM saikai.door

-- name: door_rekey
UPDATE saikai.door SET key_check = $1

-- name: door_reader
-- The role that reads, if it is there and this session may act as it.
SELECT d.reader, CASE WHEN r.oid IS NULL THEN 0 WHEN pg_has_role(session_user, r.oid, 'MEMBER') THEN 2 ELSE 1 END
  FROM saikai.door AS d LEFT JOIN pg_catalog.pg_roles AS r ON r.rolname = d.reader

-- name: reader_there
SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1

-- name: reader_new
CREATE ROLE {reader} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS

-- name: reader_member
SELECT 1 WHERE pg_has_role(session_user, $1, 'MEMBER')

-- name: reader_join
GRANT {reader} TO CURRENT_USER

-- name: door_functions
-- The session's clearance is a setting, and a setting can be changed by whoever may call set_config: so it carries a
-- signature over the clearance and the server process, made with a secret that only the owner reads. A forged one counts
-- as no clearance.
CREATE OR REPLACE FUNCTION saikai.door_sign(clearance bigint) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT encode(sha256(d.secret || convert_to(pg_backend_pid()::text || ':' || clearance::text, 'UTF8') || d.secret), 'hex')
    FROM saikai.door AS d;
END;
CREATE OR REPLACE FUNCTION saikai.door_clearance() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE WHEN s.said !~ '^[0-9]{1,18}:[0-9a-f]{64}$' THEN 0
              WHEN split_part(s.said, ':', 2) = saikai.door_sign(split_part(s.said, ':', 1)::bigint)
              THEN split_part(s.said, ':', 1)::bigint
              ELSE 0 END
    FROM (SELECT coalesce(current_setting('saikai.door', true), '') AS said) AS s;
END;
CREATE OR REPLACE FUNCTION saikai.door_labels() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce(array_agg(c.label), '{}'::bigint[])
    FROM saikai.clearance_label AS c WHERE c.clearance = saikai.door_clearance();
END;
REVOKE ALL ON FUNCTION saikai.door_sign(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION saikai.door_clearance() FROM PUBLIC;
REVOKE ALL ON FUNCTION saikai.door_labels() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION saikai.door_clearance() TO {reader};
GRANT EXECUTE ON FUNCTION saikai.door_labels() TO {reader};
GRANT USAGE ON SCHEMA saikai_seen TO {reader}

-- name: let
SELECT set_config('saikai.door', $1::text || ':' || saikai.door_sign($1::text::bigint), false)

-- name: table_kept
-- The owner keeps its table; anybody else sees nothing of it.
ALTER TABLE saikai.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE saikai.{table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS kept ON saikai.{table};
CREATE POLICY kept ON saikai.{table} TO CURRENT_USER USING (true) WITH CHECK (true)

-- name: table_seen
DROP POLICY IF EXISTS seen ON saikai.{table};
CREATE POLICY seen ON saikai.{table} FOR SELECT TO {reader} USING ({rule});
DROP VIEW IF EXISTS saikai_seen.seen_{table};
CREATE VIEW saikai_seen.seen_{table} WITH (security_invoker = true) AS SELECT * FROM saikai.{table};
GRANT SELECT ON saikai.{table}, saikai_seen.seen_{table} TO {reader}

-- name: rule_label
label = ANY ((SELECT saikai.door_labels())::bigint[])

-- name: rule_clearance
clearance = (SELECT saikai.door_clearance())

-- name: rule_all
true

-- name: act_as
SET ROLE {reader}

-- name: act_as_owner
RESET ROLE
