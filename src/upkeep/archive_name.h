/* Inside upkeep only: which names a file of an archive may have, so that none leads out of the directory. */
#pragma once

#include <glib.h>

#define ARCHIVE_NAME_MOST 200

gboolean archive_name_is_safe(const char *name);
