/* Sources: who holds a list, how far it can be trusted, and why it may be kept (DESIGN rules 8 and 10). */
#pragma once

#include "access/session.h"
#include "base/id.h"

typedef struct {
  const char *title, *kind, *holder; /* kind: a word of source_kind.def */
  const char *reliability;           /* "A" (always right so far) to "E" (never), "F" cannot be judged */
  const char *bias;                  /* whose interest it serves; "none known" is an answer */
  const char *purpose, *legal_basis; /* why it is kept, and on what right */
  const char *consent;               /* what people agreed to, where the basis is consent; may be NULL */
  const char *derived_from;          /* public id of the source it was copied from; may be NULL */
  const char *language;              /* "ja", "ko", ...; may be NULL */
  gboolean once;                     /* names a person at most once */
  const char *series;                /* once with all sources of this series, as volumes of one list; may be NULL */
  int level;                         /* of its label, 0..9 */
  const char *const *compartments;   /* of its label, NULL-terminated; may be NULL */
} SkSourceSpec;

/* Registers a source. SK_ERROR_REFUSED names every part that is missing or no word there is; SK_ERROR_DENIED when the
 * label would hide it from who adds it. Needs source.add. */
gboolean sk_source_add(SkSession *session, const SkSourceSpec *spec, SkIdText *ret_id, GError **error);
/* Words of the kinds, NULL-terminated. Static storage. */
const char *const *sk_source_kinds(void);

typedef struct {
  SkIdText id, derived_from; /* derived_from: empty text for none */
  char *title, *kind, *holder, *reliability, *bias, *purpose, *legal_basis;
  char *consent, *language; /* may be NULL */
  gboolean once, withdrawn;
  SkTime created;
  int64_t entries, mentions, households; /* that the session sees */
} SkSource;

/* The sources the session sees, oldest first: SkSource; free with g_ptr_array_unref. Needs source.read. */
GPtrArray *sk_source_list(SkSession *session, GError **error);
/* One of them. SK_ERROR_NOT_FOUND. Needs source.read. */
SkSource *sk_source_load(SkSession *session, const char *id, GError **error);
void sk_source_free(SkSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkSource, sk_source_free)
