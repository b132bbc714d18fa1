#include "web/turns.h"

#include <string.h>

#define TURN (10 * 60 * G_USEC_PER_SEC)

typedef struct {
  char *pair;
  int64_t ends;
} Turn;

struct SkTurns {
  GMutex mutex;
  GHashTable *by_account; /* int64_t: Turn; there are as many as people at work */
};

static void turn_free(gpointer data) {
  Turn *turn = data;
  g_free(turn->pair);
  g_free(turn);
}

SkTurns *sk_turns_new(void) {
  SkTurns *turns = g_new0(SkTurns, 1);
  g_mutex_init(&turns->mutex);
  turns->by_account = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, turn_free);
  return turns;
}

void sk_turns_free(SkTurns *turns) {
  if (turns == NULL)
    return;
  g_hash_table_unref(turns->by_account);
  g_mutex_clear(&turns->mutex);
  g_free(turns);
}

static gboolean is_anothers(const SkTurns *turns, const char *pair, int64_t account, int64_t now) {
  GHashTableIter iter;
  gpointer whose, what;
  g_hash_table_iter_init(&iter, turns->by_account);
  while (g_hash_table_iter_next(&iter, &whose, &what)) {
    const Turn *turn = what;
    if (*(const int64_t *)whose != account && turn->ends > now && strcmp(turn->pair, pair) == 0)
      return TRUE;
  }
  return FALSE;
}

static void give(SkTurns *turns, const char *pair, int64_t account, int64_t now) {
  Turn *turn = g_new0(Turn, 1);
  *turn = (Turn){ g_strdup(pair), now + TURN };
  g_hash_table_insert(turns->by_account, g_memdup2(&account, sizeof account), turn);
}

gboolean sk_turns_take(SkTurns *turns, const char *pair, int64_t account, int64_t now) {
  g_mutex_lock(&turns->mutex);
  gboolean free_to_take = !is_anothers(turns, pair, account, now);
  if (free_to_take)
    give(turns, pair, account, now);
  g_mutex_unlock(&turns->mutex);
  return free_to_take;
}
