/* Rare and common words of a text, each compared for itself.
 *
 * One column alone teaches nothing: a mixture of two sorts of pairs can be told apart from three answers or more
 * (Teicher 1963, Goodman 1974). A text of several words has three: which rare words two rows share, which middling and
 * which common ones. Strangers who share a common word share the next one often; what they share says little for rare
 * ones. */
#pragma once

#include "match/column.h"

typedef struct SkMatchBands SkMatchBands;

/* Whether a kind compares one band of the words of a text. */
gboolean sk_match_kind_is_band(SkMatchKind kind);
/* Counts the rows that hold each word of a field. The caller frees. */
SkMatchBands *sk_match_bands_new(const SkMatchField *field);
void sk_match_bands_free(SkMatchBands *bands);
/* The words of the band of `kind` alone, in the order of the text. Replaces `out`. */
void sk_match_bands_take(const SkMatchBands *bands, SkMatchKind kind, SkValueText text, GString *out);
