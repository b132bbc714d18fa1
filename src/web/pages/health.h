/* How the register stands, its check, its backups and their tests. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_health(SkVisit *visit, GError **error);
SkResponse *sk_page_health_check(SkVisit *visit, GError **error);
SkResponse *sk_page_backup(SkVisit *visit, GError **error);
SkResponse *sk_page_backup_try(SkVisit *visit, GError **error);
