/* What joining two persons would make, shown. Inside pages/merge*.c only. */
#pragma once

#include "registry/merge.h"
#include "web/templates.h"

/* `left` and `right` as they are, beside each other; what forbids it, and what asks for care. */
void merge_show(SkViewMerge *view, const char *language, const SkPerson *left, const SkPerson *right,
                const SkMerge *merge);
