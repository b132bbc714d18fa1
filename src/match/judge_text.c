/* Texts of several words: how much of the weight of their words is shared. */
#include "match/judge.h"

#include "text/similar.h"

#include <string.h>

#define WORDS_MAX 48    /* of one text; what follows is not looked at */
#define LETTERS_APART 3 /* letters that only one of two near words has, at most */
#define NEAR_WORD 0.9   /* Jaro-Winkler from which two words are one with a slip */

typedef struct {
  const uint32_t *words;
  uint32_t count;
} WordList;

static WordList words_of(const SkMatchWords *words, uint32_t value) {
  uint32_t start = words->starts[value], count = words->starts[value + 1] - start;
  return (WordList){ words->list + start, MIN(count, WORDS_MAX) };
}

/* Words that only one side holds. */
typedef struct {
  uint32_t left[WORDS_MAX], right[WORDS_MAX];
  uint32_t left_count, right_count;
  double shared; /* weight of the words both hold */
} Rest;

static void divide(const SkMatchWords *words, WordList a, WordList b, Rest *ret_rest) {
  uint32_t i = 0, j = 0;
  ret_rest->left_count = ret_rest->right_count = 0;
  ret_rest->shared = 0;
  while (i < a.count || j < b.count) {
    if (j == b.count || (i < a.count && a.words[i] < b.words[j])) {
      ret_rest->left[ret_rest->left_count++] = a.words[i++];
    } else if (i == a.count || b.words[j] < a.words[i]) {
      ret_rest->right[ret_rest->right_count++] = b.words[j++];
    } else {
      ret_rest->shared += words->weights[a.words[i]];
      i++, j++;
    }
  }
}

/* How near two different words are: 0, or from NEAR_WORD up; a word short for another counts 0.8. */
static double word_nearness(const SkMatchWords *words, uint32_t a, uint32_t b) {
  SkValueText left = sk_values_text(&words->words, a), right = sk_values_text(&words->words, b);
  uint32_t shorter = MIN(left.length, right.length), longer = MAX(left.length, right.length);
  if (left.text[0] == right.text[0] && memcmp(left.text, right.text, shorter) == 0 && (shorter == 1 || shorter >= 3))
    return 0.8;
  if (shorter < 4 || longer > shorter + 3 || __builtin_popcount(words->letters[a] ^ words->letters[b]) > LETTERS_APART)
    return 0;
  double similarity = sk_similar_jaro_winkler(left.text, left.length, right.text, right.length);
  return similarity >= NEAR_WORD ? similarity : 0;
}

/* Joins what is left over, the first best each: adds what near words share, half to either side. */
static double near_weight(const SkMatchWords *words, Rest *rest) {
  double near = 0;
  for (uint32_t i = 0; i < rest->left_count; i++) {
    double best = 0;
    uint32_t partner = rest->right_count;
    for (uint32_t j = 0; j < rest->right_count; j++) {
      double nearness = rest->right[j] == 0 ? 0 : word_nearness(words, rest->left[i], rest->right[j]);
      if (nearness > best)
        best = nearness, partner = j;
    }
    if (partner == rest->right_count)
      continue;
    near += best * MIN(words->weights[rest->left[i]], words->weights[rest->right[partner]]);
    rest->right[partner] = 0;
  }
  return near;
}

static double weight_of(const SkMatchWords *words, WordList list) {
  double weight = 0;
  for (uint32_t i = 0; i < list.count; i++)
    weight += words->weights[list.words[i]];
  return weight;
}

/* Finds what words run together hide. Long texts share many pairs of characters by chance: what they share beyond it
 * counts (as in Cohen's kappa, 1960). */
static double grams_alike(const SkMatchWords *words, uint32_t a, uint32_t b) {
  double chance = words->grams_chance;
  return chance < 1 ? (sk_match_grams_alike(words, a, b) - chance) / (1 - chance) : 0;
}

double sk_match_words_alike(const SkMatchColumn *column, uint32_t a, uint32_t b) {
  const SkMatchWords *words = column->words;
  WordList left = words_of(words, a), right = words_of(words, b);
  Rest rest;
  divide(words, left, right, &rest);
  double all = weight_of(words, left) + weight_of(words, right);
  double shared = rest.shared + near_weight(words, &rest);
  double by_words = all > 0 ? 2 * shared / all : 0;
  double by_grams = grams_alike(words, a, b);
  return MAX(by_words, by_grams);
}

SkEngineJudgement sk_match_judge_text(const void *context, uint32_t a, uint32_t b) {
  static const double from[] = { 0.2, 0.4, 0.6, 0.8, 0.92 };
  if (a == b)
    return (SkEngineJudgement){ .levels = { SK_WORDED_SAME }, .rarity = { sk_match_rarity(context, a, b) } };
  double alike = sk_match_words_alike(context, a, b);
  unsigned level = SK_WORDED_NONE;
  for (unsigned i = 0; i < G_N_ELEMENTS(from); i++)
    level += alike >= from[i];
  return (SkEngineJudgement){ .levels = { (uint8_t)level } };
}
