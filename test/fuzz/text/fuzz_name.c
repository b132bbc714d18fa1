/* Any bytes as two names parted by a line feed: nothing crashes, comparison is symmetric and within its grades, a name
 * is exactly itself, and keys made again are the same. The first byte says in which order the lists write names. */
#include "text/name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void hold(int truth) {
  if (!truth)
    abort();
}

static void check_keys(const SkName *name) {
  SkNameKey keys[SK_NAME_KEYS_MAX], again[SK_NAME_KEYS_MAX];
  char texts[SK_NAME_KEYS_MAX][SK_NAME_KEY_TEXT];
  size_t count = sk_name_keys(name, keys);
  hold(count <= SK_NAME_KEYS_MAX && sk_name_key_texts(name, again, texts) == count);
  for (size_t i = 0; i < count; i++)
    hold(keys[i].hash == again[i].hash && keys[i].hash != 0 && memchr(texts[i], 0, sizeof texts[i]) != NULL);
}

static void check_match(const SkName *a, const SkName *b) {
  SkNameMatch there = sk_name_compare(a, b), back = sk_name_compare(b, a);
  hold(there.whole == back.whole && there.changed_surname == back.changed_surname);
  hold(there.whole >= SK_NAME_MISSING && there.whole <= SK_NAME_EXACT && there.cost >= 0);
  hold(there.reason_count <= SK_NAME_REASONS);
  for (size_t i = 0; i < there.reason_count; i++) {
    char text[64];
    hold(sk_name_reason_print(&there.reasons[i], sk_name_why_text(there.reasons[i].why), text, sizeof text) <
         sizeof text);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  const char *text = (const char *)bytes + (size > 0);
  size_t len = size > 0 ? size - 1 : 0;
  const char *end = len > 0 ? memchr(text, '\n', len) : NULL;
  size_t first = end != NULL ? (size_t)(end - text) : len, second = end != NULL ? len - first - 1 : 0;
  int order = size > 0 ? bytes[0] % 3 : 0;
  SkName a, b, again;
  sk_name_prepare(&(SkNameWritten){ .written = { text, first }, .order = order }, NULL, &a);
  sk_name_prepare(&(SkNameWritten){ .written = { text, first }, .order = order }, NULL, &again);
  sk_name_prepare(&(SkNameWritten){ .written = { end != NULL ? end + 1 : text, second } }, NULL, &b);
  check_keys(&a);
  check_keys(&b);
  check_match(&a, &b);
  check_match(&a, &a);
  hold(memcmp(a.given.raw, again.given.raw, sizeof a.given.raw) == 0 && a.given.written == again.given.written);
  return 0;
}
