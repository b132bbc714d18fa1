#include "store/work.h"

#include "base/clock.h"
#include "base/error.h"
#include "store/engine.h"
#include "store/journal_chain.h"
#include "store/label.h"
#include "store/migrate.h"
#include "store/queries/store.h"

#include <sodium.h>
#include <string.h>

struct SkWork {
  SkDb *db;
  int64_t account, label;
  gboolean open;
  SkKind subject_kind;
  int64_t subject, subjects;
  const char *unindexed; /* the table whose indexes are made at the end; NULL none */
  crypto_generichash_state digest;
};

SkWork *sk_work_begin(SkDb *db, int64_t account, GError **error) {
  if (db->in_work) {
    sk_error_set(error, SK_ERROR_FAILED, "a unit of work is open already");
    return NULL;
  }
  sk_db_read_end(db);
  if (!db->engine->begin(db, TRUE, error))
    return NULL;
  SkWork *work = g_new0(SkWork, 1);
  work->db = db;
  work->account = account;
  work->label = SK_LABEL_OPEN;
  work->open = db->in_work = TRUE;
  work->subject_kind = SK_KIND_REGISTER;
  crypto_generichash_init(&work->digest, NULL, 0, SK_JOURNAL_HASH);
  return work;
}

SkDb *sk_work_db(SkWork *work) {
  return work->db;
}

SkSystem *sk_work_system(SkWork *work) {
  return sk_db_system(work->db);
}

int64_t sk_work_account(const SkWork *work) {
  return work->account;
}

gboolean sk_work_ids(SkWork *work, SkKind kind, int64_t count, int64_t *ret_first, GError **error) {
  g_auto(SkqStoreTakeIds) row = { 0 };
  gboolean found = FALSE;
  if (!skq_store_take_ids(work, kind, count, &row, &found, error))
    return FALSE;
  *ret_first = row.next - count;
  return TRUE;
}

void sk_work_note(SkWork *work, SkKind kind, int64_t id, const void *content, gsize size) {
  int64_t head[3] = { GINT64_TO_LE((int64_t)kind), GINT64_TO_LE(id), GINT64_TO_LE((int64_t)size) };
  if (work->subjects++ == 0) {
    work->subject_kind = kind;
    work->subject = id;
  }
  crypto_generichash_update(&work->digest, (const unsigned char *)head, sizeof head);
  if (content != NULL)
    crypto_generichash_update(&work->digest, content, size);
}

void sk_work_set_label(SkWork *work, int64_t label) {
  work->label = label;
}

/* ---------------------------------------------------------------- indexes made last */

static gboolean for_each_index(SkWork *work, gboolean make, GError **error) {
  for (gsize i = 0; i < sk_index_count; i++) {
    if (strcmp(sk_indexes[i].table, work->unindexed) != 0)
      continue;
    g_autofree char *sql =
        make ? g_strdup(sk_indexes[i].statement) : g_strdup_printf("DROP INDEX %s", sk_indexes[i].name);
    if (!work->db->engine->execute(work->db, sql, error))
      return FALSE;
  }
  return TRUE;
}

gboolean sk_work_index_last(SkWork *work, const char *table, GError **error) {
  g_return_val_if_fail(work->unindexed == NULL, FALSE);
  if (work->db->engine->kind != SK_ENGINE_SQLITE)
    return TRUE;
  work->unindexed = table;
  return for_each_index(work, FALSE, error);
}

/* ---------------------------------------------------------------- the end */

static gboolean write_journal(SkWork *work, SkJournalAct act, GError **error) {
  g_auto(SkqStoreJournalHead) head = { 0 };
  gboolean found = FALSE;
  JournalEntry entry = {
    .label = work->label,
    .moment = sk_clock_now(),
    .account = work->account,
    .act = act,
    .subject_kind = work->subject_kind,
    .subject = work->subject,
    .subjects = work->subjects,
  };
  if (!skq_store_journal_head(sk_work_system(work), &head, &found, error))
    return FALSE;
  entry.seq = found ? head.seq + 1 : 1;
  if (found && head.hash.size == sizeof entry.previous)
    memcpy(entry.previous, head.hash.data, sizeof entry.previous);
  crypto_generichash_final(&work->digest, entry.digest, sizeof entry.digest);
  journal_entry_hash(&entry, entry.hash);
  return skq_store_add_journal(work, entry.seq, entry.label, entry.moment, entry.account, entry.act, entry.subject_kind,
                               entry.subject, entry.subjects, (SkBytes){ entry.digest, sizeof entry.digest },
                               (SkBytes){ entry.previous, sizeof entry.previous },
                               (SkBytes){ entry.hash, sizeof entry.hash }, NULL, error);
}

static void end(SkWork *work) {
  work->open = work->db->in_work = FALSE;
}

gboolean sk_work_commit(SkWork *work, SkJournalAct act, GError **error) {
  if ((work->unindexed != NULL && !for_each_index(work, TRUE, error)) || !write_journal(work, act, error)) {
    work->db->engine->rollback(work->db);
    end(work);
    return FALSE;
  }
  GError *failed = NULL;
  gboolean done = work->db->engine->commit(work->db, &failed);
  if (!done) {
    work->db->engine->rollback(work->db);
    sk_error_set(error, SK_ERROR_UNKNOWN,
                 "the change may or may not have been kept (%s); look again before you repeat it", failed->message);
    g_error_free(failed);
  }
  end(work);
  return done;
}

void sk_work_free(SkWork *work) {
  if (work == NULL)
    return;
  if (work->open) {
    work->db->engine->rollback(work->db);
    end(work);
  }
  g_free(work);
}
