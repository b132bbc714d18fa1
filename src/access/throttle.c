#include "access/throttle.h"

#include <string.h>

#define REMEMBERED_MOST 10000
#define FORGOTTEN_AFTER ((SkTime)G_TIME_SPAN_HOUR)

typedef struct {
  guint tries;
  SkTime last;
} Record;

typedef struct {
  guint free_tries;
  SkTime longest;
} Rule;

static const Rule by_client = { 5, 15 * (SkTime)G_TIME_SPAN_MINUTE };
static const Rule by_name = { 50, (SkTime)G_TIME_SPAN_MINUTE };

struct SkThrottle {
  GHashTable *records; /* key text to Record */
};

SkThrottle *sk_throttle_new(void) {
  SkThrottle *throttle = g_new0(SkThrottle, 1);
  throttle->records = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return throttle;
}

void sk_throttle_free(SkThrottle *throttle) {
  if (throttle == NULL)
    return;
  g_hash_table_unref(throttle->records);
  g_free(throttle);
}

/* A digest, so that a name of any length takes the same room. */
static char *key_of(const char *name, const char *client) {
  g_autofree char *text = g_strdup_printf("%s\n%s", name, client != NULL ? client : "");
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

static SkTime wait_of(const Record *record, const Rule *rule, SkTime now) {
  if (record == NULL || record->tries < rule->free_tries || now - record->last > FORGOTTEN_AFTER)
    return 0;
  guint doublings = MIN(record->tries - rule->free_tries, 20);
  SkTime wait = MIN((SkTime)G_USEC_PER_SEC << doublings, rule->longest);
  SkTime passed = now - record->last;
  return passed < 0 ? wait : MAX(wait - passed, 0); /* a clock set back does not shorten the wait */
}

static gboolean is_forgotten(gpointer key, gpointer value, gpointer user) {
  (void)key;
  return *(const SkTime *)user - ((const Record *)value)->last > FORGOTTEN_AFTER;
}

/* Room for one more: first what is forgotten, then the record with the fewest tries. */
static void make_room(SkThrottle *throttle, SkTime now) {
  if (g_hash_table_size(throttle->records) < REMEMBERED_MOST)
    return;
  if (g_hash_table_foreach_remove(throttle->records, is_forgotten, &now) > 0)
    return;
  GHashTableIter iter;
  gpointer key = NULL, value = NULL, victim = NULL;
  guint fewest = G_MAXUINT;
  g_hash_table_iter_init(&iter, throttle->records);
  while (g_hash_table_iter_next(&iter, &key, &value)) {
    if (((Record *)value)->tries < fewest) {
      fewest = ((Record *)value)->tries;
      victim = key;
    }
  }
  g_hash_table_remove(throttle->records, victim);
}

static void count(SkThrottle *throttle, char *key, SkTime now) {
  Record *record = g_hash_table_lookup(throttle->records, key);
  if (record == NULL) {
    make_room(throttle, now);
    record = g_new0(Record, 1);
    g_hash_table_insert(throttle->records, g_strdup(key), record);
  }
  if (now - record->last > FORGOTTEN_AFTER)
    record->tries = 0;
  record->tries++;
  record->last = now;
}

SkTime sk_throttle_try(SkThrottle *throttle, const char *name, const char *client, SkTime now) {
  g_autofree char *both = key_of(name, client != NULL ? client : "-");
  g_autofree char *alone = key_of(name, NULL);
  SkTime wait = MAX(wait_of(g_hash_table_lookup(throttle->records, both), &by_client, now),
                    wait_of(g_hash_table_lookup(throttle->records, alone), &by_name, now));
  if (wait == 0) {
    count(throttle, both, now);
    count(throttle, alone, now);
  }
  return wait;
}

void sk_throttle_forgive(SkThrottle *throttle, const char *name, const char *client) {
  g_autofree char *both = key_of(name, client != NULL ? client : "-");
  g_hash_table_remove(throttle->records, both);
}
