/* Where the family name stands, and how long it is: two syllables in two words of Latin letters, the given name first
 * in kana and Cyrillic. Invented names, made by rule; the wrong ones have another given name. */
#include "named.h"

static const struct {
  const char *hangul, *latin[3];
} families[] = {
  { "남궁", { "Nam Gung", "Nam Koong", "Nam-gung" } }, { "황보", { "Hwang Bo", "Whang Bo", "Hwang-bo" } },
  { "제갈", { "Je Gal", "Che Gal", "Je-gal" } },       { "선우", { "Sun Woo", "Seon U", "Sun-woo" } },
  { "독고", { "Dok Go", "Dok Ko", "Tok Ko" } },        { "사공", { "Sa Gong", "Sa Kong", "Sa-gong" } },
  { "서문", { "Seo Mun", "Suh Moon", "Seo-mun" } },    { "동방", { "Dong Bang", "Tong Bang", "Dong-bang" } },
};
static const struct {
  const char *hangul, *latin[3], *kana, *cyrillic;
} givens[] = {
  { "영자", { "Yong-ja", "Young Ja", "Yeongja" }, "ヨンジャ", "Ён Чжа" },
  { "철수", { "Chul-soo", "Cheol Su", "Chʻŏl-su" }, "チョルス", "Чхоль Су" },
  { "명호", { "Myong-ho", "Myung Ho", "Myeongho" }, "ミョンホ", "Мён Хо" },
  { "순덕", { "Sun-dok", "Soon Duk", "Sundeok" }, "スンドク", "Сун Док" },
  { "재민", { "Chae-min", "Jae Min", "Jaemin" }, "ジェミン", "Чжэ Мин" },
  { "혜경", { "Hye-gyong", "Hye Kyung", "Hyegyeong" }, "ヘギョン", "Хе Гён" },
};
static const struct {
  const char *hangul, *kana, *cyrillic;
} short_families[] = { { "김", "キム", "Ким" }, { "박", "パク", "Пак" },   { "이", "リ", "Ли" },
                       { "최", "チェ", "Цой" }, { "정", "チョン", "Тен" }, { "한", "ハン", "Хан" },
                       { "송", "ソン", "Сон" }, { "권", "クォン", "Квон" } };

static guint pairs;

static void agree_or_not(const char *hangul, const char *letters, bool same) {
  SkNameMatch match = compared(hangul, letters);
  pairs++;
  if (same ? match.whole < SK_NAME_ROMANISED : match.whole > SK_NAME_FUZZY)
    fail_msg("%s and %s: %d (%d, %d)", hangul, letters, match.whole, match.family, match.given);
}

static void long_family_names_stand_in_two_words(void **state) {
  (void)state;
  pairs = 0;
  for (gsize f = 0; f < G_N_ELEMENTS(families); f++)
    for (gsize s = 0; s < 3; s++)
      for (gsize g = 0; g < G_N_ELEMENTS(givens); g++) {
        gsize other = (g + 1 + f % 4) % G_N_ELEMENTS(givens);
        const char *family = families[f].latin[s], *given = givens[g].latin[(f + s) % 3];
        g_autofree char *first = g_strdup_printf("%s %s", family, given),
                        *last = g_strdup_printf("%s %s", given, family);
        g_autofree char *hangul = g_strconcat(families[f].hangul, givens[g].hangul, NULL);
        g_autofree char *wrong = g_strconcat(families[f].hangul, givens[other].hangul, NULL);
        agree_or_not(hangul, first, true);
        agree_or_not(hangul, last, true);
        agree_or_not(wrong, first, false);
        agree_or_not(wrong, last, false);
      }
  assert_true(pairs > 240);
}

static void a_given_name_may_come_first(void **state) {
  (void)state;
  pairs = 0;
  for (gsize f = 0; f < G_N_ELEMENTS(short_families); f++)
    for (gsize g = 0; g < G_N_ELEMENTS(givens); g++) {
      gsize other = (g + 1 + f % 4) % G_N_ELEMENTS(givens);
      g_autofree char *kana = g_strdup_printf("%s・%s", givens[g].kana, short_families[f].kana);
      g_autofree char *cyrillic = g_strdup_printf("%s %s", givens[g].cyrillic, short_families[f].cyrillic);
      g_autofree char *hangul = g_strconcat(short_families[f].hangul, givens[g].hangul, NULL);
      g_autofree char *wrong = g_strconcat(short_families[f].hangul, givens[other].hangul, NULL);
      agree_or_not(hangul, kana, true);
      agree_or_not(hangul, cyrillic, true);
      agree_or_not(wrong, kana, false);
      agree_or_not(wrong, cyrillic, false);
    }
  assert_true(pairs > 120);
}

/* Names that look as if they were turned or long, and are not. */
static void others_stay_as_they_are(void **state) {
  (void)state;
  static const char *const same[][2] = { { "김선우", "Kim Sun Woo" },  { "김선우", "Sun Woo Kim" },
                                         { "남궁민", "Nam Gung-min" }, { "황보라", "Hwang Bo-ra" },
                                         { "홍순옥", "Sun Ok Hong" },  { "홍영자", "Young Ja Hong" },
                                         { "민선우", "Min Sun Woo" },  { "やまだ はなこ", "Yamada Hanako" } };
  for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
    agree_or_not(same[i][0], same[i][1], true);
  agree_or_not("남궁철", "Nam Gung-min", false);
  agree_or_not("선우민", "Kim Sun Woo", false);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(long_family_names_stand_in_two_words),
    cmocka_unit_test(a_given_name_may_come_first),
    cmocka_unit_test(others_stay_as_they_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
