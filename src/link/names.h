/* The distinct names of a run: read once, however many records carry them, and compared once a pair of them.
 *
 * Reading, keys and grades are those of src/text (through name_form.h); here they are only kept, counted and
 * remembered.
 */
#pragma once

#include "link/name_form.h"
#include "link/rows.h"

typedef struct SkLinkNames SkLinkNames;
typedef struct SkLinkNameMemo SkLinkNameMemo; /* one a thread */

/* Interns the names of all records and fills rows->names and the rows' parts of it. */
SkLinkStatus sk_link_names_build(SkLinkHeap *heap, SkLinkRows *rows, unsigned threads, SkLinkNames **ret_names);
/* Keys of one distinct name, *ret_count of them, valid as long as the names. */
const uint64_t *sk_link_names_keys(const SkLinkNames *names, uint32_t name, SkLinkKeySet set, unsigned *ret_count);
/* Share of the records with such a name that carry this one's family or given name; 0 if it has none. */
double sk_link_names_family_share(const SkLinkNames *names, uint32_t name);
double sk_link_names_given_share(const SkLinkNames *names, uint32_t name);
/* How likely two records carry one family or given name: the sum of the squared shares. */
double sk_link_names_family_chance(const SkLinkNames *names);
double sk_link_names_given_chance(const SkLinkNames *names);
void sk_link_names_free(SkLinkHeap *heap, SkLinkNames *names);

SkLinkNameMemo *sk_link_name_memo_new(SkLinkHeap *heap);
SkLinkGrades sk_link_names_compare(const SkLinkNames *names, SkLinkNameMemo *memo, uint32_t a, uint32_t b);
