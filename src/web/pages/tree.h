/* The family tree of a person, some steps far. Inside web only. */
#pragma once

#include "web/visit.h"

SkResponse *sk_page_tree(SkVisit *visit, GError **error);
