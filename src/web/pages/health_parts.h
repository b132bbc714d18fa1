/* What the start page says of the register's health. Inside pages/ only. */
#pragma once

#include <glib.h>

/* What should be done about `backups` (SkBackup, newest first), the most pressing first; NULL: nothing. Static. */
const char *health_overdue(const char *language, const GPtrArray *backups);
