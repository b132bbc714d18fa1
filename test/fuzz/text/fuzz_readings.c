/* Names prepared with a pack of any bytes. A frame that does not fit its bytes is refused at once, so it is made to
 * fit: what hunts is the inside. */
#include "text/name.h"
#include "text/readings.h"

#include <glib.h>
#include <string.h>

#define FRAME 24

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void put_u32(uint8_t *at, uint32_t value) {
  uint32_t bytes = GUINT32_TO_LE(value);
  memcpy(at, &bytes, sizeof bytes);
}

/* The frame of a pack of as many rows as there is room for. */
static void mend(uint8_t *pack, size_t size) {
  uint32_t rows = pack[12] % 16u;
  if (size < FRAME + (rows + 1) * 4u)
    rows = 0;
  memcpy(pack, SK_READINGS_MAGIC, 8);
  put_u32(pack + 8, SK_READINGS_VERSION);
  put_u32(pack + 12, rows);
  put_u32(pack + 16, (uint32_t)(size - FRAME - (rows + 1) * 4u));
}

static void try_names(const SkReadings *readings) {
  static const char *const written[] = { "金田春子",      "金田 春子", "田中実",       "かねだ　はるこ", "カネダハルコ",
                                         "Kaneda Haruko", "佐々木実",  "三ヶ島ひろ子", "々々々" };
  SkName names[G_N_ELEMENTS(written)];
  for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
    SkNameKey keys[SK_NAME_KEYS_MAX];
    sk_name_prepare(&(SkNameWritten){ .written = { written[i], strlen(written[i]) } }, readings, &names[i]);
    g_assert(sk_name_keys(&names[i], keys) <= SK_NAME_KEYS_MAX);
    for (gsize j = 0; j <= i; j++)
      g_assert(sk_name_compare(&names[i], &names[j]).whole == sk_name_compare(&names[j], &names[i]).whole);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  SkReadings readings;
  if (sk_readings_open(bytes, size, &readings))
    try_names(&readings);
  if (size < FRAME + 4)
    return 0;
  g_autofree uint8_t *mended = g_memdup2(bytes, size);
  mend(mended, size);
  g_assert(sk_readings_open(mended, size, &readings));
  try_names(&readings);
  return 0;
}
