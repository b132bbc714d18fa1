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

/* ---------------------------------------------------------------- between a mapping and its columns */

/* From the name of the mapping on: what stands above is a remark about the file. */
static const char *body_of(const char *text) {
  const char *at = strstr(text, "\nmapping:");
  return at != NULL ? at : text;
}

static SuggestTitle title_of(const SkDraft *draft, const SkMapping *mapping) {
  return (SuggestTitle){ .list = draft->file,
                         .word = mapping != NULL ? sk_mapping_name(mapping) : "my-list",
                         .title = mapping != NULL ? sk_mapping_title(mapping, "en") : draft->file };
}

static void choose(SuggestColumn *column, Meaning meaning, SkProperty property, const char *role,
                   const char *calendar) {
  gboolean same = column->meaning == meaning && (meaning != MEANS_FACT || column->property == property) &&
                  g_strcmp0(column->role, role) == 0;
  column->certainty = same ? column->certainty : CHOSEN;
  column->meaning = meaning;
  column->property = property;
  column->role = role;
  column->calendar = calendar != NULL ? g_intern_string(calendar) : NULL;
}

static SuggestColumn *column_named(const SkDraft *draft, const char *name) {
  for (guint i = 0; i < draft->sample.columns->len; i++) {
    SuggestColumn *column = draft->sample.columns->pdata[i];
    if (!column->twice && strcmp(column->name, name) == 0)
      return column;
  }
  return NULL;
}

/* The role as a column has it: whom the row is about needs no word. */
static const char *column_role(const char *role) {
  gboolean main = role == NULL || strcmp(role, "person") == 0 || strcmp(role, "head") == 0;
  return main ? NULL : g_intern_string(role);
}

/* Gives the columns the meaning that `mapping` gives them. */
static void read_columns(SkDraft *draft, const SkMapping *mapping) {
  g_autoptr(GArray) uses = column_uses(mapping);
  g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < uses->len; i++) {
    const ColumnUse *use = &g_array_index(uses, ColumnUse, i);
    SuggestColumn *column = column_named(draft, g_ptr_array_index(mapping->columns, i));
    if (column == NULL)
      continue;
    choose(column, use->meaning, use->property, column_role(use->role), use->calendar);
    g_hash_table_add(used, column);
  }
  for (guint i = 0; i < draft->sample.columns->len; i++)
    if (!g_hash_table_contains(used, draft->sample.columns->pdata[i]))
      choose(draft->sample.columns->pdata[i], MEANS_NOTHING, 0, NULL, NULL);
}

/* The columns as the mapping says, and whether they say as much as it does. */
static void settle_columns(SkDraft *draft) {
  g_autoptr(SkMapping) mapping = sk_mapping_parse(draft->file, draft->text, strlen(draft->text), NULL);
  draft->is_plain = *draft->text == '\0';
  if (mapping == NULL)
    return;
  read_columns(draft, mapping);
  const SuggestTitle title = title_of(draft, mapping);
  g_autofree char *again = suggest_has_names(draft->sample.columns) ? suggest_write(&draft->sample, &title) : NULL;
  draft->is_plain = again != NULL && strcmp(body_of(again), body_of(draft->text)) == 0;
}

SkDraft *sk_draft_open(SkSession *session, const char *batch, GError **error) {
  g_autoptr(SkDraft) draft = find(session, batch, error);
  if (draft == NULL || !read_sample(draft, error))
    return NULL;
  settle_columns(draft);
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

/* Once written and read again, a mapping's columns are what they will be the next time. */
char *sk_draft_write(SkDraft *draft, const char *name, GError **error) {
  g_autoptr(SkMapping) before = sk_mapping_parse(draft->file, draft->text, strlen(draft->text), NULL);
  SuggestTitle title = title_of(draft, draft->is_plain ? before : NULL);
  if (name != NULL)
    title.word = name;
  g_autofree char *first = suggest_yaml(&draft->sample, &title, error);
  g_autoptr(SkMapping) mapping = first != NULL ? sk_mapping_parse(draft->file, first, strlen(first), error) : NULL;
  if (mapping == NULL)
    return NULL;
  read_columns(draft, mapping);
  return suggest_yaml(&draft->sample, &title, error);
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

gboolean sk_draft_choose(SkDraft *draft, guint index, const char *means, const char *whose, const char *calendar) {
  SuggestColumn *column = index < draft->sample.columns->len ? draft->sample.columns->pdata[index] : NULL;
  Meaning meaning = MEANS_NOTHING;
  SkProperty property = 0;
  if (column == NULL || !g_strv_contains(sk_draft_meanings(), means) || !meaning_parse(means, &meaning, &property) ||
      (*whose != '\0' && !g_strv_contains(sk_draft_persons(), whose)) ||
      (*calendar != '\0' && !g_strv_contains(sk_draft_calendars(), calendar)))
    return FALSE;
  for (guint i = 0; i < draft->sample.columns->len; i++) {
    SuggestColumn *like = draft->sample.columns->pdata[i];
    if (like == column || (like->number > 1 && strcmp(like->pattern, column->pattern) == 0))
      choose(like, meaning, property, *whose != '\0' ? g_intern_string(whose) : NULL,
             *calendar != '\0' ? calendar : NULL);
  }
  return TRUE;
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
