#include "registry/names_alike.h"

#include "base/error.h"
#include "store/queries/person.h"
#include "store/readings.h"

#include <string.h>

typedef struct {
  char *written;
  SkName name;
} Claim;

static void claim_clear(gpointer data) {
  g_free(((Claim *)data)->written);
}

void sk_names_alike_clear(SkNamesAlike *self) {
  g_clear_pointer(&self->left, g_free);
  g_clear_pointer(&self->right, g_free);
}

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

static GArray *read_claims(SkDb *db, int64_t persona, GError **error) {
  g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(Claim));
  g_auto(SkqPersonaNames) row = { 0 };
  GError *failed = NULL;
  g_array_set_clear_func(claims, claim_clear);
  if (!skq_persona_names(db, persona, &row, error))
    return NULL;
  while (skq_persona_names_next(&row, &failed)) {
    Claim claim = { .written = g_strdup(row.written) };
    SkNameWritten written = { text_of(row.written), text_of(row.family), text_of(row.given), (int)row.script,
                              (int)row.name_order };
    sk_name_prepare(&written, sk_store_readings(sk_db_store(db)), &claim.name);
    g_array_append_val(claims, claim);
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&claims) : NULL;
}

static gboolean is_better(const SkNameMatch *a, const SkNameMatch *b) {
  return a->whole != b->whole ? a->whole > b->whole : a->given + a->family > b->given + b->family;
}

gboolean names_alike_read(SkDb *db, int64_t left, int64_t right, SkNamesAlike *ret_alike, GError **error) {
  g_autoptr(GArray) lefts = read_claims(db, left, error);
  g_autoptr(GArray) rights = lefts != NULL ? read_claims(db, right, error) : NULL;
  SkNamesAlike alike = { 0 };
  const Claim *best[2] = { NULL, NULL };
  if (rights == NULL)
    return FALSE;
  for (guint i = 0; i < lefts->len; i++)
    for (guint j = 0; j < rights->len; j++) {
      const Claim *a = &g_array_index(lefts, Claim, i), *b = &g_array_index(rights, Claim, j);
      SkNameMatch match = sk_name_compare(&a->name, &b->name);
      if (best[0] != NULL && !is_better(&match, &alike.match))
        continue;
      alike.match = match;
      best[0] = a;
      best[1] = b;
    }
  alike.left = best[0] != NULL ? g_strdup(best[0]->written) : NULL;
  alike.right = best[1] != NULL ? g_strdup(best[1]->written) : NULL;
  *ret_alike = alike;
  return TRUE;
}
