/* A list comes in and waits, with the mapping that fits it best. */
#include "base/error.h"
#include "intake/batch_parts.h"
#include "intake/draft_parts.h"
#include "intake/import_parts.h"
#include "intake/record.h"
#include "store/blob.h"
#include "store/queries/evidence.h"

#include <sodium.h>
#include <string.h>

#define KEY_MOST 64

typedef struct {
  const SkDraftSpec *spec;
  SkWork *work;
  SkqSourceFind source;
  char *word, *text;  /* of the mapping; text "" where there is none */
  GByteArray *header; /* as entry.raw */
  int64_t batch, blob, size;
  guint8 digest[LIST_DIGEST];
  SkIdText id;
  gboolean again; /* the key was known */
} Keeping;

static void keeping_clear(Keeping *keeping) {
  skq_source_find_clear(&keeping->source);
  g_free(keeping->word);
  g_free(keeping->text);
  if (keeping->header != NULL)
    g_byte_array_unref(keeping->header);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keeping, keeping_clear)

static void set_mapping(Keeping *keeping, const SkMapping *mapping) {
  gsize size;
  const char *text = sk_mapping_text(mapping, &size);
  keeping->word = g_strdup(sk_mapping_name(mapping));
  keeping->text = g_strndup(text, size);
}

/* ---------------------------------------------------------------- which mapping fits */

static SkRow row_of(char **cells, GArray *made) {
  g_array_set_size(made, 0);
  for (guint i = 0; cells[i] != NULL; i++) {
    SkCell cell = { cells[i], (guint)strlen(cells[i]) };
    g_array_append_val(made, cell);
  }
  return (SkRow){ 1, made->len, (const SkCell *)(const void *)made->data };
}

gboolean list_fits(SkMapping *mapping, const ListSample *sample) {
  g_autoptr(GArray) cells = g_array_new(FALSE, TRUE, sizeof(SkCell));
  const SkRow row = row_of(sample->rows->pdata[sample->header - 1], cells);
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &row, NULL);
  return mapper != NULL;
}

static SkMapping *fitting(SkMapping *mapping, const ListSample *sample) {
  if (mapping != NULL && list_fits(mapping, sample))
    return mapping;
  sk_mapping_unref(mapping);
  return NULL;
}

/* That of the source's lists so far, the latest first; a list that comes every month has the same columns. */
static SkMapping *earlier_mapping(SkSession *session, const Keeping *keeping, const ListSample *sample) {
  g_autoptr(GPtrArray) batches = sk_batch_list(session, keeping->spec->source, NULL);
  for (guint i = 0; batches != NULL && i < MIN(batches->len, 20); i++) {
    SkMapping *mapping = fitting(sk_batch_mapping(session, ((SkBatch *)batches->pdata[i])->id.text, NULL), sample);
    if (mapping != NULL)
      return mapping;
  }
  return NULL;
}

static SkMapping *shipped_mapping(const ListSample *sample) {
  g_auto(GStrv) names = sk_mapping_shipped();
  for (gsize i = 0; names[i] != NULL; i++) {
    SkMapping *mapping = fitting(sk_mapping_load(names[i], NULL), sample);
    if (mapping != NULL)
      return mapping;
  }
  return NULL;
}

static gboolean propose(Keeping *keeping, SkSession *session, ListSample *sample, GError **error) {
  const SkDraftSpec *spec = keeping->spec;
  const SuggestTitle title = { .list = spec->file_name, .word = "my-list", .title = spec->file_name };
  g_autoptr(SkMapping) mapping = NULL;
  if (spec->like != NULL && (mapping = sk_batch_mapping(session, spec->like, error)) == NULL)
    return FALSE;
  if (mapping == NULL)
    mapping = earlier_mapping(session, keeping, sample);
  if (mapping == NULL)
    mapping = shipped_mapping(sample);
  if (mapping != NULL) {
    set_mapping(keeping, mapping);
    return TRUE;
  }
  char *text = suggest_yaml(sample, &title, NULL);
  keeping->word = g_strdup(title.word);
  keeping->text = text != NULL ? text : g_strdup("");
  return TRUE;
}

/* Reads the first rows: whatever cannot be read now cannot be read later. */
static gboolean look(Keeping *keeping, SkSession *session, GError **error) {
  g_auto(ListSample) sample = { 0 };
  g_autoptr(GArray) cells = g_array_new(FALSE, TRUE, sizeof(SkCell));
  g_autoptr(GInputStream) stream = keeping->spec->open(keeping->spec->user, error);
  SkReader *reader = stream != NULL ? sk_reader_open_stream(stream, keeping->spec->file_name, NULL, error) : NULL;
  if (reader == NULL || !list_sample_read(reader, keeping->spec->file_name, &sample, error))
    return FALSE;
  const SkRow header = row_of(sample.rows->pdata[sample.header - 1], cells);
  keeping->header = g_byte_array_new();
  sk_raw_write(&header, keeping->header);
  return propose(keeping, session, &sample, error);
}

/* ---------------------------------------------------------------- keeping it */

static gboolean digest(Keeping *keeping, GError **error) {
  g_autoptr(GInputStream) stream = keeping->spec->open(keeping->spec->user, error);
  g_autofree guint8 *block = g_malloc(65536);
  crypto_generichash_state state;
  gssize got = 1;
  crypto_generichash_init(&state, NULL, 0, LIST_DIGEST);
  while (stream != NULL && (got = g_input_stream_read(stream, block, 65536, NULL, error)) > 0) {
    crypto_generichash_update(&state, block, (gsize)got);
    keeping->size += got;
  }
  crypto_generichash_final(&state, keeping->digest, LIST_DIGEST);
  return stream != NULL && got == 0;
}

static gboolean is_new(Keeping *keeping, GError **error) {
  g_auto(SkqBatchSameFile) same = { 0 };
  gboolean found = FALSE;
  SkBytes bytes = { keeping->digest, LIST_DIGEST };
  if (!skq_batch_same_file(sk_work_db(keeping->work), bytes, &same, &found, error))
    return FALSE;
  if (found)
    sk_error_set(error, SK_ERROR_DUPLICATE, "%s is in the register already: batch %s of \"%s\"",
                 keeping->spec->file_name, sk_bytes_id_text(same.public).text, same.source_title);
  return !found;
}

/* What came of the key the first time. */
static gboolean know_key(Keeping *keeping, GError **error) {
  g_auto(SkqBatchSameKey) row = { 0 };
  const char *key = keeping->spec->idempotency;
  if (key == NULL)
    return TRUE;
  if (!skq_batch_same_key(sk_work_db(keeping->work), keeping->source.id, key, &row, &keeping->again, error))
    return FALSE;
  if (!keeping->again)
    return TRUE;
  keeping->id = sk_bytes_id_text(row.public);
  if (row.file_digest.size == LIST_DIGEST && memcmp(row.file_digest.data, keeping->digest, LIST_DIGEST) == 0)
    return TRUE;
  sk_error_set(error, SK_ERROR_DUPLICATE, "the key \"%s\" was used for another file of this source", key);
  return FALSE;
}

static gboolean put_file(Keeping *keeping, GError **error) {
  int64_t swept = 0, label = 0;
  g_autoptr(GInputStream) stream = keeping->spec->open(keeping->spec->user, error);
  return stream != NULL && labels_of_unknown(keeping->work, keeping->source.label, &label, error) &&
         sk_blob_sweep(keeping->work, &swept, error) &&
         sk_blob_put(keeping->work, keeping->source.id, label, stream, &keeping->blob, error);
}

static gboolean add_batch(Keeping *keeping, GError **error) {
  const char *key = keeping->spec->idempotency;
  SkId public = sk_id_new();
  keeping->id = sk_id_print(&public);
  return sk_work_ids(keeping->work, SK_KIND_BATCH, 1, &keeping->batch, error) &&
         skq_intake_add_batch(keeping->work, keeping->batch, (SkBytes){ public.bytes, sizeof public.bytes },
                              keeping->source.id, keeping->source.label, SK_BATCH_HANDED_IN,
                              key != NULL ? key : keeping->id.text, keeping->spec->file_name, keeping->size,
                              (SkBytes){ keeping->digest, LIST_DIGEST }, keeping->blob, keeping->word,
                              (SkBytes){ keeping->text, strlen(keeping->text) },
                              (SkBytes){ keeping->header->data, keeping->header->len }, sk_work_account(keeping->work),
                              sk_clock_now(), NULL, error);
}

static gboolean find_source(Keeping *keeping, SkDb *db, GError **error) {
  skq_source_find_clear(&keeping->source);
  if (!source_find(db, keeping->spec->source, &keeping->source, error))
    return FALSE;
  if (keeping->source.has_withdrawn)
    sk_error_set(error, SK_ERROR_REFUSED, "the source was withdrawn; nothing can be added to it");
  return !keeping->source.has_withdrawn;
}

static gboolean keep(Keeping *keeping, GError **error) {
  if (!find_source(keeping, sk_work_db(keeping->work), error) || !know_key(keeping, error))
    return FALSE;
  if (keeping->again)
    return TRUE;
  if (!is_new(keeping, error) || !put_file(keeping, error) || !add_batch(keeping, error))
    return FALSE;
  sk_work_set_label(keeping->work, keeping->source.label);
  sk_work_note(keeping->work, SK_KIND_BATCH, keeping->batch, keeping->digest, LIST_DIGEST);
  SkDb *db = sk_work_db(keeping->work);
  return sk_work_commit(keeping->work, SK_JOURNAL_IMPORT_HAND_IN, error) &&
         sk_db_see(db, sk_db_clearance(db), error); /* the label of the file may be a new one */
}

gboolean sk_draft_keep(SkSession *session, const SkDraftSpec *spec, SkIdText *ret_batch, GError **error) {
  g_auto(Keeping) keeping = { .spec = spec };
  if (!sk_session_require(session, SK_PERMISSION_IMPORT, error) ||
      !find_source(&keeping, sk_session_db(session), error) || !look(&keeping, session, error) ||
      !digest(&keeping, error))
    return FALSE;
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_IMPORT, error);
  keeping.work = work;
  if (work == NULL || !keep(&keeping, error))
    return FALSE;
  *ret_batch = keeping.id;
  return TRUE;
}

/* ---------------------------------------------------------------- another mapping */

/* What an earlier check found is void: nobody takes in by a mapping that was not checked. */
static gboolean uncheck(SkWork *work, const SkqBatchFind *batch, const SkqIntakeStaged *staged, GError **error) {
  int64_t label = 0;
  return batch->state != SK_BATCH_STAGED ||
         (skq_evidence_drop_refusal_texts(work, batch->id, NULL, error) &&
          skq_evidence_drop_refusals(work, batch->id, NULL, error) &&
          labels_of_unknown(work, staged->label, &label, error) &&
          skq_intake_label_blob(work, staged->blob, label, NULL, error) &&
          skq_intake_end_batch(work, batch->id, SK_BATCH_HANDED_IN, 0, 0, 0, NULL, NULL, error));
}

gboolean sk_draft_set_mapping(SkSession *session, const char *batch, const char *text, GError **error) {
  g_auto(SkqBatchFind) found = { 0 };
  g_auto(SkqIntakeStaged) staged = { 0 };
  g_autoptr(SkMapping) mapping = sk_mapping_parse("mapping", text, strlen(text), error);
  g_autoptr(SkWork) work = mapping != NULL ? sk_session_work(session, SK_PERMISSION_IMPORT, error) : NULL;
  if (work == NULL ||
      !batch_find_waiting(sk_work_db(work), batch, BATCH_IS(HANDED_IN) | BATCH_IS(STAGED), &found, &staged, error) ||
      !uncheck(work, &found, &staged, error) ||
      !skq_intake_set_mapping(work, found.id, sk_mapping_name(mapping), (SkBytes){ text, strlen(text) }, NULL, error))
    return FALSE;
  sk_work_set_label(work, found.label);
  sk_work_note(work, SK_KIND_BATCH, found.id, text, strlen(text));
  return sk_work_commit(work, SK_JOURNAL_IMPORT_PREPARE, error);
}
