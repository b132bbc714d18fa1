/* A list that was handed in and waits for its mapping: which column says what, and how the first rows would then be
 * understood. The file is kept, encrypted, as a batch that says nothing in the register yet (batch.h).
 *
 * Whoever handed a list in may look at its rows while it waits; anybody else needs what covers everything that may
 * stand in them. */
#pragma once

#include "access/session.h"
#include "base/id.h"
#include "intake/mapping.h"
#include "intake/refusal.h"
#include "text/date.h"

#include <gio/gio.h>

/* Opens the content from its beginning; called more than once, one stream after the other. */
typedef GInputStream *(*SkDraftOpen)(gpointer user, GError **error);

typedef struct {
  const char *source; /* public id */
  const char *file_name;
  const char *like;        /* public id of a batch whose mapping it is to have; or NULL: what fits best */
  const char *idempotency; /* at most 64 bytes; the same key for the same source gives the same batch */
  SkDraftOpen open;
  gpointer user;
} SkDraftSpec;

/* Keeps a list, with the mapping of `like`, or of the latest list of the source that it fits, or one that comes with
 * the program and fits, or one proposed from its header and values; none where nothing can be proposed.
 * SK_ERROR_DUPLICATE: the file is in the register already; SK_ERROR_REFUSED, SK_ERROR_LIMIT: it is no list. Needs
 * import. */
gboolean sk_draft_keep(SkSession *session, const SkDraftSpec *spec, SkIdText *ret_batch, GError **error);

/* ---- its columns */

typedef struct SkDraft SkDraft;

/* A column of the list. Words are static or live as long as the draft. */
typedef struct {
  const char *name;      /* as in the header */
  const char *means;     /* a word of sk_draft_meanings() */
  const char *whose;     /* "writer", "member", ...; "": of whom the row is about */
  const char *calendar;  /* in which its days are written; "": it has none, or as they look */
  const char *certainty; /* "sure", "likely", "guess", "chosen" */
  gboolean is_again;     /* means what the first of its like means: 家族3氏名 after 家族1氏名 */
} SkDraftColumn;

/* Reads the first rows of a list that waits, handed in or staged. SK_ERROR_NOT_FOUND, SK_ERROR_STALE. Needs import. */
SkDraft *sk_draft_open(SkSession *session, const char *batch, GError **error);
void sk_draft_free(SkDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkDraft, sk_draft_free)

const char *sk_draft_file(const SkDraft *draft);
const char *sk_draft_encoding(const SkDraft *draft, double *ret_certainty); /* "shift_jis"; NULL: a workbook */
/* Its mapping as it is kept; "" where there is none yet. */
const char *sk_draft_text(const SkDraft *draft);
/* Whether the mapping says no more than its columns do, so that choosing column by column loses nothing. */
gboolean sk_draft_is_plain(const SkDraft *draft);
guint sk_draft_count(const SkDraft *draft);
SkDraftColumn sk_draft_column(const SkDraft *draft, guint index);
/* The words a column can mean, whose it can be, and the calendars; NULL-terminated. */
const char *const *sk_draft_meanings(void);
const char *const *sk_draft_persons(void);
const char *const *sk_draft_calendars(void);
/* Says what a column means, and those of its like after it, with words as above. FALSE: there is no such word. */
gboolean sk_draft_choose(SkDraft *draft, guint index, const char *means, const char *whose, const char *calendar);
/* Forgets what was chosen: as the header and the values look. */
void sk_draft_propose(SkDraft *draft);
/* The mapping that the columns make, as YAML, called `name` (NULL: as it is called); the caller frees.
 * SK_ERROR_REFUSED: no column holds names. */
char *sk_draft_write(SkDraft *draft, const char *name, GError **error);
/* Whether the list has the columns that a mapping needs. */
gboolean sk_draft_fits(const SkDraft *draft, SkMapping *mapping);

/* Keeps `text` as the mapping of a list that waits, and what it says of who may see it later. SK_ERROR_REFUSED lists
 * every mistake; SK_ERROR_STALE. Needs import. */
gboolean sk_draft_set_mapping(SkSession *session, const char *batch, const char *text, GError **error);

/* ---- as it would be understood */

typedef enum { SK_UNDERSTOOD_NAME, SK_UNDERSTOOD_DAYS, SK_UNDERSTOOD_TEXT, SK_UNDERSTOOD_REFUSED } SkUnderstoodKind;

/* One cell. */
typedef struct {
  SkUnderstoodKind kind;
  char *written;
  char *family, *given; /* NAME, where it divides; or NULL */
  char *value;          /* TEXT: where it is not what was written; or NULL */
  SkDate days;          /* DAYS */
  const char *rule;     /* REFUSED: a word of refusal.def */
} SkUnderstood;

/* Cells of a column that one rule refuses. */
typedef struct {
  SkRule rule;
  guint count;
  char *example;
} SkColumnWarning;

typedef struct {
  char *name;
  const char *means, *whose; /* by the mapping, whoever wrote it; words as above */
  guint filled;              /* cells of the sample that are not empty */
  GPtrArray *cells;          /* SkUnderstood, the first few different ones */
  GPtrArray *warnings;       /* SkColumnWarning */
} SkPreviewColumn;

typedef struct {
  guint rows, refused;     /* of the sample */
  GPtrArray *columns;      /* SkPreviewColumn, in the order of the list */
  GPtrArray *row_warnings; /* SkColumnWarning: of rows as a whole */
} SkPreview;

/* Reads the first rows by `mapping`. SK_ERROR_REFUSED: it does not fit the list. */
SkPreview *sk_draft_preview(SkDraft *draft, SkMapping *mapping, GError **error);
void sk_preview_free(SkPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkPreview, sk_preview_free)
