#include "upkeep/history.h"

#include "base/error.h"
#include "store/journal.h"
#include "store/queries/upkeep.h"

#include <sodium.h>
#include <string.h>

static void entry_free(gpointer pointer) {
  SkHistoryEntry *entry = pointer;
  g_free(entry->account);
  g_free(entry);
}

static GHashTable *account_names(SkDb *db, GError **error) {
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  g_auto(SkqUpkeepAccountNames) rows = { 0 };
  GError *failed = NULL;
  if (!skq_upkeep_account_names(sk_db_system(db), &rows, error))
    return NULL;
  while (skq_upkeep_account_names_next(&rows, &failed)) {
    gint64 key = rows.id;
    g_hash_table_insert(names, g_memdup2(&key, sizeof key), g_strdup(rows.name));
  }
  return sk_error_forward(error, failed) ? g_steal_pointer(&names) : NULL;
}

static SkHistoryEntry *entry_of(const SkqUpkeepJournal *row, GHashTable *names) {
  SkHistoryEntry *entry = g_new0(SkHistoryEntry, 1);
  gint64 account = row->account;
  const char *name = g_hash_table_lookup(names, &account);
  entry->seq = row->seq;
  entry->moment = row->moment;
  entry->account = g_strdup(name != NULL ? name : "saikai");
  entry->by_program = name == NULL;
  entry->act = sk_journal_act_word((int)row->act);
  entry->kind = sk_kind_word((SkKind)row->subject_kind);
  entry->rows = row->subjects;
  if (row->hash.size == 32)
    sodium_bin2hex(entry->hash, sizeof entry->hash, row->hash.data, row->hash.size);
  return entry;
}

static const char *const acts[] = {
#define ACT(code, NAME, word) word,
#include "store/journal.def"
#undef ACT
  NULL,
};

const char *const *sk_history_acts(void) {
  return acts;
}

static int64_t act_of(const char *word) {
  static const int codes[] = {
#define ACT(code, NAME, word) code,
#include "store/journal.def"
#undef ACT
  };
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (g_strcmp0(word, acts[i]) == 0)
      return codes[i];
  return 0;
}

static int64_t account_of(GHashTable *names, const char *name) {
  GHashTableIter iter;
  gpointer id, value;
  g_hash_table_iter_init(&iter, names);
  while (g_hash_table_iter_next(&iter, &id, &value))
    if (g_strcmp0(value, name) == 0)
      return *(const gint64 *)id;
  return 0;
}

/* The number that all entries asked for are below. */
static gboolean end_of(SkDb *db, const SkHistoryAsk *ask, int64_t *ret_seq, GError **error) {
  const char *hex = ask->older_than;
  uint8_t hash[32];
  gsize size = 0;
  g_auto(SkqUpkeepJournalSeen) row = { 0 };
  gboolean found = hex == NULL;
  if (hex != NULL && sodium_hex2bin(hash, sizeof hash, hex, strlen(hex), NULL, &size, NULL) == 0 &&
      size == sizeof hash && !skq_upkeep_journal_seen(db, (SkBytes){ hash, sizeof hash }, &row, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the journal has no entry %s", hex);
  *ret_seq = hex != NULL ? row.seq : ask->below > 0 ? ask->below : INT64_MAX;
  return found;
}

/* One more is read than is wanted: it tells whether older ones follow. */
GPtrArray *sk_history_list(SkDb *db, const SkHistoryAsk *ask, gboolean *ret_more, GError **error) {
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
  g_autoptr(GHashTable) names = account_names(db, error);
  g_auto(SkqUpkeepJournal) rows = { 0 };
  GError *failed = NULL;
  if (names == NULL)
    return NULL;
  int64_t act = act_of(ask->act), account = account_of(names, ask->account);
  if ((ask->act != NULL && act == 0) || (ask->account != NULL && account == 0)) {
    sk_error_set(error, SK_ERROR_NOT_FOUND, "the journal knows no %s \"%s\"",
                 act == 0 && ask->act != NULL ? "act" : "account",
                 act == 0 && ask->act != NULL ? ask->act : ask->account);
    return NULL;
  }
  int64_t below = 0, wanted = (int64_t)ask->limit + 1;
  if (!end_of(db, ask, &below, error) || !skq_upkeep_journal(db, below, wanted, act, account, &rows, error))
    return NULL;
  while (skq_upkeep_journal_next(&rows, &failed))
    g_ptr_array_add(entries, entry_of(&rows, names));
  gboolean more = entries->len > ask->limit;
  if (more)
    g_ptr_array_set_size(entries, (int)ask->limit);
  if (ret_more != NULL)
    *ret_more = more;
  return sk_error_forward(error, failed) ? g_steal_pointer(&entries) : NULL;
}

static gboolean chain_has(SkDb *db, const char *wanted, GError **error) {
  uint8_t hash[32];
  gsize size = 0;
  g_auto(SkqUpkeepJournalHash) row = { 0 };
  gboolean found = FALSE;
  if (sodium_hex2bin(hash, sizeof hash, wanted, strlen(wanted), NULL, &size, NULL) != 0 || size != sizeof hash) {
    sk_error_set(error, SK_ERROR_USAGE, "\"%s\" is no hash of an entry: it has 64 hex digits", wanted);
    return FALSE;
  }
  if (!skq_upkeep_journal_hash(sk_db_system(db), (SkBytes){ hash, sizeof hash }, &row, &found, error))
    return FALSE;
  if (!found)
    sk_error_set(error, SK_ERROR_CORRUPT,
                 "no entry has the hash %s: the journal is not the one it was taken from, or "
                 "it was rewritten since",
                 wanted);
  return found;
}

gboolean sk_history_verify(SkDb *db, const char *wanted, int64_t *ret_entries, char **ret_head, GError **error) {
  SkJournalState state;
  char head[2 * sizeof state.head + 1];
  if (!sk_journal_verify(sk_db_system(db), &state, error) || (wanted != NULL && !chain_has(db, wanted, error)))
    return FALSE;
  sodium_bin2hex(head, sizeof head, state.head, sizeof state.head);
  *ret_entries = state.entries;
  *ret_head = g_strdup(head);
  return TRUE;
}
