#include "publish/paper.h"

#include "base/error.h"
#include "store/label.h"
#include "store/queries/paper.h"
#include "store/queries/review.h"

#include <sodium.h>
#include <string.h>

#define FAMILY_SHEET "family-sheet"
#define NUMBER_LETTERS 12 /* of 5 bits each */

G_STATIC_ASSERT(SK_PAPER_DIGEST == crypto_generichash_BYTES);

char *sk_paper_number(const char *id) {
  GString *number = g_string_new(NULL);
  for (gsize i = 0; i < NUMBER_LETTERS && id[i] != '\0'; i++) {
    if (i > 0 && i % 4 == 0)
      g_string_append_c(number, '-');
    g_string_append_c(number, id[i]);
  }
  return g_string_free(number, FALSE);
}

static void digest_of(GBytes *file, uint8_t ret_digest[SK_PAPER_DIGEST]) {
  gsize size = 0;
  const void *bytes = g_bytes_get_data(file, &size);
  crypto_generichash(ret_digest, SK_PAPER_DIGEST, bytes, size, NULL, 0);
}

gboolean sk_paper_is(const SkPaper *paper, GBytes *file) {
  uint8_t digest[SK_PAPER_DIGEST];
  digest_of(file, digest);
  return memcmp(digest, paper->digest, sizeof digest) == 0;
}

/* ---------------------------------------------------------------- making one */

static gboolean widen_by(SkWork *work, const char *persona, int64_t *ret_persona, int64_t *label, GError **error) {
  SkId id;
  g_auto(SkqReviewPersona) row = { 0 };
  gboolean found = FALSE;
  if (!sk_id_parse(persona, &id) ||
      !skq_review_persona(sk_work_db(work), (SkBytes){ id.bytes, sizeof id.bytes }, &row, &found, error))
    return FALSE;
  if (!found) {
    sk_error_set(error, SK_ERROR_STALE, "somebody on the paper is not in the register any more");
    return FALSE;
  }
  *ret_persona = row.persona;
  return sk_label_union(work, *label, row.label, label, error);
}

static gboolean widen_by_kin(SkWork *work, const GPtrArray *list, int64_t *label, GError **error) {
  int64_t persona = 0;
  for (guint i = 0; i < list->len; i++)
    if (!widen_by(work, ((const SkKin *)list->pdata[i])->person.text, &persona, label, error))
      return FALSE;
  return TRUE;
}

/* Of everybody on the paper, and of what was released for it. */
static gboolean label_of(SkWork *work, const SkSheetPerson *shown, int64_t *ret_label, GError **error) {
  const SkPerson *person = shown->person;
  int64_t persona = 0, label = SK_LABEL_OPEN;
  for (guint i = 0; i < person->mentions->len; i++)
    if (!widen_by(work, ((const SkMention *)person->mentions->pdata[i])->persona.text, &persona, &label, error))
      return FALSE;
  if (!widen_by_kin(work, person->kin, &label, error) || !widen_by_kin(work, person->household, &label, error))
    return FALSE;
  for (gsize i = 0; shown->released[i] != NULL; i++)
    if (!sk_label_add(work, label, shown->released[i], &label, error))
      return FALSE;
  *ret_label = label;
  return TRUE;
}

static gboolean check(const SkPaperSpec *spec, GError **error) {
  if (spec->recipient == NULL || *spec->recipient == '\0' || spec->purpose == NULL || *spec->purpose == '\0')
    sk_error_set(error, SK_ERROR_REFUSED, "say for whom the copy is, and what for");
  else if (spec->destroy_by < sk_clock_day(spec->made))
    sk_error_set(error, SK_ERROR_REFUSED, "the day by which the copy has to be destroyed is over");
  else
    return TRUE;
  return FALSE;
}

gboolean sk_paper_make(SkSession *session, const SkSheetPerson *shown, const SkPaperSpec *spec, GBytes *file,
                       GError **error) {
  g_autoptr(SkWork) work = check(spec, error) ? sk_session_work(session, SK_PERMISSION_PAPER_PRINT, error) : NULL;
  int64_t id = 0, persona = 0, label = 0, ignored = SK_LABEL_OPEN;
  uint8_t digest[SK_PAPER_DIGEST];
  digest_of(file, digest);
  if (work == NULL || !widen_by(work, shown->person->id.text, &persona, &ignored, error) ||
      !label_of(work, shown, &label, error) || !sk_work_ids(work, SK_KIND_PAPER, 1, &id, error) ||
      !skq_paper_add(work, id, (SkBytes){ spec->id.bytes, sizeof spec->id.bytes }, persona, label, FAMILY_SHEET,
                     shown->clearance, spec->language, spec->recipient, spec->purpose, spec->destroy_by,
                     sk_work_account(work), spec->made, (SkBytes){ digest, sizeof digest }, NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_PAPER, id, digest, sizeof digest);
  sk_work_note(work, SK_KIND_PAPER, id, spec->recipient, strlen(spec->recipient));
  sk_work_note(work, SK_KIND_PAPER, id, spec->purpose, strlen(spec->purpose));
  sk_work_note(work, SK_KIND_PERSONA, persona, NULL, 0);
  sk_work_set_label(work, label);
  return sk_work_commit(work, SK_JOURNAL_PAPER, error);
}

/* ---------------------------------------------------------------- finding them again */

void sk_paper_free(SkPaper *paper) {
  if (paper == NULL)
    return;
  g_free(paper->language);
  g_free(paper->recipient);
  g_free(paper->purpose);
  g_free(paper->account);
  g_strfreev(paper->released);
  g_free(paper);
}

static void paper_free(gpointer paper) {
  sk_paper_free(paper);
}

static char **released_of(SkSystem *system, int64_t clearance, GError **error) {
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new();
  g_auto(SkqPaperReleased) row = { 0 };
  GError *failed = NULL;
  if (!skq_paper_released(system, clearance, &row, error))
    return NULL;
  while (skq_paper_released_next(&row, &failed))
    g_strv_builder_add(codes, row.code);
  return sk_error_forward(error, failed) ? g_strv_builder_end(codes) : NULL;
}

/* What both queries give of a copy. */
typedef struct {
  SkBytes public, digest;
  int64_t clearance, account;
} Named;

static gboolean finish(SkSession *session, SkPaper *paper, const Named *named, GError **error) {
  SkSystem *system = sk_db_system(sk_session_db(session));
  g_auto(SkqPaperAccount) account = { 0 };
  gboolean found = FALSE;
  memcpy(paper->digest, named->digest.data, MIN(named->digest.size, sizeof paper->digest));
  paper->own = named->account == sk_session_account(session);
  paper->released = released_of(system, named->clearance, error);
  if (paper->released == NULL || !skq_paper_account(system, named->account, &account, &found, error))
    return FALSE;
  paper->account = found ? g_strdup(account.name) : NULL;
  return TRUE;
}

#define PAPER_OF(row)                                                                                                  \
  {                                                                                                                    \
    .language = g_strdup((row).language), .recipient = g_strdup((row).recipient), .purpose = g_strdup((row).purpose),  \
    .destroy_by = (SkDay)(row).destroy_by, .made = (row).made                                                          \
  }

static gboolean list_of(SkSession *session, const SkMention *mention, GPtrArray *papers, GError **error) {
  SkDb *db = sk_session_db(session);
  SkId id;
  g_auto(SkqReviewPersona) persona = { 0 };
  g_auto(SkqPaperOfPersona) row = { 0 };
  gboolean found = FALSE;
  GError *failed = NULL;
  if (!sk_id_parse(mention->persona.text, &id) ||
      !skq_review_persona(db, (SkBytes){ id.bytes, sizeof id.bytes }, &persona, &found, error) ||
      !skq_paper_of_persona(db, found ? persona.persona : 0, &row, error))
    return FALSE;
  while (skq_paper_of_persona_next(&row, &failed)) {
    SkPaper *paper = g_new0(SkPaper, 1);
    *paper = (SkPaper)PAPER_OF(row);
    paper->id = sk_bytes_id_text(row.public);
    paper->person = mention->persona;
    g_ptr_array_add(papers, paper);
    if (!finish(session, paper, &(Named){ row.public, row.digest, row.clearance, row.account }, error))
      return FALSE;
  }
  return sk_error_forward(error, failed);
}

static gint newest_first(gconstpointer a, gconstpointer b) {
  const SkPaper *x = *(SkPaper *const *)a, *y = *(SkPaper *const *)b;
  return x->made != y->made ? (x->made > y->made ? -1 : 1) : strcmp(x->id.text, y->id.text);
}

GPtrArray *sk_paper_list(SkSession *session, const SkPerson *person, GError **error) {
  g_autoptr(GPtrArray) papers = g_ptr_array_new_with_free_func(paper_free);
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error))
    return NULL;
  for (guint i = 0; i < person->mentions->len; i++)
    if (!list_of(session, person->mentions->pdata[i], papers, error))
      return NULL;
  g_ptr_array_sort(papers, newest_first);
  return g_steal_pointer(&papers);
}

SkPaper *sk_paper_find(SkSession *session, const char *id, GError **error) {
  SkDb *db = sk_session_db(session);
  SkId public;
  g_auto(SkqPaperFind) row = { 0 };
  gboolean found = FALSE;
  if (!sk_session_require(session, SK_PERMISSION_PAPER_PRINT, error) ||
      (sk_id_parse(id, &public) &&
       !skq_paper_find(db, (SkBytes){ public.bytes, sizeof public.bytes }, &row, &found, error)))
    return NULL;
  if (!found) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no copy %s", id);
    return NULL;
  }
  g_autoptr(SkPaper) paper = g_new0(SkPaper, 1);
  *paper = (SkPaper)PAPER_OF(row);
  paper->id = sk_id_print(&public);
  paper->person = sk_bytes_id_text(row.persona_public);
  if (!finish(session, paper, &(Named){ { 0 }, row.digest, row.clearance, row.account }, error))
    return NULL;
  return g_steal_pointer(&paper);
}
