#include "access/throttle.h"

#include <string.h>

#define REMEMBERED_MOST 10000

typedef struct {
  guint tries;
  SkTime last;
} Record;

typedef struct {
  guint free_tries;
  SkTime longest;
} Rule;

/* In the order of a Keys. */
static const Rule rules[THROTTLE_RECORDS] = {
  { 5, 15 * (SkTime)G_TIME_SPAN_MINUTE }, /* name and client */
  { 50, (SkTime)G_TIME_SPAN_MINUTE },     /* name */
  { 100, (SkTime)G_TIME_SPAN_MINUTE },    /* client */
};

typedef struct {
  char text[THROTTLE_RECORDS][64 + 1];
} Keys;

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
static void digest_of(const char *name, const char *client, char ret_key[64 + 1]) {
  g_autofree char *text = g_strdup_printf("%s\n%s", name, client);
  g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  g_strlcpy(ret_key, digest, 64 + 1);
}

static Keys keys_of(const char *name, const char *client) {
  Keys keys;
  digest_of(name, client != NULL ? client : "-", keys.text[0]);
  digest_of(name, "", keys.text[1]);
  digest_of("", client != NULL ? client : "-", keys.text[2]);
  return keys;
}

static SkTime wait_of(const Record *record, const Rule *rule, SkTime now) {
  if (record == NULL || record->tries < rule->free_tries || now - record->last > THROTTLE_FORGETS)
    return 0;
  guint doublings = MIN(record->tries - rule->free_tries, 20);
  SkTime wait = MIN((SkTime)G_USEC_PER_SEC << doublings, rule->longest);
  SkTime passed = now - record->last;
  return passed < 0 ? wait : MAX(wait - passed, 0); /* a clock set back does not shorten the wait */
}

static gboolean is_forgotten(gpointer key, gpointer value, gpointer user) {
  (void)key;
  return *(const SkTime *)user - ((const Record *)value)->last > THROTTLE_FORGETS;
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

static Record *record_for(SkThrottle *throttle, const char *key, SkTime now) {
  Record *record = g_hash_table_lookup(throttle->records, key);
  if (record != NULL)
    return record;
  make_room(throttle, now);
  record = g_new0(Record, 1);
  g_hash_table_insert(throttle->records, g_strdup(key), record);
  return record;
}

static void count(SkThrottle *throttle, const char *key, SkTime now) {
  Record *record = record_for(throttle, key, now);
  if (now - record->last > THROTTLE_FORGETS)
    record->tries = 0;
  record->tries++;
  record->last = now;
}

SkTime sk_throttle_try(SkThrottle *throttle, const char *name, const char *client, SkTime now) {
  Keys keys = keys_of(name, client);
  SkTime wait = 0;
  for (int i = 0; i < THROTTLE_RECORDS; i++)
    wait = MAX(wait, wait_of(g_hash_table_lookup(throttle->records, keys.text[i]), &rules[i], now));
  for (int i = 0; i < THROTTLE_RECORDS && wait == 0; i++)
    count(throttle, keys.text[i], now);
  return wait;
}

void sk_throttle_forgive(SkThrottle *throttle, const char *name, const char *client) {
  Keys keys = keys_of(name, client);
  g_hash_table_remove(throttle->records, keys.text[0]);
  for (int i = 1; i < THROTTLE_RECORDS; i++) {
    Record *record = g_hash_table_lookup(throttle->records, keys.text[i]);
    if (record != NULL && --record->tries == 0)
      g_hash_table_remove(throttle->records, keys.text[i]);
  }
}

void sk_throttle_records(SkThrottle *throttle, const char *name, const char *client,
                         SkThrottleRecord ret_records[THROTTLE_RECORDS]) {
  Keys keys = keys_of(name, client);
  for (int i = 0; i < THROTTLE_RECORDS; i++) {
    const Record *record = g_hash_table_lookup(throttle->records, keys.text[i]);
    g_strlcpy(ret_records[i].key, keys.text[i], sizeof ret_records[i].key);
    ret_records[i].tries = record != NULL ? record->tries : 0;
    ret_records[i].last = record != NULL ? record->last : 0;
  }
}

void sk_throttle_remember(SkThrottle *throttle, const SkThrottleRecord *record) {
  Record *own = record_for(throttle, record->key, record->last);
  own->tries = record->tries;
  own->last = record->last;
}
