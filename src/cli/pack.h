/* Where verbs that need no register find a pack of Japanese readings. */
#pragma once

#include "cli/cli.h"
#include "text/readings.h"

/* A pack in use; `bytes` NULL: none, and then `readings` is not set. */
typedef struct {
  GBytes *bytes;
  SkReadings readings;
} SkPack;

void sk_pack_clear(SkPack *pack);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SkPack, sk_pack_clear)

/* The file of a user who has no register: $XDG_DATA_HOME/saikai/readings. The caller frees. */
char *sk_pack_home(void);
/* The pack of --readings FILE, else of the register's directory, else the user's own; none is fine where none was asked
 * for. */
gboolean sk_pack_find(SkCli *cli, SkPack *ret_pack, GError **error);
/* What to prepare names with: the readings, or NULL. */
const SkReadings *sk_pack_readings(const SkPack *pack);
