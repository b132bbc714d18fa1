/* The parts of the start page. Inside pages/ only. */
#pragma once

#include "web/templates.h"
#include "web/visit.h"

/* Adds to `rows` (SkViewWaiting) what waits for whoever is signed in, the most pressing first. */
gboolean start_add_waiting(GPtrArray *rows, SkVisit *visit, GError **error);
