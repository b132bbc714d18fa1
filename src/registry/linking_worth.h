/* What an answer about a proposal is worth: the chance that the register is wrong about the two until somebody answers,
 * times the mentions that hang on the answer.
 *
 * A question keeps its two apart: that is wrong with the probability that they are one. What the machine would join is
 * wrong with the rest. On the answer hang the mentions of both persons, by what was decided and what the machine would
 * join, and those that stand in one household with either of the two. Persons are counted as everybody may see them, by
 * mentions and links under the open label: else the order of the queue would tell a reader of mentions that do not
 * exist for them. What the decisions in force answer already, because both mentions are of one person by them or two of
 * their persons' mentions were found to be different, is worth nothing. */
#pragma once

#include "registry/linking_parts.h"

typedef struct {
  const LinkingInput *input;
  LinkingPersons persons, decided; /* decided: by decisions alone */
  GHashTable *apart;               /* two roots of `decided`, packed */
  uint32_t *mentions;              /* of the person whose root it is */
  uint32_t *listed;                /* by household */
} LinkingWorth;

void linking_worth_begin(LinkingWorth *worth, const LinkingInput *input);
/* The machine would join the two. All of them before linking_worth_count(). */
void linking_worth_join(LinkingWorth *worth, uint32_t a, uint32_t b);
void linking_worth_count(LinkingWorth *worth);
double linking_worth_of(LinkingWorth *worth, uint32_t a, uint32_t b, SkVerdict verdict, double probability);
/* The chance that what holds until somebody answers is wrong. */
double linking_worth_wrong(SkVerdict verdict, double probability);
void linking_worth_clear(LinkingWorth *worth);
/* Counts again what all that waits is worth, as the next run would: after many decisions at once. Few are cheaper with
 * review_weigh_around(). */
gboolean linking_worth_again(SkWork *work, GError **error);
