/* Parts of the page of a pair, each in a file of its own. Internal to src/web/pages. */
#pragma once

#include "registry/review_pair.h"
#include "web/templates.h"
#include "web/visit.h"

/* Shows a pair: both sides, what they say, how it adds up, and what stands between them. */
void review_show_pair(SkViewReview *view, const char *language, const SkReviewPair *pair);
/* The page around it, with how many wait and how far people agree. */
SkResponse *review_render(SkVisit *visit, SkViewReview *view, unsigned status, GError **error);
/* What the two say, comparison by comparison, the names first. */
void review_show_compared(SkViewReview *view, const char *language, const SkReviewPair *pair);
/* How the weights add up: the picture, and the sum in words. */
void review_show_sum(SkViewReview *view, const char *language, const SkExplanation *explanation);
/* "agree", "doubtful", "against", or "" for a weight that says nothing. */
const char *review_tone(double weight);
/* "+8.1", "−1.2", "0" */
char *review_bits(double weight);
