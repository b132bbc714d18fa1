/* What pages are made with: the stylesheet and the script; and the sign of life. Inside web only. */
#pragma once

#include "web/visit.h"

/* "/static/saikai-<digest>.css": changes with the content, so that browsers may keep it. Static storage. */
const char *sk_asset_style(void);
const char *sk_asset_script(void);

SkResponse *sk_page_asset(SkVisit *visit, GError **error);
SkResponse *sk_page_alive(SkVisit *visit, GError **error);
