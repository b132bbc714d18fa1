/* Pairs as an earlier run found them: what a run goes on from that compares nothing. */
#pragma once

#include "link/pairs.h"

/* What the two look like, in *ret_evidence. *ret_fresh: the earlier run had not looked at them, and they were compared
 * now. False: whoever had to compare them said to stop. */
bool sk_engine_known_look(const SkEngineKnown *known, uint32_t a, uint32_t b, SkEngineEvidence *ret_evidence,
                          bool *ret_fresh);
/* Every pair is of two rows, ascending and by a, then b. */
bool sk_engine_known_is_sound(const SkEngineKnown *known, uint32_t row_count);
