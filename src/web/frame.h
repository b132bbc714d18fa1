/* What surrounds every page. A page ends with sk_response_html(200, sk_render_person(page, view)). Inside web only. */
#pragma once

#include "web/templates.h"
#include "web/texts.h"
#include "web/visit.h"

/* How many pairs wait for whoever is signed in, counted now. Needs review.decide. */
gboolean sk_frame_count_waiting(const SkVisit *visit, int64_t *ret_count, GError **error);
/* `title` is copied. `section`: "start", "people", "sources", "help", or NULL. */
SkViewPage *sk_frame_new(const SkVisit *visit, const char *title, const char *section);
/* The page of something that went wrong. `text` and `advice` may be NULL: then words for the status are used. */
SkResponse *sk_frame_message(const SkVisit *visit, unsigned status, const char *advice, const char *reference);
