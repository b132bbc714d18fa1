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
-- out: id int64, public blob, name text, language text?, level int64, has_password int64, created int64, disabled int64?, paired int64?
SELECT a.id, a.public, a.name, a.language, c.level, CASE WHEN a.password IS NULL THEN 0 ELSE 1 END, a.created, a.disabled,
       f.confirmed
  FROM account AS a JOIN clearance AS c ON c.id = a.clearance
  LEFT JOIN second_factor AS f ON f.account = a.id
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
-- out: account int64, half int64, created int64, last_used int64, expires int64
SELECT account, half, created, last_used, expires FROM web_session WHERE digest = ?1;

-- name: access_web_sessions_of :many
-- The browsers an account is signed in with, the newest first.
-- reads: system
-- in:  account int64, moment int64
-- out: digest blob, created int64, last_used int64, device text?, network text?
SELECT digest, created, last_used, device, network FROM web_session
 WHERE account = ?1 AND half = 0 AND expires > ?2
 ORDER BY created DESC, digest;

-- name: access_add_web_session :exec
-- reads: writes
-- in:  digest blob, account int64, half int64, moment int64, expires int64, device text?, network text?
INSERT INTO web_session (digest, account, half, created, last_used, expires, device, network)
VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7);

-- name: access_drop_web_session :exec
-- reads: writes
-- in:  digest blob
DELETE FROM web_session WHERE digest = ?1;

-- name: access_drop_web_sessions_of :exec
-- reads: writes
-- in:  account int64
DELETE FROM web_session WHERE account = ?1;

-- name: access_drop_web_sessions_but :exec
-- reads: writes
-- in:  account int64, digest blob
DELETE FROM web_session WHERE account = ?1 AND digest <> ?2;

-- name: access_drop_web_sessions_ended :exec
-- reads: writes
-- in:  moment int64
DELETE FROM web_session WHERE expires <= ?1;

-- name: access_password_count :one
-- Accounts with which somebody can sign in.
-- reads: system
-- out: n int64
SELECT count(*) FROM account WHERE password IS NOT NULL AND disabled IS NULL;

-- ---------------------------------------------------------------- the second factor

-- name: access_factor :one
-- reads: system
-- in:  account int64
-- out: sealed blob, confirmed int64?, last_step int64
SELECT sealed, confirmed, last_step FROM second_factor WHERE account = ?1;

-- name: access_begin_factor :exec
-- A new key, in place of one that was never confirmed.
-- reads: writes
-- in:  account int64, sealed blob
INSERT INTO second_factor (account, sealed, confirmed, last_step) VALUES (?1, ?2, NULL, 0)
ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, confirmed = NULL, last_step = 0;

-- name: access_confirm_factor :exec
-- reads: writes
-- in:  account int64, moment int64
UPDATE second_factor SET confirmed = ?2 WHERE account = ?1;

-- name: access_take_step :exec
-- A code of this step was shown: no rows when it or a later one was taken before.
-- reads: writes
-- in:  account int64, step int64
UPDATE second_factor SET last_step = ?2 WHERE account = ?1 AND last_step < ?2;

-- name: access_drop_factor :exec
-- reads: writes
-- in:  account int64
DELETE FROM second_factor WHERE account = ?1;

-- name: access_add_recovery_code :exec
-- reads: writes
-- in:  digest blob, account int64
INSERT INTO recovery_code (digest, account) VALUES (?1, ?2);

-- name: access_take_recovery_code :exec
-- reads: writes
-- in:  digest blob, account int64
DELETE FROM recovery_code WHERE digest = ?1 AND account = ?2;

-- name: access_drop_recovery_codes :exec
-- reads: writes
-- in:  account int64
DELETE FROM recovery_code WHERE account = ?1;

-- name: access_recovery_count :one
-- reads: system
-- in:  account int64
-- out: n int64
SELECT count(*) FROM recovery_code WHERE account = ?1;

-- name: access_setting :one
-- reads: system
-- in:  name text
-- out: value text
SELECT value FROM setting WHERE name = ?1;

-- name: access_set_setting :exec
-- reads: writes
-- in:  name text, value text
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- ---------------------------------------------------------------- tries

-- name: access_tries :many
-- reads: system
-- in:  since int64
-- out: key text, tries int64, last int64
SELECT key, tries, last FROM sign_in_try WHERE last >= ?1 ORDER BY key;

-- name: access_keep_try :exec
-- reads: writes
-- in:  key text, tries int64, last int64
INSERT INTO sign_in_try (key, tries, last) VALUES (?1, ?2, ?3)
ON CONFLICT (key) DO UPDATE SET tries = excluded.tries, last = excluded.last;

-- name: access_drop_try :exec
-- reads: writes
-- in:  key text
DELETE FROM sign_in_try WHERE key = ?1;

-- name: access_drop_tries_before :exec
-- reads: writes
-- in:  since int64
DELETE FROM sign_in_try WHERE last < ?1;
