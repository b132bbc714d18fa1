/* Kana and romaji: that the systems agree, and what stays apart. */
#include "text/kana.h"
#include "text/utf8.h"

#include "check.h"

#include <string.h>

#define ROOM 64

static void fold_letters(const char *text, char out[ROOM]) {
  g_strlcpy(out, text, ROOM);
  sk_romaji_fold(out, strlen(out));
}

static void fold_kana(const char *text, char out[ROOM]) {
  uint32_t codes[32];
  size_t count = 0;
  for (size_t at = 0; at < strlen(text);)
    at += sk_utf8_decode(text, strlen(text), at, &codes[count++]);
  sk_romaji_fold(out, sk_kana_romanise(codes, count, out, ROOM));
}

/* Hepburn, passport, Kunrei or Nihon-shiki, and older spellings. */
static const struct {
  const char *kana, *letters[5];
} agreeing[] = {
  { "じゅんいち", { "junichi", "zyuniti" } },
  { "えいいち", { "eichi", "eiichi", "eiiti" } },
  { "オオノ", { "ohno", "oono", "ono" } },
  { "おおいし", { "ohishi", "oishi", "ooisi" } },
  { "さとう", { "satoh", "sato", "satou" } },
  { "シンボ", { "shimbo", "shinbo", "sinbo" } },
  { "ほんま", { "homma", "honma" } },
  { "はっちょう", { "hatcho", "hacchou", "hattyo" } },
  { "いっしき", { "isshiki", "issiki" } },
  { "ちづる", { "chizuru", "tiduru", "tizuru", "chidzuru" } },
  { "フジワラ", { "fujiwara", "huziwara", "hudiwara" } },
  { "かをる", { "kaoru", "kaworu" } },
  { "いのうえ", { "inoue", "inouye" } },
  { "みすゞ", { "misuzu" } },
  { "しょうじ", { "shoji", "syozi", "shohji", "shouji" } },
  { "ジョー", { "jo", "joh", "zyo" } },
  { "シェリー", { "sherii", "sheri" } },
  { "フィリップ", { "firippu", "philippu" } },
  { "こぅいち", { "kouichi" } },
  { "もとふみ", { "motofumi" } },
};

static void every_system_gives_one_fold(void **state) {
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(agreeing); i++)
    for (size_t j = 0; j < 5 && agreeing[i].letters[j] != NULL; j++) {
      char kana[ROOM], letters[ROOM];
      fold_kana(agreeing[i].kana, kana);
      fold_letters(agreeing[i].letters[j], letters);
      if (strcmp(kana, letters) != 0)
        fail_msg("%s folds to %s, %s to %s", agreeing[i].kana, kana, agreeing[i].letters[j], letters);
    }
}

static void other_names_stay_apart(void **state) {
  static const char *const pairs[][2] = { { "こんの", "kono" }, { "ちか", "shika" },    { "まさこ", "masao" },
                                          { "じろう", "goro" }, { "きよし", "kyoshi" }, { "しゅうじ", "suji" },
                                          { "ちゃこ", "kako" }, { "かおり", "kari" } };
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    char kana[ROOM], letters[ROOM];
    fold_kana(pairs[i][0], kana);
    fold_letters(pairs[i][1], letters);
    assert_string_not_equal(kana, letters);
  }
}

/* Names of syllables drawn from every system: the fold never grows, and folding again changes nothing. */
static void the_fold_settles(void **state) {
  static const char *const heads[] = { "",    "k", "ky", "s",  "sh", "sy", "t", "ch", "ty", "ts",
                                       "tch", "n", "h",  "hy", "m",  "y",  "r", "ry", "w",  "g",
                                       "z",   "j", "zy", "d",  "dz", "b",  "p", "l",  "v" };
  static const char *const tails[] = { "a", "i", "u", "e", "o", "an", "in", "on", "oh", "ou", "ei", "uu", "omb" };
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  (void)state;
  for (int round = 0; round < 20000; round++) {
    g_autoptr(GString) name = g_string_new("");
    for (int i = 0; i < 5; i++) {
      g_string_append(name, heads[g_rand_int_range(rand, 0, G_N_ELEMENTS(heads))]);
      g_string_append(name, tails[g_rand_int_range(rand, 0, G_N_ELEMENTS(tails))]);
    }
    char once[ROOM], twice[ROOM];
    fold_letters(name->str, once);
    fold_letters(once, twice);
    assert_true(strlen(once) <= name->len);
    if (strcmp(once, twice) != 0)
      fail_msg("%s folds to %s, and again to %s", name->str, once, twice);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_system_gives_one_fold),
    cmocka_unit_test(other_names_stay_apart),
    cmocka_unit_test(the_fold_settles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
