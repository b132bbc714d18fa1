/* A model: which columns are compared and how, which pairs are worth it, and what was learnt.
 *
 * It is a file that a person can read and change (docs/howto/match.md). Whatever it does not say is learnt or has a
 * default that is right for most. */
#pragma once

#include "link/engine.h"
#include "match/alias.h"
#include "match/key.h"
#include "match/shares.h"

typedef struct {
  char *name;
  SkMatchKind kind;
  char *fields[2];       /* headings; the second of a PERSON: the family name */
  SkMatchShares *shares; /* how frequent names are, of a PERSON the family names; NULL: as they are in the lists */
} SkMatchComparison;

typedef struct {
  char *on; /* a heading, or the name of a comparison of two columns */
  SkMatchKeyKind key;
} SkMatchTerm;

typedef struct {
  SkMatchTerm terms[SK_ENGINE_TERMS_MAX];
  guint term_count;
} SkMatchRule;

typedef struct {
  char *name;
  GArray *comparisons; /* SkMatchComparison */
  GArray *rules;       /* SkMatchRule */
  GArray *aliases;     /* SkMatchAlias */
  GPtrArray *apart;    /* headings left out, each with the reason after a tab: for the reader of the file */
  gboolean within;     /* two rows of one list are an answer too */
  gboolean once;       /* every list holds each at most once */
  GPtrArray *once_in;  /* else the names of the lists that do */
  double link, ask;    /* probabilities at which the bands begin */
  double join;         /* probability from which clusters are drawn */
  gboolean invented;   /* the rows are invented people: whoever shows a probability has to say so */
  gboolean is_trained;
  SkEngineModel trained;
  char *trained_on; /* what the training saw, for people */
} SkMatchModel;

SkMatchModel *sk_match_model_new(const char *name);
void sk_match_model_free(SkMatchModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMatchModel, sk_match_model_free)

/* Takes the texts. `second` may be NULL. */
void sk_match_model_compare(SkMatchModel *model, const char *name, SkMatchKind kind, const char *first,
                            const char *second);
/* Whether rules speak of a comparison by this name of its own, and not by the heading of its column: of two columns, or
 * one of several of a column. */
gboolean sk_match_comparison_is_called(const SkMatchComparison *comparison, const char *name);
/* Adds a rule written as in the file: "surname.sound + born". FALSE with what is wrong in *ret_wrong (the caller frees)
 * when a term is none. */
gboolean sk_match_model_block(SkMatchModel *model, const char *rule, char **ret_wrong);
/* The rule as it is written. The caller frees. */
char *sk_match_rule_print(const SkMatchRule *rule);
/* Says of the list of that name (SkMatchList) that it holds nothing twice. */
void sk_match_model_add_once(SkMatchModel *model, const char *list);
/* Whether it does. */
gboolean sk_match_model_is_once(const SkMatchModel *model, const char *list);
/* Headings of all columns the model speaks of, each once; the caller frees the array, not the texts. Ends in NULL. */
const char **sk_match_model_fields(const SkMatchModel *model);

/* The engine's comparisons that a model makes, in order: which comparison, and which of its fields. */
typedef struct {
  guint comparison, part;
  const char *code; /* heading of the field; of several comparisons of a field the name */
} SkMatchAnswer;
/* Fills at most SK_ENGINE_COMPARISONS_MAX and returns how many the model makes. */
guint sk_match_model_answers(const SkMatchModel *model, SkMatchAnswer ret_answers[SK_ENGINE_COMPARISONS_MAX]);

/* The model as the file that a person reads. `remark` goes on top, line by line; NULL none. The caller frees. */
char *sk_match_model_print(const SkMatchModel *model, const char *remark);
/* Reads such a file. SK_ERROR_REFUSED with every mistake as file:line:column: what is wrong. */
SkMatchModel *sk_match_model_parse(const char *file, const char *text, gsize size, GError **error);
SkMatchModel *sk_match_model_load(const char *path, GError **error);
