/* Initials: what may stand for a name, what may not, and that they find it. Names are made by rule: each syllable with
 * the letters that passports and journals write it with first. */
#include "named.h"

static const struct {
  const char *hangul, *letters;
} syllables[] = {
  { "영", "Y" },  { "자", "JC" }, { "철", "C" },  { "수", "S" },  { "민", "M" },    { "호", "H" },
  { "덕", "DT" }, { "길", "KG" }, { "봉", "BP" }, { "남", "N" },  { "은", "E" },    { "원", "W" },
  { "옥", "O" },  { "애", "A" },  { "태", "T" },  { "재", "JC" }, { "리", "RLYI" }, { "룡", "RLY" },
  { "란", "RL" }, { "명", "M" },  { "인", "IY" }, { "우", "WU" }, { "현", "H" },    { "춘", "C" },
};
static const char *const families[][2] = { { "김", "Kim" },   { "박", "Park" }, { "최", "Choi" }, { "이", "Lee" },
                                           { "정", "Chung" }, { "남", "Nam" },  { "서", "Suh" },  { "황", "Hwang" } };
static const char *const forms[] = { "%1$s %2$c. %3$c.",  "%2$c. %3$c. %1$s", "%1$s %2$c.%3$c.",
                                     "%1$s, %2$c. %3$c.", "%1$s %2$c-%3$c",   "%2$c.%3$c. %1$s" };

static bool says_initials(const SkNameMatch *match) {
  for (size_t r = 0; r < match->reason_count; r++)
    if (match->reasons[r].why == SK_NAME_WHY_INITIALS)
      return true;
  return false;
}

static char *initials_of(gsize form, const char *family, char first, char second) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf(forms[form], family, first, second);
#pragma GCC diagnostic pop
}

static void must_fit(const char *full, const char *initials) {
  SkName a = named(full), b = named(initials);
  SkNameMatch match = sk_name_compare(&a, &b);
  if (match.whole != SK_NAME_WEAK || !says_initials(&match))
    fail_msg("%s and %s: %d (%d, %d)", full, initials, match.whole, match.family, match.given);
  if (!share_key_of(&a, &b, 1u << SK_NAME_KEY_INITIALS))
    fail_msg("%s and %s share no key", full, initials);
}

static void must_conflict(const char *full, const char *initials) {
  SkName a = named(full), b = named(initials);
  SkNameMatch match = sk_name_compare(&a, &b), back = sk_name_compare(&b, &a);
  if (match.whole != SK_NAME_CONFLICT || back.whole != match.whole)
    fail_msg("%s and %s: %d (%d, %d)", full, initials, match.whole, match.family, match.given);
}

/* Every letter of the table for its syllable fits; the letters of syllables that share none with it do not. */
static void a_letter_fits_what_may_begin_with_it(void **state) {
  (void)state;
  guint pairs = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(syllables); i++)
    for (gsize j = 0; j < G_N_ELEMENTS(syllables); j += 1 + i % 3) {
      const char *const *family = families[(i + j) % G_N_ELEMENTS(families)];
      g_autofree char *full = g_strconcat(family[0], syllables[i].hangul, syllables[j].hangul, NULL);
      for (const char *x = syllables[i].letters; *x != '\0'; x++, pairs++) {
        g_autofree char *initials = initials_of((i + j) % G_N_ELEMENTS(forms), family[1], *x, syllables[j].letters[0]);
        must_fit(full, initials);
      }
    }
  assert_true(pairs > 60);
}

static void a_letter_that_cannot_begin_it_is_another_name(void **state) {
  (void)state;
  /* what shares neither letters nor a sound that some spelling exchanges */
  static const char *const others[][2] = { { "영", "SMHDKBT" },   { "자", "SMHDKBYN" },  { "수", "YMHDKBJCN" },
                                           { "민", "YSHDKBJCN" }, { "호", "YSMDKBJCN" }, { "덕", "YSMHKBJCN" },
                                           { "길", "YSMHDBJNT" }, { "봉", "YSMHDKJCN" }, { "은", "YSMHDKBJC" },
                                           { "옥", "YSMHDKBJC" }, { "란", "SMHDKBJCT" }, { "인", "SMHDKBJCT" } };
  guint pairs = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    for (const char *letter = others[i][1]; *letter != '\0'; letter++, pairs++) {
      const char *const *family = families[pairs % G_N_ELEMENTS(families)];
      g_autofree char *full = g_strconcat(family[0], others[i][0], "철", NULL);
      g_autofree char *initials = initials_of(pairs % G_N_ELEMENTS(forms), family[1], *letter, 'C');
      must_conflict(full, initials);
    }
  assert_true(pairs > 60);
}

static const struct {
  const char *a, *b;
  SkNameGrade whole;
} rows[] = {
  { "金英子", "Kim Y. J.", SK_NAME_WEAK },
  { "Kim Yong-ja", "KIM YJ", SK_NAME_WEAK },
  { "Kim Yongja", "Y. J. Kim", SK_NAME_WEAK },
  { "Youngja Kim", "Kim Y.-J.", SK_NAME_WEAK },
  { "キム・ヨンジャ", "Kim Y. J.", SK_NAME_WEAK },
  { "김영자", "Ким Е. Ч.", SK_NAME_WEAK },
  { "Ким Ёнчжа", "Kim Y. J.", SK_NAME_WEAK },
  { "Park Sung-hee", "PARK SH", SK_NAME_WEAK },
  { "최철수", "Ch. S. Choi", SK_NAME_WEAK },
  { "김영자", "Kim YC", SK_NAME_WEAK },
  { "Kim Y. J.", "Y. C. Kim", SK_NAME_WEAK }, /* 자 is Ja and Cha */
  { "Kim Y. J.", "KIM Y.J.", SK_NAME_WEAK },  /* the same letters prove no more */
  { "김영자", "Kim Y.", SK_NAME_FUZZY },
  { "やまだ はなこ", "H. Yamada", SK_NAME_FUZZY },
  { "やまだ ふみ", "Yamada F.", SK_NAME_FUZZY },
  { "John Smith", "J. Smith", SK_NAME_FUZZY },
  { "GJ", "К Инча", SK_NAME_FUZZY },              /* the fewer initials count, whichever name has them */
  { ", wn", ", wn t ', w. imuy", SK_NAME_FUZZY }, /* a word is spelt in one of two with as many initials */
  { "金英子", "Kim E.", SK_NAME_FUZZY },          /* 英子 may be Eiko: nothing is said */
  { "김영자", "Kim S. H.", SK_NAME_CONFLICT },
  { "김영자", "Kim Y. J. H.", SK_NAME_CONFLICT },
  { "金英子", "Kim S. H.", SK_NAME_CONFLICT },
  { "박영자", "Kim Y. J.", SK_NAME_CONFLICT },
  { "김영자", "Kim Yong J.", SK_NAME_WEAK }, /* some words are spelt */
  { "김영자", "Y. Ja Kim", SK_NAME_WEAK },
  { "Kim Yong-ja", "Kim Yong J.", SK_NAME_FUZZY },
  { "김명자", "Kim Yong J.", SK_NAME_CONFLICT },
  { "김영자", "Kim Yong S.", SK_NAME_CONFLICT },
  { "임영자", "Kim YJ", SK_NAME_CONFLICT }, /* no slip beside initials */
  { "Kim Tongchong", "KIM DH", SK_NAME_CONFLICT },
  { "John Smith", "R. Smith", SK_NAME_CONFLICT },
  { "오영자", "O Yong-ja", SK_NAME_ROMANISED }, /* letters that are names by themselves */
  { "김아인", "Kim A In", SK_NAME_ROMANISED },
};

static void initials_compare(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkName a = named(rows[i].a), b = named(rows[i].b);
    SkNameMatch match = sk_name_compare(&a, &b), back = sk_name_compare(&b, &a);
    if (match.whole != rows[i].whole || back.whole != rows[i].whole)
      fail_msg("%s and %s: %d and %d, not %d", rows[i].a, rows[i].b, match.whole, back.whole, rows[i].whole);
  }
}

/* Ever so many Kims have other initials. */
static void initials_find_few(void **state) {
  (void)state;
  SkName initials = named("Kim Y. J."), other = named("김철수"), alike = named("김인자");
  unsigned blocking = 1u << SK_NAME_KEY_FULL | 1u << SK_NAME_KEY_GIVEN | 1u << SK_NAME_KEY_LOOSE |
                      1u << SK_NAME_KEY_GIVEN_LOOSE | 1u << SK_NAME_KEY_INITIALS;
  assert_false(share_key_of(&initials, &other, blocking));
  assert_true(share_key_of(&initials, &alike, blocking));
  assert_true(share_key_of(&initials, &other, 1u << SK_NAME_KEY_FAMILY));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_letter_fits_what_may_begin_with_it),
    cmocka_unit_test(a_letter_that_cannot_begin_it_is_another_name),
    cmocka_unit_test(initials_compare),
    cmocka_unit_test(initials_find_few),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
