/* What a run keeps of pairs, as bytes: numbers of seven bits a byte, the lowest first, so that a pair takes some
 * eighteen bytes. Rows of the table are parts of some hundred kilobytes, each read by itself:
 *
 *   pairs, asked   for each pair: a less that of the pair before, b less a, rule, pattern, rarities
 *   frequencies    the chance as it lies in memory, then for each key: the key less that before it, its share likewise
 *
 * Mentions stand as their ids, so that what is kept can never mean another mention than it did. */
#include "base/error.h"
#include "registry/linking_parts.h"
#include "store/kept.h"
#include "store/queries/linking.h"

#include <string.h>

#define PART_BYTES (1u << 18)

/* ---- numbers */

static void put_number(GByteArray *bytes, uint64_t number) {
  guint8 digits[10];
  guint count = 0;
  for (; number >= 0x80; number >>= 7)
    digits[count++] = (guint8)(number | 0x80);
  digits[count++] = (guint8)number;
  g_byte_array_append(bytes, digits, count);
}

typedef struct {
  const uint8_t *at, *end;
  gboolean whole; /* so far everything was there */
} Reading;

static uint64_t take_number(Reading *reading) {
  uint64_t number = 0;
  for (unsigned shift = 0; shift < 64 && reading->at < reading->end; shift += 7) {
    uint8_t digit = *reading->at++;
    number |= (uint64_t)(digit & 0x7f) << shift;
    if (digit < 0x80)
      return number;
  }
  reading->whole = FALSE;
  return 0;
}

static void take_bytes(Reading *reading, void *bytes, gsize size) {
  reading->whole = reading->whole && (gsize)(reading->end - reading->at) >= size;
  if (!reading->whole)
    return;
  memcpy(bytes, reading->at, size);
  reading->at += size;
}

/* Signs in the lowest bit: small numbers stay short. */
static uint64_t fold(int16_t number) {
  return number < 0 ? (uint64_t)(-(int32_t)number) * 2 - 1 : (uint64_t)number * 2;
}

static int16_t unfold(uint64_t number) {
  return (int16_t)(number & 1 ? -(int64_t)(number / 2 + 1) : (int64_t)(number / 2));
}

/* ---- making parts */

static void part_free(gpointer data) {
  g_byte_array_unref(((LinkingKeptPart *)data)->content);
  g_free(data);
}

static GByteArray *new_part(GPtrArray *parts, LinkingKeptKind kind) {
  LinkingKeptPart *part = g_new(LinkingKeptPart, 1);
  *part = (LinkingKeptPart){ kind, g_byte_array_sized_new(PART_BYTES + 64) };
  g_ptr_array_add(parts, part);
  return part->content;
}

static void put_pair(GByteArray *bytes, const SkEnginePair *pair, int64_t a, int64_t b, int64_t before) {
  put_number(bytes, (uint64_t)(a - before));
  put_number(bytes, (uint64_t)(b - a));
  put_number(bytes, pair->rule);
  put_number(bytes, pair->evidence.pattern);
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
    put_number(bytes, fold(pair->evidence.rarity[i]));
}

static void put_pairs(const LinkingInput *input, GPtrArray *parts, LinkingKeptKind kind, const SkEnginePair *pairs,
                      gsize count) {
  GByteArray *bytes = NULL;
  int64_t before = 0;
  for (gsize i = 0; i < count; i++) {
    int64_t a = g_array_index(input->personae, int64_t, pairs[i].a);
    int64_t b = g_array_index(input->personae, int64_t, pairs[i].b);
    if (bytes == NULL || bytes->len >= PART_BYTES)
      bytes = new_part(parts, kind), before = 0;
    put_pair(bytes, &pairs[i], a, b, before);
    before = a;
  }
}

static void put_shares(GPtrArray *parts, LinkingKeptKind kind, const SkLinkShares *shares) {
  GByteArray *bytes = NULL;
  uint64_t before = 0;
  for (gsize i = 0; i < shares->count || bytes == NULL; i++) {
    if (bytes == NULL || bytes->len >= PART_BYTES) {
      bytes = new_part(parts, kind), before = 0;
      g_byte_array_append(bytes, (const guint8 *)&shares->chance, sizeof shares->chance);
    }
    if (i >= shares->count)
      return;
    put_number(bytes, shares->keys[i] - before);
    g_byte_array_append(bytes, (const guint8 *)&shares->shares[i], sizeof shares->shares[i]);
    before = shares->keys[i];
  }
}

void linking_kept_take(void *context, const SkLinkWeighed *weighed) {
  LinkingInput *input = context;
  input->kept.parts = g_ptr_array_new_with_free_func(part_free);
  put_pairs(input, input->kept.parts, LINKING_KEPT_PAIRS, weighed->pairs, weighed->pair_count);
  put_shares(input->kept.parts, LINKING_KEPT_FAMILY, &weighed->frequencies.family);
  put_shares(input->kept.parts, LINKING_KEPT_GIVEN, &weighed->frequencies.given);
}

/* ---- storing them */

static gboolean add_parts(SkWork *work, const GPtrArray *parts, int64_t run, GError **error) {
  for (guint i = 0; i < parts->len; i++) {
    const LinkingKeptPart *part = parts->pdata[i];
    SkBytes content = { part->content->data, part->content->len };
    if (!skq_linking_add_kept(work, run, (int64_t)part->kind, content, NULL, error))
      return FALSE;
  }
  return sk_kept_seal(work, run, error);
}

/* Somebody else's run may have been stored while this one went on from an earlier one. */
static gboolean is_still_kept(SkSystem *system, const LinkingKept *kept, gboolean *ret_still, GError **error) {
  g_auto(SkqLinkingKeptRun) now = { 0 };
  gboolean found = FALSE;
  if (!skq_linking_kept_run(system, &now, &found, error))
    return FALSE;
  *ret_still = found && now.run == kept->run;
  return TRUE;
}

/* Adds what was asked beyond what was known. */
static gboolean add_asked(SkWork *work, const LinkingInput *input, const SkLinkResult *result, GError **error) {
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(part_free);
  gboolean still = FALSE;
  if (!is_still_kept(sk_work_system(work), &input->kept, &still, error))
    return FALSE;
  put_pairs(input, parts, LINKING_KEPT_ASKED, result->asked, result->asked_count);
  return !still || parts->len == 0 || add_parts(work, parts, input->kept.run, error);
}

/* What is withdrawn while a run compares must not come back with what it keeps. */
gboolean linking_kept_store(SkWork *work, LinkingInput *input, const SkLinkResult *result, int64_t run,
                            GError **error) {
  GPtrArray *parts = input->kept.parts;
  LinkingSince since = LINKING_SINCE_MORE;
  if (!linking_since(sk_work_system(work), input->read_to, &since, error))
    return FALSE;
  if (input->kept.known)
    return since == LINKING_SINCE_MORE || add_asked(work, input, result, error);
  if (!sk_kept_drop(work, error))
    return FALSE;
  if (parts == NULL || since == LINKING_SINCE_MORE)
    return TRUE;
  put_pairs(input, parts, LINKING_KEPT_ASKED, result->asked, result->asked_count);
  return add_parts(work, parts, run, error);
}

/* ---- reading them */

static gboolean take_pairs(const LinkingInput *input, Reading *reading, GArray *pairs) {
  int64_t before = 0;
  while (reading->at < reading->end && reading->whole) {
    int64_t a = before + (int64_t)take_number(reading), b = a + (int64_t)take_number(reading);
    SkEnginePair pair = { .rule = (uint8_t)take_number(reading) };
    pair.evidence.pattern = take_number(reading);
    for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
      pair.evidence.rarity[i] = unfold(take_number(reading));
    gssize one = linking_row(input, a), other = linking_row(input, b);
    if (one < 0 || other < 0)
      return FALSE;
    pair.a = (uint32_t)one, pair.b = (uint32_t)other;
    g_array_append_val(pairs, pair);
    before = a;
  }
  return reading->whole;
}

static gboolean take_shares(LinkingKept *kept, Reading *reading, unsigned part, double *ret_chance) {
  uint64_t key = 0;
  take_bytes(reading, ret_chance, sizeof *ret_chance);
  while (reading->at < reading->end && reading->whole) {
    float share = 0;
    key += take_number(reading);
    take_bytes(reading, &share, sizeof share);
    g_array_append_val(kept->keys[part], key);
    g_array_append_val(kept->shares[part], share);
  }
  return reading->whole;
}

static gboolean take_part(LinkingInput *input, const SkqLinkingKept *row) {
  LinkingKept *kept = &input->kept;
  const uint8_t *bytes = row->content.data;
  Reading reading = { bytes, bytes + row->content.size, TRUE };
  switch ((LinkingKeptKind)row->kind) {
  case LINKING_KEPT_PAIRS:
    return take_pairs(input, &reading, kept->pairs);
  case LINKING_KEPT_ASKED:
    return take_pairs(input, &reading, kept->asked);
  case LINKING_KEPT_FAMILY:
    return take_shares(kept, &reading, 0, &kept->frequencies.family.chance);
  case LINKING_KEPT_GIVEN:
    return take_shares(kept, &reading, 1, &kept->frequencies.given.chance);
  }
  return FALSE;
}

static gint by_rows(gconstpointer left, gconstpointer right) {
  const SkEnginePair *a = left, *b = right;
  return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static void begin(LinkingKept *kept) {
  kept->pairs = g_array_new(FALSE, FALSE, sizeof(SkEnginePair));
  kept->asked = g_array_new(FALSE, FALSE, sizeof(SkEnginePair));
  for (unsigned part = 0; part < 2; part++) {
    kept->keys[part] = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    kept->shares[part] = g_array_new(FALSE, FALSE, sizeof(float));
  }
}

static void point(SkLinkShares *shares, const GArray *keys, const GArray *values) {
  shares->keys = (const uint64_t *)(const void *)keys->data;
  shares->shares = (const float *)(const void *)values->data;
  shares->count = keys->len;
}

static gboolean read_parts(SkSystem *system, LinkingInput *input, GError **error) {
  LinkingKept *kept = &input->kept;
  g_auto(SkqLinkingKept) row = { 0 };
  gboolean whole = TRUE;
  GError *failed = NULL;
  if (!skq_linking_kept(system, &row, error))
    return FALSE;
  begin(kept);
  while (skq_linking_kept_next(&row, &failed))
    whole = whole && take_part(input, &row);
  if (!sk_error_forward(error, failed))
    return FALSE;
  g_array_sort(kept->asked, by_rows); /* those of several runs */
  point(&kept->frequencies.family, kept->keys[0], kept->shares[0]);
  point(&kept->frequencies.given, kept->keys[1], kept->shares[1]);
  kept->known = whole && kept->pairs->len > 0;
  return TRUE;
}

gboolean linking_kept_read(SkSystem *system, LinkingInput *input, GError **error) {
  g_auto(SkqLinkingKeptRun) run = { 0 };
  LinkingSince since = LINKING_SINCE_MORE;
  gboolean found = FALSE, whole = FALSE;
  if (!skq_linking_kept_run(system, &run, &found, error) ||
      (found && !linking_since(system, run.journal, &since, error)))
    return FALSE;
  if (since == LINKING_SINCE_MORE || strcmp(run.program, linking_program()) != 0)
    return TRUE;
  if (!sk_kept_is_whole(system, &whole, error))
    return FALSE;
  input->kept.run = run.run;
  return !whole || read_parts(system, input, error);
}

void linking_kept_clear(LinkingKept *kept) {
  g_clear_pointer(&kept->pairs, g_array_unref);
  g_clear_pointer(&kept->asked, g_array_unref);
  for (unsigned part = 0; part < 2; part++) {
    g_clear_pointer(&kept->keys[part], g_array_unref);
    g_clear_pointer(&kept->shares[part], g_array_unref);
  }
  g_clear_pointer(&kept->parts, g_ptr_array_unref);
}
