-- The register: what sources say (never overwritten), what we decided about it (superseded, never edited), and what is
-- derived from both (can be thrown away and rebuilt).
--
-- Macros: {id} a sequential key given by the unit of work, {int} {real} {text} {blob} column types, {table} and {clustered}
-- end a table (clustered: stored in the order of its primary key where the engine can).
-- "seen by" says how the read door treats a table, and every table says it:
--   seen by label      a row is there for sessions whose clearance covers its label
--   seen by clearance  a row is there for sessions of that very clearance
--   seen by all        holds nothing about people
--   seen by nobody     only the store itself and upkeep read it

-- Which migrations were applied. A released file is never edited: its checksum is compared at every open.
-- seen by all
CREATE TABLE migration (
  version {int} PRIMARY KEY,
  name {text} NOT NULL,
  checksum {text} NOT NULL,
  applied {int} NOT NULL
) {table};

-- Settings of the register: its id, whether it is a demonstration, versions of derived tables.
-- seen by all
CREATE TABLE setting (
  name {text} PRIMARY KEY,
  value {text} NOT NULL
) {table};

-- Next free key of each kind.
-- seen by nobody
CREATE TABLE id_next (
  kind {int} PRIMARY KEY,
  next {int} NOT NULL
) {table};

-- ---------------------------------------------------------------- who may see what

-- A need-to-know circle.
-- seen by nobody
CREATE TABLE compartment (
  id {id},
  code {text} NOT NULL UNIQUE
) {table};

-- An interned set of compartments, level and embargo, that every row about people carries. Label 1 is "no compartment, level 0".
-- seen by nobody
CREATE TABLE label (
  id {id},
  level {int} NOT NULL,
  embargo {int},                         -- first day (since 1970-01-01) on which it may be seen; NULL none
  digest {blob} NOT NULL UNIQUE          -- of level, embargo and sorted compartment codes
) {table};

-- seen by nobody
CREATE TABLE label_compartment (
  label {int} NOT NULL REFERENCES label,
  compartment {int} NOT NULL REFERENCES compartment,
  PRIMARY KEY (label, compartment)
) {clustered};

-- What a session may see: an interned level and set of compartments. Persons are computed for each clearance in use.
-- seen by nobody
CREATE TABLE clearance (
  id {id},
  level {int} NOT NULL,
  digest {blob} NOT NULL UNIQUE,
  rebuilt {int} NOT NULL                 -- journal sequence at which its persons were last computed; 0 never
) {table};

-- seen by nobody
CREATE TABLE clearance_compartment (
  clearance {int} NOT NULL REFERENCES clearance,
  compartment {int} NOT NULL REFERENCES compartment,
  PRIMARY KEY (clearance, compartment)
) {clustered};

-- Derived: the labels a clearance covers.
-- seen by nobody
CREATE TABLE clearance_label (
  clearance {int} NOT NULL REFERENCES clearance,
  label {int} NOT NULL REFERENCES label,
  PRIMARY KEY (clearance, label)
) {clustered};

-- seen by nobody
CREATE TABLE account (
  id {id},
  public {blob} NOT NULL UNIQUE,
  name {text} NOT NULL UNIQUE,
  password {text},                       -- Argon2id string; NULL cannot sign in
  clearance {int} NOT NULL REFERENCES clearance,
  language {text},
  created {int} NOT NULL,
  disabled {int}                         -- moment; NULL active
) {table};

-- seen by nobody
CREATE TABLE account_role (
  account {int} NOT NULL REFERENCES account,
  role {int} NOT NULL,
  until {int},                           -- moment it ends; NULL open
  PRIMARY KEY (account, role)
) {clustered};

-- A compartment granted to an account, with its end.
-- seen by nobody
CREATE TABLE account_grant (
  account {int} NOT NULL REFERENCES account,
  compartment {int} NOT NULL REFERENCES compartment,
  until {int},
  granted_by {int} NOT NULL REFERENCES account,
  PRIMARY KEY (account, compartment)
) {clustered};

-- A signed-in browser: the digest of its cookie, never the cookie; and, for its owner's list, what it is and from which network.
-- seen by nobody
CREATE TABLE web_session (
  digest {blob} PRIMARY KEY,
  account {int} NOT NULL REFERENCES account,
  half {int} NOT NULL,                   -- 1: the password was right and the second factor is still to come
  created {int} NOT NULL,
  last_used {int} NOT NULL,
  expires {int} NOT NULL,
  device {text},                         -- "firefox windows"; NULL unknown
  network {text}                         -- "192.0.2.*": never the whole address
) {table};
CREATE INDEX web_session_by_account ON web_session (account);

-- What an account shows beside its password: the key of codes by the clock (RFC 6238).
-- seen by nobody
CREATE TABLE second_factor (
  account {int} PRIMARY KEY REFERENCES account,
  sealed {blob} NOT NULL,                -- src/store/seal.h
  confirmed {int},                       -- moment a first code of it was shown; NULL: does not count yet
  last_step {int} NOT NULL               -- of the last code taken: neither it nor an earlier one is taken again
) {table};

-- Codes for whoever lost the second factor: each opens once and is gone.
-- seen by nobody
CREATE TABLE recovery_code (
  digest {blob} PRIMARY KEY,             -- keyed (src/store/seal.h)
  account {int} NOT NULL REFERENCES account
) {table};
CREATE INDEX recovery_code_by_account ON recovery_code (account);

-- Who failed to sign in how often, for an hour: digests of a name, a client, or both (src/access/throttle.h).
-- seen by nobody
CREATE TABLE sign_in_try (
  key {text} PRIMARY KEY,
  tries {int} NOT NULL,
  last {int} NOT NULL
) {table};

-- ---------------------------------------------------------------- what sources say

-- One document or list.
-- seen by label
CREATE TABLE source (
  id {id},
  public {blob} NOT NULL UNIQUE,
  label {int} NOT NULL REFERENCES label,
  kind {text} NOT NULL,
  title {text} NOT NULL,
  holder {text} NOT NULL,
  reliability {text} NOT NULL,           -- A..F
  bias {text} NOT NULL,
  purpose {text} NOT NULL,
  legal_basis {text} NOT NULL,
  consent {text},                        -- what the consent is, where it rests on one
  derived_from {int} REFERENCES source,
  independence {int} NOT NULL,           -- sources of one group do not confirm each other
  once {int} NOT NULL,                   -- 1: known to hold a person at most once
  series {text},                         -- volumes of one list have one: together they hold a person at most once; NULL alone
  language {text},
  created {int} NOT NULL,
  withdrawn {int}                        -- moment; the rows and the key are gone
) {table};

-- A file kept byte for byte, encrypted under a key of its own.
-- seen by label
CREATE TABLE blob (
  id {id},
  source {int} NOT NULL REFERENCES source,
  label {int} NOT NULL REFERENCES label,
  name {text} NOT NULL UNIQUE,           -- random name of the encrypted file
  size {int} NOT NULL,
  digest {blob} NOT NULL                 -- BLAKE2b-256 of the plain bytes
) {table};

-- Encrypted pieces of a blob, for engines without a directory of their own.
-- seen by nobody
CREATE TABLE blob_piece (
  name {text} NOT NULL,
  piece {int} NOT NULL,
  bytes {blob} NOT NULL,
  PRIMARY KEY (name, piece)
) {clustered};

-- One import.
-- seen by label
CREATE TABLE batch (
  id {id},
  public {blob} NOT NULL UNIQUE,
  source {int} NOT NULL REFERENCES source,
  label {int} NOT NULL REFERENCES label,
  state {int} NOT NULL,                  -- 1 staged, 2 committed, 3 undone, 4 thrown away, 5 withdrawn, 6 handed in
  idempotency {text} NOT NULL,
  file_name {text} NOT NULL,
  file_size {int} NOT NULL,
  file_digest {blob} NOT NULL,
  blob {int} REFERENCES blob,
  mapping {text} NOT NULL,               -- name of the mapping
  mapping_text {blob} NOT NULL,          -- the mapping as it was used
  header {blob} NOT NULL,                -- the columns' names; format in src/intake/record.h
  rows_read {int} NOT NULL,
  rows_ready {int} NOT NULL,
  rows_refused {int} NOT NULL,
  account {int} NOT NULL REFERENCES account,
  staged {int} NOT NULL,
  begun {int},                           -- moment a check or the taking in of it began that has not come to its end
  ended {int}                            -- moment of commit, undo or throwing away: the last of them
) {table};
CREATE INDEX batch_by_source ON batch (source);
CREATE INDEX batch_by_digest ON batch (file_digest);

-- What was refused and why; the row is kept so that it can be corrected and imported again.
-- seen by label
CREATE TABLE refusal (
  id {id},
  batch {int} NOT NULL REFERENCES batch,
  label {int} NOT NULL REFERENCES label,
  line {int} NOT NULL,
  column_number {int},                   -- from 1; NULL the row as a whole
  column_name {text},
  rule {text} NOT NULL,                  -- stable word
  message {text} NOT NULL                -- English; pages translate by rule
) {table};
CREATE INDEX refusal_by_batch ON refusal (batch);

-- What a refused row said, word for word, under everything that its list may say (see `verbatim`).
-- seen by label
CREATE TABLE refusal_text (
  refusal {int} PRIMARY KEY REFERENCES refusal,
  label {int} NOT NULL REFERENCES label,
  value {text},                          -- what was refused; NULL the row as a whole
  row_text {blob}                        -- the whole row as read, beside the first of its faults
) {table};

-- People who travelled, lived or were listed together, as one source says.
-- seen by label
CREATE TABLE household (
  id {id},
  source {int} NOT NULL REFERENCES source,
  batch {int} NOT NULL REFERENCES batch,
  label {int} NOT NULL REFERENCES label,
  number {text} NOT NULL,                -- as the source counts them; the entry's locator where it does not
  sailing {int}
) {table};
CREATE INDEX household_by_batch ON household (batch);
CREATE INDEX household_by_number ON household (source, number);
CREATE INDEX household_by_sailing ON household (sailing);

-- One row, page or utterance.
-- seen by label
CREATE TABLE entry (
  id {id},
  source {int} NOT NULL REFERENCES source,
  batch {int} NOT NULL REFERENCES batch,
  label {int} NOT NULL REFERENCES label,
  line {int} NOT NULL,
  locator {text} NOT NULL
) {table};
CREATE INDEX entry_by_batch ON entry (batch);

-- What an entry says, word for word. Its label has every compartment that a fact of its list may have: whoever may see
-- the entry and not the honseki in it does not see the row that holds it.
-- seen by label
CREATE TABLE verbatim (
  entry {int} PRIMARY KEY REFERENCES entry,
  label {int} NOT NULL REFERENCES label,
  cells {blob} NOT NULL                  -- all cells as read; format in src/intake/record.h
) {table};

-- One mention of one person in one entry.
-- seen by label
CREATE TABLE persona (
  id {id},
  public {blob} NOT NULL UNIQUE,
  entry {int} NOT NULL REFERENCES entry,
  source {int} NOT NULL REFERENCES source,
  household {int} REFERENCES household,
  slot {int} NOT NULL,                   -- order in the entry, from 1
  role {text} NOT NULL,                  -- head, member, witness, ...
  label {int} NOT NULL REFERENCES label
) {table};
CREATE INDEX persona_by_entry ON persona (entry);
CREATE INDEX persona_by_household ON persona (household);

-- One thing an entry says about one persona. A corrected transcription is a new version; the old one stays.
-- seen by label
CREATE TABLE assertion (
  id {id},
  persona {int} NOT NULL REFERENCES persona,
  property {int} NOT NULL,               -- SkProperty
  label {int} NOT NULL REFERENCES label,
  verbatim {text} NOT NULL,
  value {text},                          -- normalised; NULL where it could not be
  first_day {int},                       -- interval of a date, or of the birth an age implies
  last_day {int},
  calendar {int},
  doubt {int},
  modality {int} NOT NULL,               -- 0 states, 1 implies, 2 denies, 3 doubts, 4 hearsay
  replaces {int} REFERENCES assertion
) {table};
CREATE INDEX assertion_by_persona ON assertion (persona);
CREATE INDEX assertion_by_replaces ON assertion (replaces) WHERE replaces IS NOT NULL;

-- A name as a claim of a source.
-- seen by label
CREATE TABLE name (
  id {id},
  persona {int} NOT NULL REFERENCES persona,
  label {int} NOT NULL REFERENCES label,
  kind {int} NOT NULL,                   -- SkNameKind
  script {int} NOT NULL,                 -- SkScript
  name_order {int} NOT NULL,             -- 0 unknown, 1 family first, 2 given first
  family {text},
  given {text},
  written {text} NOT NULL,               -- as written, variation selectors and all
  reading_of {int} REFERENCES name,
  reading_origin {int} NOT NULL          -- 0 none, 1 stated, 2 printed, 3 looked up, 4 guessed
) {table};
CREATE INDEX name_by_persona ON name (persona);
CREATE INDEX name_by_reading_of ON name (reading_of) WHERE reading_of IS NOT NULL;

-- Kinship or household tie as an entry states it: "b is a's <kind>".
-- seen by label
CREATE TABLE relation (
  id {id},
  entry {int} NOT NULL REFERENCES entry,
  a {int} NOT NULL REFERENCES persona,
  b {int} NOT NULL REFERENCES persona,
  kind {int} NOT NULL,                   -- SkRelation
  label {int} NOT NULL REFERENCES label,
  verbatim {text}
) {table};
CREATE INDEX relation_by_a ON relation (a);
CREATE INDEX relation_by_b ON relation (b);
CREATE INDEX relation_by_entry ON relation (entry);

-- ---------------------------------------------------------------- what we decided

-- One run of the linkage engine.
-- seen by all
CREATE TABLE link_run (
  id {id},
  started {int} NOT NULL,
  finished {int},
  model {text} NOT NULL,                 -- the trained model, as text
  learnt_from {int} NOT NULL,            -- the highest persona whose values it was learnt from, and are counted as frequencies
  seen_to {int} NOT NULL,                -- the highest persona that the run saw
  personae {int} NOT NULL,
  pairs {int} NOT NULL,
  proposals {int} NOT NULL,
  given_up {int} NOT NULL,               -- pairs not compared, and questions not asked (SkLinkReport)
  left_out {int} NOT NULL,
  moved {real} NOT NULL,
  journal {int} NOT NULL,                -- the last entry when it read the register: what came after it has not seen
  program {text} NOT NULL,               -- that made it: a digest of what proposals depend on (src/registry/linking_program.c)
  kept {blob}                            -- digest of what it keeps of pairs (link_kept; src/store/kept.c); NULL nothing
) {table};

-- A decision, or a machine's proposal of one, that two personae are the same, different, or undecided. a < b.
-- seen by label
CREATE TABLE link (
  id {id},
  public {blob} NOT NULL,
  a {int} NOT NULL REFERENCES persona,
  b {int} NOT NULL REFERENCES persona,
  label {int} NOT NULL REFERENCES label, -- by default the union of its ends'
  verdict {int} NOT NULL,                -- 0 undecided, 1 same, 2 different
  state {int} NOT NULL,                  -- 1 proposed, 2 current, 3 superseded, 4 second opinion: decides nothing, and supersedes
                                         -- nothing; `supersedes` is the decision that it is held against
  origin {int} NOT NULL,                 -- 1 machine, 2 operator rule, 3 person
  run {int} REFERENCES link_run,
  weight {real},                         -- log2 odds
  probability {real},
  worth {real},                          -- of a proposal: what an answer is worth (src/registry/linking_parts.h)
  pattern {blob},                        -- comparison levels, as src/link packs them
  reason {text},
  account {int} REFERENCES account,
  decided {int} NOT NULL,
  supersedes {int} REFERENCES link,
  ended {int},                           -- moment it was superseded or taken back, by whom and why
  ended_by {int} REFERENCES account,
  ended_reason {text}
) {table};
CREATE UNIQUE INDEX link_by_public ON link (public) WHERE origin <> 1; -- what the machine proposes is asked for by its two ends
CREATE INDEX link_by_a ON link (a, state);
CREATE INDEX link_by_b ON link (b, state);
CREATE INDEX link_by_state ON link (state, worth);
CREATE INDEX link_by_account ON link (account, decided) WHERE origin = 3; -- what people decided
CREATE INDEX link_by_supersedes ON link (supersedes) WHERE supersedes IS NOT NULL;

-- What a run of the linkage engine proposes otherwise than the run before it: a pair that it would join and the other would
-- not, or the other way. The first run has none.
-- seen by label
CREATE TABLE link_change (
  run {int} NOT NULL REFERENCES link_run,
  a {int} NOT NULL REFERENCES persona,
  b {int} NOT NULL REFERENCES persona,   -- a < b
  label {int} NOT NULL REFERENCES label, -- as a link's
  joins {int} NOT NULL,                  -- 1: this run would join the two; 0: the run before would have
  weight {real},                         -- log2 odds in this run; NULL: not proposed
  earlier {real},                        -- and in the run before
  cause {int} NOT NULL,                  -- SkChangeCause (src/registry/changes.h)
  against_a {int} REFERENCES persona,    -- the two mentions that stand against it; NULL none
  against_b {int} REFERENCES persona,
  PRIMARY KEY (run, a, b)
) {clustered};
CREATE INDEX link_change_by_a ON link_change (a);
CREATE INDEX link_change_by_b ON link_change (b);
CREATE INDEX link_change_by_against_a ON link_change (against_a) WHERE against_a IS NOT NULL;
CREATE INDEX link_change_by_against_b ON link_change (against_b) WHERE against_b IS NOT NULL;

-- Somebody who asked to be left out of whatever leaves the register (DP-13). It stands until it is ended.
-- seen by label
CREATE TABLE silence (
  id {id},
  public {blob} NOT NULL UNIQUE,
  persona {int} NOT NULL REFERENCES persona, -- any mention of the person: the decisions of later say who that is
  label {int} NOT NULL REFERENCES label, -- the mention's, and the compartment family
  reason {text} NOT NULL,
  account {int} NOT NULL REFERENCES account,
  asked {int} NOT NULL,
  ended {int},                           -- moment it was taken back, and by whom
  ended_by {int} REFERENCES account
) {table};
CREATE INDEX silence_by_persona ON silence (persona);

-- A paper that left the register: one row a copy (DP-41). What stood on it is not kept: it can be drawn again from the
-- register under the same clearance, and the digest says whether it came out the same.
-- seen by label
CREATE TABLE paper (
  id {id},
  public {blob} NOT NULL UNIQUE,         -- printed on every page as the number of the copy
  persona {int} REFERENCES persona,      -- whom it is about; NULL: withdrawn since, the copy is still out there
  label {int} NOT NULL REFERENCES label, -- of everybody on it, and the compartments that were released for it
  kind {text} NOT NULL,                  -- family-sheet
  clearance {int} NOT NULL REFERENCES clearance, -- what it was drawn under
  language {text} NOT NULL,
  recipient {text} NOT NULL,
  purpose {text} NOT NULL,
  destroy_by {int} NOT NULL,             -- day
  account {int} NOT NULL REFERENCES account,
  made {int} NOT NULL,
  digest {blob} NOT NULL                 -- BLAKE2b-256 of the file
) {table};
CREATE INDEX paper_by_persona ON paper (persona);

-- A backup that was written (src/upkeep/backup.h), wherever its file is now.
-- seen by nobody
CREATE TABLE backup (
  id {id},
  public {blob} NOT NULL UNIQUE,
  file {text} NOT NULL,                  -- absolute path on the machine that wrote it
  account {int} NOT NULL,
  made {int} NOT NULL,
  size {int} NOT NULL                    -- bytes of the file
) {table};

-- Proof that the register can be trusted: it was checked, or a backup of it was brought back for a try. What came of it stays.
-- seen by nobody
CREATE TABLE proof (
  id {id},
  backup {int} REFERENCES backup,        -- NULL: the register itself was checked
  account {int} NOT NULL,
  began {int} NOT NULL,
  ended {int} NOT NULL,
  result {text} NOT NULL                 -- sound; read (src/upkeep/backup_test.h); or the word of an error (src/base/error.def)
) {table};
CREATE INDEX proof_by_backup ON proof (backup);

-- A question that somebody keeps. The words can be a name: nobody but its owner reads them.
-- seen by nobody
CREATE TABLE saved_search (
  id {id},
  public {blob} NOT NULL UNIQUE,
  account {int} NOT NULL REFERENCES account,
  name {text} NOT NULL,
  address {text} NOT NULL,               -- path and query of the page
  saved {int} NOT NULL
) {table};
CREATE INDEX saved_search_by_account ON saved_search (account);

-- A published or stated figure, kept beside what exactly it counts; never typed into a page.
-- seen by label
CREATE TABLE figure_claim (
  id {id},
  label {int} NOT NULL REFERENCES label,
  quantity {text} NOT NULL,              -- stable word: migrants, sailings, ...
  scope {text} NOT NULL,                 -- year:1960, phase:accord, total
  value {int} NOT NULL,
  comparator {text} NOT NULL,            -- =, ~, >, <
  counts {text} NOT NULL,                -- what exactly is counted
  as_of {text},
  cited {text} NOT NULL,
  verified {int} NOT NULL                -- 1 seen in a named source
) {table};

-- ---------------------------------------------------------------- derived: thrown away and rebuilt

-- What the last run that compared found out of pairs of mentions, before it looked at any decision: the next goes on from
-- there if nothing but decisions came. Made anew by every run that compares and emptied when evidence goes. It holds ids of
-- mentions, levels of agreement and how frequent keys of names are; src/registry/linking_kept.c says how. The run holds its seal.
-- seen by nobody
CREATE TABLE link_kept (
  id {id},                               -- from 1
  run {int} NOT NULL,                    -- the link_run that compared
  kind {int} NOT NULL,                   -- LinkingKeptKind
  content {blob} NOT NULL
) {table};

-- What to find a name by: 64-bit keys of src/text. They belong to the form: the same text in the same script has its keys
-- once, however many mentions bear it. A form's number is made of its text (src/store/derive_names.c). The text stands beside
-- each key, so that comparing hundreds of forms reads one stretch of this table.
-- seen by label
CREATE TABLE name_key (
  key {int} NOT NULL,
  form {int} NOT NULL,
  label {int} NOT NULL,                  -- some mention bears the form under this label
  script {int} NOT NULL,
  name_order {int} NOT NULL,
  family {text},
  given {text},
  written {text} NOT NULL,
  PRIMARY KEY (key, form, label)
) {clustered};

-- The same of the newest lists. Keys are random numbers, so that each list would write every page of `name_key` anew: they
-- gather here, each large list's behind those of the one before, until there are enough to be worth that
-- (src/store/derive_runs.c).
-- seen by label
CREATE TABLE name_key_fresh (
  run {int} NOT NULL,                    -- 0 to 3; in each run there are keys of all sizes
  key {int} NOT NULL,
  form {int} NOT NULL,
  label {int} NOT NULL,
  script {int} NOT NULL,
  name_order {int} NOT NULL,
  family {text},
  given {text},
  written {text} NOT NULL,
  PRIMARY KEY (run, key, form, label)
) {clustered};

-- The name claims that bear a form.
-- seen by label
CREATE TABLE name_use (
  form {int} NOT NULL,
  label {int} NOT NULL,
  name {int} NOT NULL,
  persona {int} NOT NULL,
  PRIMARY KEY (form, label, name)
) {clustered};

-- A persona at a glance: only from assertions that carry the persona's own label.
-- seen by label
CREATE TABLE glance (
  persona {int} PRIMARY KEY,
  label {int} NOT NULL,
  written {text} NOT NULL,               -- the name shown first
  birth_first {int},
  birth_last {int},
  sex {int},                             -- 1 male, 2 female
  sailing {int},
  departed {int},                        -- day
  prefecture {int},
  category {int}
) {table};
CREATE INDEX glance_by_sailing ON glance (sailing, birth_first);
CREATE INDEX glance_by_birth ON glance (birth_first, prefecture);

-- The persons of a clearance: components of the personae and current "same" links that it covers. The anchor is the lowest persona.
-- seen by clearance
CREATE TABLE person_member (
  clearance {int} NOT NULL,
  persona {int} NOT NULL,
  person {int} NOT NULL,
  PRIMARY KEY (clearance, persona)
) {clustered};
CREATE INDEX person_member_by_person ON person_member (clearance, person);

-- How many rows of a kind there are under a key, for each label: what counting through the door adds up.
-- seen by label
CREATE TABLE tally (
  kind {int} NOT NULL,
  key {int} NOT NULL,
  label {int} NOT NULL,
  n {int} NOT NULL,
  PRIMARY KEY (kind, key, label)
) {clustered};

-- The same for persons, which differ by clearance.
-- seen by clearance
CREATE TABLE person_tally (
  clearance {int} NOT NULL,
  kind {int} NOT NULL,
  key {int} NOT NULL,
  n {int} NOT NULL,
  PRIMARY KEY (clearance, kind, key)
) {clustered};

-- ---------------------------------------------------------------- the journal

-- Append-only and hash-chained: ids and digests, never a name.
-- seen by label
CREATE TABLE journal (
  seq {int} PRIMARY KEY,
  label {int} NOT NULL,
  moment {int} NOT NULL,
  account {int} NOT NULL,
  act {int} NOT NULL,                    -- SkJournalAct
  subject_kind {int} NOT NULL,           -- SkIdKind
  subject {int} NOT NULL,
  subjects {int} NOT NULL,               -- how many rows the digest covers
  digest {blob} NOT NULL,                -- BLAKE2b-256 of what was written
  previous {blob} NOT NULL,
  hash {blob} NOT NULL                   -- BLAKE2b-256 of all the columns before it
) {table};
CREATE INDEX journal_by_subject ON journal (subject_kind, subject);
