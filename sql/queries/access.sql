-- Accounts, roles, grants and signed-in browsers. None of it is for pages directly: the access layer reads past the door
-- and answers only what a session may know.

-- name: access_account_named :one
-- An account by its name.
-- reads: system
-- in:  name text
-- out: id int64, password text?, clearance int64, language text?, disabled int64?
SELECT id, password, clearance, language, disabled FROM account WHERE name = ?1;

-- name: access_account :one
-- An account by its key.
-- reads: system
-- in:  id int64
-- out: name text, password text?, clearance int64, language text?, disabled int64?
SELECT name, password, clearance, language, disabled FROM account WHERE id = ?1;

-- name: access_accounts :many
-- Every account, by name.
-- reads: system
-- out: id int64, public blob, name text, language text?, level int64, has_password int64, created int64, disabled int64?
SELECT a.id, a.public, a.name, a.language, c.level, CASE WHEN a.password IS NULL THEN 0 ELSE 1 END, a.created, a.disabled
  FROM account AS a JOIN clearance AS c ON c.id = a.clearance
 ORDER BY a.name COLLATE "C";

-- name: access_account_count :one
-- reads: system
-- out: n int64
SELECT count(*) FROM account;

-- name: access_roles :many
-- The roles of an account, ended ones too.
-- reads: system
-- in:  account int64
-- out: role int64, until int64?
SELECT role, until FROM account_role WHERE account = ?1 ORDER BY role;

-- name: access_grants :many
-- The compartments granted to an account, ended ones too.
-- reads: system
-- in:  account int64
-- out: code text, until int64?
SELECT c.code, g.until
  FROM account_grant AS g JOIN compartment AS c ON c.id = g.compartment
 WHERE g.account = ?1
 ORDER BY c.code COLLATE "C";

-- name: access_compartments :many
-- Every compartment there is.
-- reads: system
-- out: id int64, code text
SELECT id, code FROM compartment ORDER BY code COLLATE "C";

-- name: access_clearance_level :one
-- reads: system
-- in:  clearance int64
-- out: level int64
SELECT level FROM clearance WHERE id = ?1;

-- name: access_clearance_compartments :many
-- reads: system
-- in:  clearance int64
-- out: code text
SELECT c.code
  FROM clearance_compartment AS cc JOIN compartment AS c ON c.id = cc.compartment
 WHERE cc.clearance = ?1
 ORDER BY c.code COLLATE "C";

-- name: access_label_due :one
-- A label whose embargo is over on day ?2 and that the clearance would cover, were its labels made again.
-- reads: system
-- in:  clearance int64, day int64
-- out: label int64
SELECT l.id
  FROM clearance AS c JOIN label AS l ON l.embargo <= ?2 AND l.level <= c.level
 WHERE c.id = ?1
   AND NOT EXISTS (SELECT 1 FROM clearance_label AS cl WHERE cl.clearance = c.id AND cl.label = l.id)
   AND NOT EXISTS (SELECT 1 FROM label_compartment AS lc
                    WHERE lc.label = l.id
                      AND NOT EXISTS (SELECT 1 FROM clearance_compartment AS cc
                                       WHERE cc.clearance = c.id AND cc.compartment = lc.compartment))
 LIMIT 1;

-- name: access_add_account :exec
-- reads: writes
-- in:  id int64, public blob, name text, password text?, clearance int64, language text?, created int64
INSERT INTO account (id, public, name, password, clearance, language, created, disabled)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL);

-- name: access_add_role :exec
-- reads: writes
-- in:  account int64, role int64, until int64?
INSERT INTO account_role (account, role, until) VALUES (?1, ?2, ?3);

-- name: access_add_compartment :exec
-- reads: writes
-- in:  id int64, code text
INSERT INTO compartment (id, code) VALUES (?1, ?2);

-- name: access_drop_grant :exec
-- reads: writes
-- in:  account int64, compartment int64
DELETE FROM account_grant WHERE account = ?1 AND compartment = ?2;

-- name: access_add_grant :exec
-- reads: writes
-- in:  account int64, compartment int64, until int64?, granted_by int64
INSERT INTO account_grant (account, compartment, until, granted_by) VALUES (?1, ?2, ?3, ?4);

-- name: access_set_clearance :exec
-- reads: writes
-- in:  account int64, clearance int64
UPDATE account SET clearance = ?2 WHERE id = ?1;

-- name: access_set_password :exec
-- reads: writes
-- in:  account int64, password text
UPDATE account SET password = ?2 WHERE id = ?1;

-- name: access_disable :exec
-- reads: writes
-- in:  account int64, moment int64
UPDATE account SET disabled = ?2 WHERE id = ?1 AND disabled IS NULL;

-- name: access_web_session :one
-- reads: system
-- in:  digest blob
-- out: account int64, created int64, last_used int64, expires int64
SELECT account, created, last_used, expires FROM web_session WHERE digest = ?1;

-- name: access_add_web_session :exec
-- reads: writes
-- in:  digest blob, account int64, moment int64, expires int64
INSERT INTO web_session (digest, account, created, last_used, expires) VALUES (?1, ?2, ?3, ?3, ?4);

-- name: access_drop_web_session :exec
-- reads: writes
-- in:  digest blob
DELETE FROM web_session WHERE digest = ?1;

-- name: access_drop_web_sessions_of :exec
-- reads: writes
-- in:  account int64
DELETE FROM web_session WHERE account = ?1;

-- name: access_drop_web_sessions_ended :exec
-- reads: writes
-- in:  moment int64
DELETE FROM web_session WHERE expires <= ?1;
