#include "registry/silence.h"

#include "base/error.h"
#include "registry/person_parts.h"
#include "registry/review_parts.h"
#include "store/label.h"
#include "store/queries/paper.h"

#include <string.h>

#define FAMILY "family" /* the compartment of those who want silence (access/compartment.def) */

gboolean sk_silence_ask(SkSession *session, const char *person, const char *reason, GError **error) {
  if (reason == NULL || *reason == '\0') {
    sk_error_set(error, SK_ERROR_REFUSED, "say who asked for it, and when: the wish has to be understood later");
    return FALSE;
  }
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_SILENCE_KEEP, error);
  int64_t persona = 0, own = 0, label = 0, id = 0;
  SkId public = sk_id_new();
  if (work == NULL || !review_find_persona(sk_work_db(work), person, &persona, &own, error) ||
      !sk_label_add(work, own, FAMILY, &label, error) || !sk_work_ids(work, SK_KIND_SILENCE, 1, &id, error) ||
      !skq_silence_add(work, id, (SkBytes){ public.bytes, sizeof public.bytes }, persona, label, reason,
                       sk_work_account(work), sk_clock_now(), NULL, error))
    return FALSE;
  sk_work_note(work, SK_KIND_SILENCE, id, reason, strlen(reason));
  sk_work_set_label(work, label);
  return sk_work_commit(work, SK_JOURNAL_SILENCE, error);
}

/* ---------------------------------------------------------------- what stands */

static void silence_free(gpointer data) {
  SkSilence *silence = data;
  g_free(silence->reason);
  g_free(silence->account);
  g_free(silence);
}

/* A wish, its key and its label. */
typedef struct {
  SkIdText id;
  int64_t key, label;
} Standing;

static SkSilence *silence_of(SkDb *db, const SkqSilenceOfPersona *row) {
  g_auto(SkqPaperAccount) account = { 0 };
  gboolean found = FALSE;
  SkSilence *silence = g_new0(SkSilence, 1);
  silence->id = sk_bytes_id_text(row->public);
  silence->reason = g_strdup(row->reason);
  silence->asked = row->asked;
  if (skq_paper_account(sk_db_system(db), row->account, &account, &found, NULL) && found)
    silence->account = g_strdup(account.name);
  return silence;
}

/* Reads what stands of every mention of the person; `wishes` (SkSilence) and `standing` (Standing) may be NULL. */
static gboolean read_all(SkDb *db, int64_t persona, GPtrArray *wishes, GArray *standing, GError **error) {
  g_autoptr(GArray) personae = person_personae(db, persona, error);
  for (guint i = 0; personae != NULL && i < personae->len; i++) {
    g_auto(SkqSilenceOfPersona) row = { 0 };
    GError *failed = NULL;
    if (!skq_silence_of_persona(db, g_array_index(personae, int64_t, i), &row, error))
      return FALSE;
    while (skq_silence_of_persona_next(&row, &failed)) {
      Standing one = { sk_bytes_id_text(row.public), row.id, row.label };
      if (row.has_ended)
        continue;
      if (wishes != NULL)
        g_ptr_array_add(wishes, silence_of(db, &row));
      if (standing != NULL)
        g_array_append_val(standing, one);
    }
    if (!sk_error_forward(error, failed))
      return FALSE;
  }
  return personae != NULL;
}

GPtrArray *sk_silence_list(SkSession *session, const char *person, GError **error) {
  g_autoptr(GPtrArray) wishes = g_ptr_array_new_with_free_func(silence_free);
  SkDb *db = sk_session_db(session);
  int64_t persona = 0, label = 0;
  if (!sk_session_require(session, SK_PERMISSION_PERSON_READ, error) ||
      !review_find_persona(db, person, &persona, &label, error) || !read_all(db, persona, wishes, NULL, error))
    return NULL;
  return g_steal_pointer(&wishes);
}

gboolean sk_silence_end(SkSession *session, const char *person, const char *silence, GError **error) {
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_SILENCE_KEEP, error);
  g_autoptr(GArray) standing = g_array_new(FALSE, FALSE, sizeof(Standing));
  int64_t persona = 0, label = 0;
  if (work == NULL || !review_find_persona(sk_work_db(work), person, &persona, &label, error) ||
      !read_all(sk_work_db(work), persona, NULL, standing, error))
    return FALSE;
  for (guint i = 0; i < standing->len; i++) {
    const Standing *one = &g_array_index(standing, Standing, i);
    if (silence == NULL || g_ascii_strcasecmp(one->id.text, silence) != 0)
      continue;
    sk_work_note(work, SK_KIND_SILENCE, one->key, NULL, 0);
    sk_work_set_label(work, one->label);
    return skq_silence_end(work, one->key, sk_clock_now(), sk_work_account(work), NULL, error) &&
           sk_work_commit(work, SK_JOURNAL_SILENCE, error);
  }
  sk_error_set(error, SK_ERROR_NOT_FOUND, "there is no such wish");
  return FALSE;
}

gboolean sk_silence_stands(SkSession *session, const char *persona, gboolean *ret_stands, GError **error) {
  SkDb *db = sk_session_db(session);
  g_auto(SkqSilenceStands) row = { 0 };
  int64_t key = 0, label = 0;
  gboolean found = FALSE;
  if (!review_find_persona(db, persona, &key, &label, error) ||
      !skq_silence_stands(sk_db_system(db), key, &row, &found, error))
    return FALSE;
  *ret_stands = found && row.n > 0;
  return TRUE;
}
