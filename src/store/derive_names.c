/* Name keys, from the kernels of src/text. Keys are gathered in portions and inserted in the order of the index. */
#include "base/error.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"
#include "text/name.h"

#include <stdlib.h>
#include <string.h>

#define PORTION 2000000 /* keys held at once: 64 MB */
#define STEP 4096

typedef struct {
  int64_t key, name, persona, label;
} KeyRow;

static int compare_rows(const void *a, const void *b) {
  const KeyRow *x = a, *y = b;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return (x->name > y->name) - (x->name < y->name);
}

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

static void gather(const SkqDeriveNames *row, GArray *keys) {
  SkName name;
  SkNameKey found[SK_NAME_KEYS_MAX];
  SkNameWritten written = { text_of(row->written), text_of(row->family), text_of(row->given), (int)row->script,
                            (int)row->name_order };
  sk_name_prepare(&written, NULL, &name);
  gsize count = sk_name_keys(&name, found);
  for (gsize i = 0; i < count; i++) {
    KeyRow key = { (int64_t)found[i].hash, row->name, row->persona, row->label };
    g_array_append_val(keys, key);
  }
}

static gboolean write_portion(SkWork *work, GArray *keys, gboolean add, GError **error) {
  KeyRow *rows = (KeyRow *)(void *)keys->data;
  qsort(rows, keys->len, sizeof *rows, compare_rows);
  for (guint i = 0; i < keys->len; i++) {
    gboolean done =
        add ? skq_derive_add_name_key(work, rows[i].key, rows[i].name, rows[i].persona, rows[i].label, NULL, error)
            : skq_derive_drop_name_key(work, rows[i].key, rows[i].name, NULL, error);
    if (!done)
      return FALSE;
  }
  g_array_set_size(keys, 0);
  return TRUE;
}

gboolean derive_name_keys(SkWork *work, int64_t batch, gboolean add, SkProgress *progress, GError **error) {
  g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(KeyRow));
  g_auto(SkqDeriveNames) row = { 0 };
  GError *failed = NULL;
  uint64_t count = 0;
  if (!skq_derive_names(sk_work_system(work), batch, &row, error))
    return FALSE;
  while (skq_derive_names_next(&row, &failed)) {
    gather(&row, keys);
    if (keys->len >= PORTION && !write_portion(work, keys, add, error))
      return FALSE;
    if (++count % STEP == 0 && !sk_progress_step(progress, count, error))
      return FALSE;
  }
  return sk_error_forward(error, failed) && write_portion(work, keys, add, error);
}
