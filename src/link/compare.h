/* What two rows agree in, level by level. */
#pragma once

#include "link/block.h"
#include "link/model.h"

/* Compares all but the households. The family and given levels come from one pair of name claims, the best. */
SkLinkPattern sk_link_compare(const SkLinkPeople *people, SkLinkNameMemo *memo, uint32_t a, uint32_t b,
                              uint32_t ret_names[2]);
/* What the rarity of the agreed names adds, by the frequencies of this run. `names` as sk_link_compare() gave them. */
SkLinkEvidence sk_link_evidence_of(const SkLinkPeople *people, SkLinkPattern pattern, const uint32_t names[2]);

/* Levels of two births, for anyone who has only days. */
SkLinkBirthLevel sk_link_compare_birth(const SkLinkDays *a, const SkLinkDays *b);
