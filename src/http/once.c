#include "http/once.h"

#include "base/clock.h"

#define REMEMBERED_FOR ((SkTime)G_TIME_SPAN_HOUR)
#define REMEMBERED_MAX 10000

typedef struct {
  char *location; /* NULL while at work */
  SkTime begun;
} Memory;

struct SkOnce {
  GMutex mutex;
  GHashTable *memories; /* digest of scope and key to Memory */
};

static void memory_free(gpointer data) {
  Memory *memory = data;
  g_free(memory->location);
  g_free(memory);
}

SkOnce *sk_once_new(void) {
  SkOnce *once = g_new0(SkOnce, 1);
  g_mutex_init(&once->mutex);
  once->memories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, memory_free);
  return once;
}

void sk_once_free(SkOnce *once) {
  if (once == NULL)
    return;
  g_hash_table_unref(once->memories);
  g_mutex_clear(&once->mutex);
  g_free(once);
}

/* Secrets are not kept: their digest is. NULL when there is no key. */
static char *name_of(const char *scope, const char *key) {
  if (key == NULL || *key == '\0')
    return NULL;
  g_autofree char *both = g_strdup_printf("%s %s", scope, key);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, both, -1);
}

static gboolean is_old(gpointer key, gpointer value, gpointer user) {
  (void)key;
  (void)user;
  return sk_clock_now() - ((const Memory *)value)->begun > REMEMBERED_FOR;
}

/* The lock is held. With more forms in an hour than anybody fills in, forgetting beats growing. */
static void forget_some(SkOnce *once) {
  if (g_hash_table_size(once->memories) < REMEMBERED_MAX)
    return;
  g_hash_table_foreach_remove(once->memories, is_old, NULL);
  if (g_hash_table_size(once->memories) >= REMEMBERED_MAX)
    g_hash_table_remove_all(once->memories);
}

SkOnceResult sk_once_begin(SkOnce *once, const char *scope, const char *key, char **ret_location) {
  g_autofree char *name = name_of(scope, key);
  SkOnceResult result = SK_ONCE_FIRST;
  if (name == NULL)
    return result;
  g_mutex_lock(&once->mutex);
  const Memory *memory = g_hash_table_lookup(once->memories, name);
  if (memory != NULL && !is_old(NULL, (gpointer)(gsize)memory, NULL)) {
    result = memory->location != NULL ? SK_ONCE_BEFORE : SK_ONCE_RUNNING;
    if (memory->location != NULL)
      *ret_location = g_strdup(memory->location);
  } else {
    Memory *fresh = g_new0(Memory, 1);
    fresh->begun = sk_clock_now();
    forget_some(once);
    g_hash_table_replace(once->memories, g_steal_pointer(&name), fresh);
  }
  g_mutex_unlock(&once->mutex);
  return result;
}

void sk_once_done(SkOnce *once, const char *scope, const char *key, const char *location) {
  g_autofree char *name = name_of(scope, key);
  if (name == NULL)
    return;
  g_mutex_lock(&once->mutex);
  Memory *memory = g_hash_table_lookup(once->memories, name);
  if (memory != NULL) {
    g_free(memory->location);
    memory->location = g_strdup(location);
  }
  g_mutex_unlock(&once->mutex);
}

void sk_once_undone(SkOnce *once, const char *scope, const char *key) {
  g_autofree char *name = name_of(scope, key);
  if (name == NULL)
    return;
  g_mutex_lock(&once->mutex);
  g_hash_table_remove(once->memories, name);
  g_mutex_unlock(&once->mutex);
}
