/* Learning the model from the records themselves, without labels.
 *
 * u  how often strangers agree: counted over a fixed sample of pairs of rows, and where agreement is too rare for a
 * sample, in closed form from the counts of the values. m  how often one person's records agree: EM over the pairs of
 * each strict rule, for the comparisons the rule does not decide, the expectations of all rules added up. kin  how
 * often two people of one household agree: counted inside lists that hold a person once, where any two rows are two
 * people.
 */
#pragma once

#include "link/block.h"
#include "link/em.h"

typedef struct {
  SkLinkHeap *heap;
  const SkLinkPeople *people;
  unsigned threads;
  uint64_t block_pairs;
} SkLinkTrainer;

/* Sets m, u, kin and both priors of a model that sk_link_model_init() began. Too few records to learn something from
 * leave it as it was. */
SkLinkStatus sk_link_train(const SkLinkTrainer *trainer, SkLinkModel *model);

/* Makes m/u (and m/kin) of each comparison rise with the level: neighbours that do not are given their common ratio.
 * Sums stay. */
void sk_link_model_straighten(SkLinkModel *model);
