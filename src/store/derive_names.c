/* Names by their forms. What is written alike, divided alike and in one script is one form: it has its keys once, and a
 * search compares it once, however many mentions bear it. Rows are gathered in portions and written in the order of
 * their tables. */
#include "base/error.h"
#include "store/derive_parts.h"
#include "store/queries/derive.h"
#include "store/readings.h"
#include "text/name.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define PORTION 1000000 /* rows held at once: 32 MB, and as much again while they are sorted */
#define STEP 4096       /* names between two looks at the progress */

typedef struct {
  int64_t form, label, name, persona;
} Use;

/* What a new form's keys have beside them. */
typedef struct {
  int64_t script, order;
  const char *family, *given, *written; /* in Forms.chunk; family and given may be NULL */
} Text;

typedef struct {
  int64_t key, form, label;
  guint text; /* index of Text */
} Key;

/* A form under a label. */
typedef struct {
  int64_t form, label;
} Borne;

typedef struct {
  SkWork *work;
  GString *text;    /* of the name at hand, for its form */
  GHashTable *seen; /* Borne of this portion whose keys were looked after */
  GArray *uses, *keys, *texts;
  GStringChunk *chunk;
} Forms;

/* ---------------------------------------------------------------- order */

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_uses(const void *a, const void *b) {
  const Use *x = a, *y = b;
  if (x->form != y->form)
    return ORDER(x->form, y->form);
  return x->label != y->label ? ORDER(x->label, y->label) : ORDER(x->name, y->name);
}

static int compare_keys(const void *a, const void *b) {
  const Key *x = a, *y = b;
  if (x->key != y->key)
    return ORDER(x->key, y->key);
  return x->form != y->form ? ORDER(x->form, y->form) : ORDER(x->label, y->label);
}

static guint borne_hash(gconstpointer borne) {
  const Borne *self = borne;
  return (guint)(self->form ^ self->form >> 32) * 31 + (guint)self->label; /* a form's number is random by itself */
}

static gboolean borne_equal(gconstpointer a, gconstpointer b) {
  return memcmp(a, b, sizeof(Borne)) == 0;
}

static void forms_init(Forms *self, SkWork *work) {
  *self = (Forms){
    .work = work,
    .text = g_string_new(NULL),
    .seen = g_hash_table_new_full(borne_hash, borne_equal, g_free, NULL),
    .uses = g_array_new(FALSE, FALSE, sizeof(Use)),
    .keys = g_array_new(FALSE, FALSE, sizeof(Key)),
    .texts = g_array_new(FALSE, FALSE, sizeof(Text)),
    .chunk = g_string_chunk_new(65536),
  };
}

static void forms_clear(Forms *self) {
  if (self->text == NULL)
    return;
  g_string_free(self->text, TRUE);
  g_hash_table_unref(self->seen);
  g_array_unref(self->uses);
  g_array_unref(self->keys);
  g_array_unref(self->texts);
  g_string_chunk_free(self->chunk);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Forms, forms_clear)

/* ---------------------------------------------------------------- a name's form and keys */

static SkNameText text_of(const char *text) {
  return (SkNameText){ text, text == NULL ? 0 : strlen(text) };
}

static void put(GString *text, const char *part) {
  g_string_append(text, part != NULL ? part : "");
  g_string_append_c(text, '\0'); /* divides */
}

/* A number of 63 bits made of the text, the same on every machine. That two texts of a million share one is as likely
 * as one in ten million; a search would then grade the one as the other. */
static int64_t form_of(GString *text, const SkqDeriveNames *row) {
  uint8_t digest[crypto_generichash_BYTES_MIN];
  int64_t form;
  g_string_printf(text, "%d %d", (int)row->script, (int)row->name_order);
  put(text, "");
  put(text, row->family);
  put(text, row->given);
  put(text, row->written);
  crypto_generichash(digest, sizeof digest, (const uint8_t *)text->str, text->len, NULL, 0);
  memcpy(&form, digest, sizeof form);
  return GINT64_FROM_LE(form) & G_MAXINT64;
}

static const char *keep(Forms *self, const char *text) {
  return text == NULL ? NULL : g_string_chunk_insert(self->chunk, text);
}

static void gather_keys(Forms *self, const SkqDeriveNames *row, int64_t form) {
  SkName name;
  SkNameKey found[SK_NAME_KEYS_MAX];
  SkNameWritten written = { text_of(row->written), text_of(row->family), text_of(row->given), (int)row->script,
                            (int)row->name_order };
  sk_name_prepare(&written, sk_store_readings(sk_db_store(sk_work_db(self->work))), &name);
  gsize count = sk_name_keys(&name, found);
  Text text = { row->script, row->name_order, keep(self, row->family), keep(self, row->given),
                keep(self, row->written) };
  for (gsize i = 0; i < count; i++) {
    if (found[i].kind == SK_NAME_KEY_GIVEN_LOOSE) /* for lists compared with each other: no search asks for it */
      continue;
    Key key = { (int64_t)found[i].hash, form, row->label, self->texts->len };
    g_array_append_val(self->keys, key);
  }
  g_array_append_val(self->texts, text);
}

/* Gathers the keys of a form that no written row bears, once in a portion. */
static gboolean gather_keys_if_unused(Forms *self, const SkqDeriveNames *row, int64_t form, GError **error) {
  Borne borne = { form, row->label };
  if (g_hash_table_contains(self->seen, &borne))
    return TRUE;
  g_hash_table_add(self->seen, g_memdup2(&borne, sizeof borne));
  g_auto(SkqDeriveFormIsUsed) use = { 0 };
  gboolean used = FALSE;
  if (!skq_derive_form_is_used(sk_work_system(self->work), form, row->label, &use, &used, error))
    return FALSE;
  if (!used)
    gather_keys(self, row, form);
  return TRUE;
}

static void gather_use(Forms *self, const SkqDeriveNames *row, int64_t form) {
  Use use = { form, row->label, row->name, row->persona };
  g_array_append_val(self->uses, use);
}

/* ---------------------------------------------------------------- portions */

static gboolean write_uses(Forms *self, gboolean add, GError **error) {
  g_array_sort(self->uses, compare_uses);
  for (guint i = 0; i < self->uses->len; i++) {
    const Use *use = &g_array_index(self->uses, Use, i);
    gboolean done =
        add ? skq_derive_add_name_use(self->work, use->form, use->label, use->name, use->persona, NULL, error)
            : skq_derive_drop_name_use(self->work, use->form, use->label, use->name, NULL, error);
    if (!done)
      return FALSE;
  }
  g_array_set_size(self->uses, 0);
  return TRUE;
}

static gboolean drop_key(SkWork *work, const Key *key, GError **error) {
  int64_t dropped = 0;
  return skq_derive_drop_fresh_name_key(work, key->key, key->form, key->label, &dropped, error) &&
         (dropped > 0 || skq_derive_drop_name_key(work, key->key, key->form, key->label, NULL, error));
}

static gboolean write_keys(Forms *self, gboolean add, GError **error) {
  int64_t run = 0;
  if (add && self->keys->len > 0 && !derive_key_run(self->work, &run, error))
    return FALSE;
  g_array_sort(self->keys, compare_keys);
  for (guint i = 0; i < self->keys->len; i++) {
    const Key *key = &g_array_index(self->keys, Key, i);
    const Text *text = &g_array_index(self->texts, Text, key->text);
    gboolean done = add ? skq_derive_add_name_key(self->work, run, key->key, key->form, key->label, text->script,
                                                  text->order, text->family, text->given, text->written, NULL, error)
                        : drop_key(self->work, key, error);
    if (!done)
      return FALSE;
  }
  g_array_set_size(self->keys, 0);
  g_array_set_size(self->texts, 0);
  g_string_chunk_clear(self->chunk);
  return TRUE;
}

static gboolean write_portion(Forms *self, gboolean add, GError **error) {
  g_hash_table_remove_all(self->seen); /* what is written now, the next portion finds in its table */
  return write_uses(self, add, error) && write_keys(self, add, error);
}

static gboolean is_full(const Forms *self) {
  return self->uses->len + self->keys->len >= PORTION || g_hash_table_size(self->seen) >= PORTION / 2;
}

/* ---------------------------------------------------------------- a batch */

typedef gboolean (*Take)(Forms *self, const SkqDeriveNames *row, int64_t form, GError **error);

static gboolean take_use_and_keys(Forms *self, const SkqDeriveNames *row, int64_t form, GError **error) {
  gather_use(self, row, form);
  return gather_keys_if_unused(self, row, form, error);
}

static gboolean take_use(Forms *self, const SkqDeriveNames *row, int64_t form, GError **error) {
  (void)error;
  gather_use(self, row, form);
  return TRUE;
}

/* Takes every name of the batch, and writes (`add`) or deletes what was gathered of it. */
static gboolean each_name(SkWork *work, int64_t batch, Take take, gboolean add, SkProgress *progress, GError **error) {
  g_auto(Forms) forms = { NULL };
  g_auto(SkqDeriveNames) row = { 0 };
  GError *failed = NULL;
  uint64_t count = 0;
  forms_init(&forms, work);
  if (!sk_readings_expect(sk_work_system(work), sk_db_store(sk_work_db(work)), error) ||
      !skq_derive_names(sk_work_system(work), batch, &row, error))
    return FALSE;
  while (skq_derive_names_next(&row, &failed)) {
    if (!take(&forms, &row, form_of(forms.text, &row), error) ||
        (is_full(&forms) && !write_portion(&forms, add, error)) ||
        (++count % STEP == 0 && !sk_progress_step(progress, count, error)))
      return FALSE;
  }
  return sk_error_forward(error, failed) && write_portion(&forms, add, error);
}

gboolean derive_names(SkWork *work, int64_t batch, SkProgress *progress, GError **error) {
  return each_name(work, batch, take_use_and_keys, TRUE, progress, error);
}

/* First the uses, then the keys of the forms that nothing bears any more. */
gboolean derive_forget_names(SkWork *work, int64_t batch, GError **error) {
  return each_name(work, batch, take_use, FALSE, NULL, error) &&
         each_name(work, batch, gather_keys_if_unused, FALSE, NULL, error);
}
