/* The register as the engine wants it. Internal to src/registry. */
#pragma once

#include "link/link.h"
#include "registry/changes.h"
#include "registry/linking.h"

typedef struct {
  uint32_t a, b; /* rows */
} LinkingPair;

/* What a run found out of pairs before it looked at decisions (link_kept): read from the register to go on from, or
 * made by a run that compares, to be stored. */
typedef enum {
  LINKING_KEPT_PAIRS = 1, /* weighed: personae, evidence, rule */
  LINKING_KEPT_ASKED,     /* that clusters were judged by beside them */
  LINKING_KEPT_FAMILY,    /* frequencies of family names */
  LINKING_KEPT_GIVEN
} LinkingKeptKind;

typedef struct {
  LinkingKeptKind kind;
  GByteArray *content;
} LinkingKeptPart;

typedef struct {
  gboolean known;        /* the run goes on from what follows */
  int64_t run;           /* the one that compared */
  GArray *pairs, *asked; /* SkEnginePair of rows, by a, then b */
  SkLinkFrequencies frequencies;
  GArray *keys[2], *shares[2]; /* that they are of */
  GPtrArray *parts;            /* LinkingKeptPart: to be stored; NULL: nothing may be gone on from */
} LinkingKept;

/* What was read is kept here; a thread has its own. */
typedef struct {
  GStringChunk *texts;
  GHashTable *places; /* text -> SkLinkPlace: families and neighbours share an address */
} LinkingSaid;

/* Records of every persona, in flat arrays; texts live in `name_texts` and `said`. */
typedef struct {
  GArray *records;    /* SkLinkRecord; row i is personae[i]; gone once the engine has read them, as `names` and all
                         texts are */
  GArray *personae;   /* int64_t, ascending */
  GArray *households; /* uint32_t; 0 none */
  GArray *labels;     /* int64_t; LINKING_GONE: taken away since */
  GArray *names;      /* SkLinkName, those of one persona together */
  GArray *sources;    /* SkLinkSource */
  GArray *source_ids; /* int64_t, ascending */
  GArray *list_of;    /* uint32_t by source: its place among `sources`; volumes of one list share one */
  GArray *decisions;  /* SkLinkDecision */
  GArray *open_same;  /* LinkingPair: decided to be one person, for everybody to see */
  GArray *open_apart; /* LinkingPair: the same of those decided to be two */
  GArray *undecided;  /* LinkingPair: somebody looked and could not tell; nothing to the engine */
  int64_t journal;    /* its last entry when the decisions were read, ... */
  int64_t read_to;    /* ... and when the mentions were: what the engine has seen */
  GStringChunk *name_texts;
  const struct SkReadings *readings; /* the register's pack of Japanese readings, borrowed; NULL none */
  LinkingSaid said[2];               /* by thread that reads */
  LinkingKept kept;
} LinkingInput;

/* What a run weighs by. */
typedef struct {
  gboolean kept;           /* the model of the last run, with the frequencies of the mentions up to `learnt_from` */
  SkEngineModel model;     /* if kept */
  int64_t learnt_from;     /* highest mention that model was learnt from; 0 none */
  int64_t seen_to;         /* highest mention that the last run saw; 0 none */
  guint fresh;             /* mentions beyond `learnt_from` */
  int64_t pairs, given_up; /* that the last run compared and gave up, ... */
  double moved;            /* ... and how far it found the share of true pairs to have moved */
} LinkingModel;

/* The persons that decisions and proposals together make: for each row its root. */
typedef struct {
  uint32_t *root;
  uint32_t count;
} LinkingPersons;

/* With the decisions of the input. */
void linking_persons_begin(LinkingPersons *persons, const LinkingInput *input);
void linking_persons_join(LinkingPersons *persons, uint32_t a, uint32_t b);
/* Counts into the report what became of the persons before, of which there were the first `seen` rows. Ends both. */
void linking_persons_compare(LinkingPersons *before, LinkingPersons *after, uint32_t seen, SkLinkReport *report);
uint32_t linking_persons_root(LinkingPersons *persons, uint32_t row);
void linking_persons_clear(LinkingPersons *persons);

/* What a run would join and the run before would not have, or the other way; nothing of a first run. */
typedef struct {
  SkWork *work;
  int64_t run;
  const LinkingInput *input;
  const SkLinkResult *result;
  GHashTable *refused; /* proposal + 1 -> refusal + 1 */
} LinkingChanges;

typedef struct {
  uint32_t a, b;
  int64_t label;
  gboolean joins;
  const double *weight, *earlier; /* NULL: not proposed */
  SkChangeCause cause;            /* unless the engine refused the proposal */
} LinkingChange;

void linking_changes_begin(LinkingChanges *changes, SkWork *work, int64_t run, const LinkingInput *input,
                           const SkLinkResult *result);
/* `proposal`: what the run says of the pair; NULL nothing. */
gboolean linking_changes_add(LinkingChanges *changes, const LinkingChange *change, const SkLinkProposal *proposal,
                             GError **error);
void linking_changes_clear(LinkingChanges *changes);

/* A number of all that proposals depend on beside the register: sources and tables of the kernels, of the engine and of
 * src/registry. Of the build, not of the version, so that a changed weight or name is noticed under the same version.
 */
const char *linking_program(void);
/* Whether the register is as the last run read it, and the program the same: then that run's proposals are what another
 * would propose, and *ret_report is filled in from them. */
gboolean linking_stands(SkSession *session, gboolean *ret_stands, SkLinkReport *ret_report, GError **error);

/* Stores the run and its proposals, and tells what has changed. Commits the work. */
gboolean linking_store(SkWork *work, LinkingInput *input, const SkLinkResult *result, const LinkingModel *model,
                       int64_t clearance, SkProgress *progress, SkLinkReport *report, GError **error);

/* What was done since an entry of the journal, as far as a run would see it. */
typedef enum { LINKING_SINCE_NOTHING, LINKING_SINCE_DECISIONS, LINKING_SINCE_MORE } LinkingSince;
gboolean linking_since(SkSystem *system, int64_t journal, LinkingSince *ret_since, GError **error);

/* ---- what is kept of pairs */

/* Reads it into input->kept, and says that it is known, if nothing but decisions has come since the run that compared.
 */
gboolean linking_kept_read(SkSystem *system, LinkingInput *input, GError **error);
/* Makes parts of what a run tells (SkLinkOptions.weighed); the context is the LinkingInput. */
void linking_kept_take(void *context, const SkLinkWeighed *weighed);
/* Stores what `run` made, or adds the pairs it asked for to what was known; nothing, if the register is not as it read
 * it but for decisions. */
gboolean linking_kept_store(SkWork *work, LinkingInput *input, const SkLinkResult *result, int64_t run, GError **error);
void linking_kept_clear(LinkingKept *kept);

/* ---- reading */

/* Which mentions there are, of which entries and households, and what was decided. */
gboolean linking_read(SkSystem *system, LinkingInput *ret_input, GError **error);
/* What is said of all of them. */
gboolean linking_read_said(SkSystem *system, SkProgress *progress, LinkingInput *input, GError **error);
/* What two of them look like, when what is said of the others was not read. */
gboolean linking_look(SkSystem *system, LinkingInput *input, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence,
                      GError **error);
/* The row of the other mention of an entry that names two people and no household; -1 none. */
gssize linking_company(const LinkingInput *input, guint row);

/* What an entry says of somebody. */
typedef struct {
  int64_t property;
  const char *said, *value; /* said: the value, or where there is none what is written */
  SkLinkDays days;
} LinkingFact;

void linking_take(LinkingSaid *said, SkLinkRecord *record, const LinkingFact *fact);
SkLinkText linking_keep(GStringChunk *texts, const char *text);
SkLinkDays linking_days(gboolean stated, int64_t first, int64_t last, int64_t calendar, int64_t doubt);
void linking_input_clear(LinkingInput *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LinkingInput, linking_input_clear)

#define LINKING_GONE 0

/* The last entry of the journal: two reads between which it stays saw one state. */
gboolean linking_read_journal(SkSystem *system, int64_t *ret_seq, GError **error);
/* Decisions, as of now. */
gboolean linking_read_decided(SkSystem *system, LinkingInput *input, GError **error);
/* Brings decisions and labels up to date if anything happened since they were read; new mentions stay unseen. */
gboolean linking_catch_up(SkSystem *system, LinkingInput *input, GError **error);

/* Row of a persona, or -1. */
gssize linking_row(const LinkingInput *input, int64_t persona);
/* The engine's view of what was read; borrows it, and frees records, names and texts once they were read. */
SkLinkInput linking_engine_input(LinkingInput *input);
