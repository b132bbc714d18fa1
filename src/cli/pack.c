#include "cli/pack.h"

#include "upkeep/register_readings.h"

void sk_pack_clear(SkPack *pack) {
  g_clear_pointer(&pack->bytes, g_bytes_unref);
}

char *sk_pack_home(void) {
  return g_build_filename(g_get_user_data_dir(), "saikai", SK_READINGS_FILE, NULL);
}

static char *find_file(SkCli *cli) {
  const char *given = sk_cli_text(cli, "readings");
  g_autofree char *registered = g_build_filename(sk_cli_directory(cli), SK_READINGS_FILE, NULL);
  g_autofree char *own = sk_pack_home();
  if (given != NULL)
    return g_strdup(given);
  if (g_file_test(registered, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer(&registered);
  return g_file_test(own, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer(&own) : NULL;
}

gboolean sk_pack_find(SkCli *cli, SkPack *ret_pack, GError **error) {
  g_autofree char *file = find_file(cli);
  SkPack pack = { 0 };
  if (file != NULL) {
    gsize size = 0;
    if ((pack.bytes = sk_reading_pack_open(file, error)) == NULL)
      return FALSE;
    const void *bytes = g_bytes_get_data(pack.bytes, &size);
    sk_readings_open(bytes, size, &pack.readings);
  }
  *ret_pack = pack;
  return TRUE;
}

const SkReadings *sk_pack_readings(const SkPack *pack) {
  return pack->bytes != NULL ? &pack->readings : NULL;
}
