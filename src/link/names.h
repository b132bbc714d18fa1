/* The distinct name claims of a run: read once, however many records carry them.
 *
 * Reading, keys and grades are those of src/text (through name_form.h); here they are only kept, counted and
 * remembered. Records refer to sets of claims, which a column of the table has interned (people.h).
 */
#pragma once

#include "link/frequencies.h"
#include "link/intern.h"
#include "link/name_form.h"

typedef struct SkLinkNames SkLinkNames;

/* `readings` may be NULL, and is borrowed. NULL: no memory. */
SkLinkNames *sk_link_names_new(SkLinkHeap *heap, const SkReadings *readings);
/* The number of a claim of that sort, from 1; its texts have to stay. 0: no memory. */
uint32_t sk_link_names_add(SkLinkNames *names, const SkLinkName *claim, SkLinkNameSort sort);
/* Reads all claims. How many records carry each key is taken from `known`, which is borrowed, or where it is NULL
 * counted by the counts of the `sets` of claims. */
SkLinkStatus sk_link_names_read(SkLinkNames *names, const SkLinkIntern *sets, const SkLinkFrequencies *known,
                                unsigned threads);
/* Valid as long as the names are, or `known` is. */
SkLinkFrequencies sk_link_names_frequencies(const SkLinkNames *names);
/* An order of claims that says nothing but is the same in every run, whatever other claims there are: of two that tie
 * the first is taken. */
bool sk_link_names_before(const SkLinkNames *names, uint32_t a, uint32_t b);
/* Keys of one claim, *ret_count of them, valid as long as the names. */
const uint64_t *sk_link_names_keys(const SkLinkNames *names, uint32_t claim, SkLinkKeySet set, unsigned *ret_count);
SkLinkNameSort sk_link_names_sort(const SkLinkNames *names, uint32_t claim);
SkLinkGrades sk_link_names_compare(const SkLinkNames *names, uint32_t a, uint32_t b);
/* Share of the records with such a name that carry this one's family or given name; 0 if it has none. */
double sk_link_names_family_share(const SkLinkNames *names, uint32_t claim);
double sk_link_names_given_share(const SkLinkNames *names, uint32_t claim);
/* How likely two records carry one family or given name: the sum of the squared shares. */
double sk_link_names_family_chance(const SkLinkNames *names);
double sk_link_names_given_chance(const SkLinkNames *names);
void sk_link_names_free(SkLinkNames *names);
