#include "intake/draft.h"

#include "base/error.h"
#include "intake/batch_parts.h"
#include "intake/column_use.h"
#include "intake/draft_parts.h"
#include "store/blob.h"

#include <string.h>

#define WAITING (BATCH_IS(HANDED_IN) | BATCH_IS(STAGED))

/* ---------------------------------------------------------------- opening */

void sk_draft_free(SkDraft *draft) {
  if (draft == NULL)
    return;
  list_sample_clear(&draft->sample);
  g_free(draft->file);
  g_free(draft->text);
  g_free(draft);
}

GInputStream *draft_stream(const SkDraft *draft, GError **error) {
  return sk_blob_open_within(draft->db, draft->blob, error);
}

/* The file as it waits: for whoever brought it, and whoever may see all that could stand in it. */
static SkDraft *find(SkSession *session, const char *batch, GError **error) {
  g_auto(SkqBatchFind) found = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  SkDb *db = sk_session_db(session);
  if (!sk_session_require(session, SK_PERMISSION_IMPORT, error) ||
      !batch_find_waiting(db, batch, WAITING, &found, &staged, error))
    return NULL;
  if (staged.account != sk_session_account(session) && !staged.has_covered) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the rows of this list are for whoever handed it in");
    return NULL;
  }
  SkDraft *draft = g_new0(SkDraft, 1);
  *draft = (SkDraft){ .db = db,
                      .blob = staged.blob,
                      .size = staged.file_size,
                      .file = g_strdup(staged.file_name),
                      .text = g_strndup(staged.mapping_text.data, staged.mapping_text.size) };
  memcpy(draft->digest, staged.file_digest.data, MIN(staged.file_digest.size, sizeof draft->digest));
  return draft;
}

static gboolean read_sample(SkDraft *draft, GError **error) {
  g_autoptr(GInputStream) stream = draft_stream(draft, error);
  SkReader *reader = stream != NULL ? sk_reader_open_stream(stream, draft->file, NULL, error) : NULL;
  return reader != NULL && list_sample_read(reader, draft->file, &draft->sample, error);
}

/* ---------------------------------------------------------------- the whole */

SkDraft *sk_draft_open(SkSession *session, const char *batch, GError **error) {
  g_autoptr(SkDraft) draft = find(session, batch, error);
  if (draft == NULL || !read_sample(draft, error))
    return NULL;
  draft_settle_columns(draft);
  return g_steal_pointer(&draft);
}

void sk_draft_propose(SkDraft *draft) {
  SkReader *reader = g_steal_pointer(&draft->sample.reader);
  g_autoptr(GError) ignored = NULL;
  list_sample_clear(&draft->sample);
  sk_reader_free(reader);
  if (!read_sample(draft, &ignored))
    draft->sample.columns = g_ptr_array_new();
  g_free(draft->text);
  draft->text = g_strdup("");
  draft->is_plain = TRUE;
}

gboolean sk_draft_fits(const SkDraft *draft, SkMapping *mapping) {
  return list_fits(mapping, &draft->sample);
}

/* ---------------------------------------------------------------- one column */

const char *sk_draft_file(const SkDraft *draft) {
  return draft->file;
}

const char *sk_draft_encoding(const SkDraft *draft, double *ret_certainty) {
  const SkReader *reader = draft->sample.reader;
  SkEncoding encoding = sk_reader_encoding(reader, ret_certainty);
  return sk_reader_format(reader) == SK_FORMAT_CSV ? sk_encoding_word(encoding) : NULL;
}

const char *sk_draft_text(const SkDraft *draft) {
  return draft->text;
}

gboolean sk_draft_is_plain(const SkDraft *draft) {
  return draft->is_plain;
}

guint sk_draft_count(const SkDraft *draft) {
  return draft->sample.columns->len;
}

SkDraftColumn sk_draft_column(const SkDraft *draft, guint index) {
  static const char *const certainties[] = { "sure", "likely", "guess", "chosen" };
  const SuggestColumn *column = draft->sample.columns->pdata[index];
  return (SkDraftColumn){ .name = column->name,
                          .means = meaning_word(column->meaning, column->property),
                          .whose = column->role != NULL ? column->role : "",
                          .calendar = column->calendar != NULL ? column->calendar : "",
                          .certainty = certainties[column->certainty],
                          .is_again = suggest_column_repeats(column) && column->number > 1 };
}

const char *const *sk_draft_meanings(void) {
  static const char *const words[] = { "nothing",
                                       "name",
                                       "reading",
                                       "pass-name",
                                       "name-hangul",
                                       "name-latin",
                                       "birth-name",
                                       "married-name",
                                       "alias",
                                       "family-name",
                                       "given-name",
                                       "sex",
                                       "birth",
                                       "age",
                                       "age-year",
                                       "death",
                                       "death-cause",
                                       "life-status",
                                       "origin",
                                       "honseki",
                                       "nationality",
                                       "address",
                                       "former-address",
                                       "prefecture",
                                       "residence",
                                       "assigned-place",
                                       "wished-place",
                                       "sailing",
                                       "departed",
                                       "departure",
                                       "household",
                                       "relation",
                                       "registration-number",
                                       "application-number",
                                       "occupation",
                                       "school",
                                       "school-class",
                                       "party-role",
                                       "reason",
                                       "livelihood",
                                       "health",
                                       "korean-level",
                                       "luggage",
                                       "photo-reference",
                                       "category",
                                       "last-news",
                                       "note",
                                       "says",
                                       "row",
                                       NULL };
  return words;
}

const char *const *sk_draft_persons(void) {
  static const char *const words[] = {
#define PERSON(role, words) role,
#include "intake/suggest_words.def"
    NULL,
  };
  return words;
}

const char *const *sk_draft_calendars(void) {
  return calendar_words();
}
