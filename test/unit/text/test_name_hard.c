/* Names of other people that look alike: none may come out as compatible. Made by rule: a name, and the same name with
 * one thing changed that Korean tells apart; in Hangul, and with either side in the Revised Romanization. Where other
 * systems write both names with these letters (o for ㅓ and ㅗ), they may agree, and the reason must say so. */
#include "check.h"
#include "text/hangul.h"
#include "text/name.h"

#include <string.h>

static const char *const families[] = { "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임",
                                        "한", "신", "서", "권", "황", "안", "송", "전", "홍", "고",
                                        "문", "손", "배", "백", "허", "남", "심", "노", "하", "주" };
static const char *const givens[] = { "영자", "정숙", "종수", "명호", "은희", "순덕", "재호", "제인", "성진", "송이",
                                      "현우", "혜경", "동철", "경란", "옥분", "상민", "태준", "미선", "수진", "철민" };
/* Letters that are one name's difference from another: onset, vowel or coda by number of jamo.h's order. */
enum { OF_ONSET, OF_VOWEL, OF_CODA };
static const struct {
  int of, from, to;
} changes[] = {
  { OF_VOWEL, 4, 8 },   { OF_VOWEL, 8, 4 },  { OF_VOWEL, 1, 5 },  { OF_VOWEL, 5, 1 },  { OF_VOWEL, 13, 18 },
  { OF_VOWEL, 18, 13 }, { OF_VOWEL, 6, 12 }, { OF_VOWEL, 0, 4 },  { OF_VOWEL, 20, 0 }, { OF_CODA, 4, 21 },
  { OF_CODA, 21, 4 },   { OF_CODA, 4, 16 },  { OF_CODA, 16, 4 },  { OF_CODA, 1, 0 },   { OF_ONSET, 12, 14 },
  { OF_ONSET, 14, 12 }, { OF_ONSET, 0, 15 }, { OF_ONSET, 3, 16 }, { OF_ONSET, 7, 6 },  { OF_ONSET, 9, 12 },
};

/* Revised Romanization, syllable by syllable with hyphens: notice 2000-8, tables 1 and 2. */
static void romanise(const char *hangul, GString *text) {
  static const char *const onsets[] = { "g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                        "ss", "",   "j", "jj", "ch", "k", "t", "p", "h" };
  static const char *const vowels[] = { "a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
                                        "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i" };
  for (const char *at = hangul; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
    SkJamo jamo = sk_hangul_split(g_utf8_get_char(at));
    const char *coda = jamo.coda == 1    ? "k"
                       : jamo.coda == 4  ? "n"
                       : jamo.coda == 8  ? "l"
                       : jamo.coda == 16 ? "m"
                       : jamo.coda == 17 ? "p"
                       : jamo.coda == 21 ? "ng"
                                         : "";
    g_string_append_printf(text, "%s%s%s%s", at == hangul ? "" : "-", onsets[jamo.onset], vowels[jamo.vowel], coda);
  }
}

static char *latin(const char *family, const char *given) {
  g_autoptr(GString) text = g_string_new(NULL);
  romanise(family, text);
  g_string_append_c(text, ' ');
  romanise(given, text);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The text with its syllable at `at` changed, or NULL when the change does not apply. */
static char *changed(const char *text, glong at, gsize change) {
  const char *where = g_utf8_offset_to_pointer(text, at);
  SkJamo jamo = sk_hangul_split(g_utf8_get_char(where));
  uint8_t *part = changes[change].of == OF_ONSET   ? &jamo.onset
                  : changes[change].of == OF_VOWEL ? &jamo.vowel
                                                   : &jamo.coda;
  if (*part != changes[change].from)
    return NULL;
  *part = (uint8_t)changes[change].to;
  g_autoptr(GString) result = g_string_new_len(text, where - text);
  g_string_append_unichar(result, sk_hangul_join(jamo));
  g_string_append(result, g_utf8_find_next_char(where, NULL));
  return g_string_free(g_steal_pointer(&result), FALSE);
}

static guint pairs;

static bool says_it_cannot_tell(const SkNameMatch *match) {
  for (gsize r = 0; r < match->reason_count; r++)
    if (match->reasons[r].why == SK_NAME_WHY_CANNOT_TELL)
      return true;
  return false;
}

static void must_not_agree(const char *a, const char *b) {
  SkName x, y;
  sk_name_prepare(&(SkNameWritten){ .written = { a, strlen(a) }, .order = 1 }, NULL, &x);
  sk_name_prepare(&(SkNameWritten){ .written = { b, strlen(b) }, .order = 1 }, NULL, &y);
  SkNameMatch match = sk_name_compare(&x, &y);
  pairs++;
  if (match.whole > SK_NAME_FUZZY && !says_it_cannot_tell(&match))
    fail_msg("%s and %s agree at %d (%d, %d)", a, b, match.whole, match.family, match.given);
}

static void must_differ_in_letters(const char *a, const char *b) {
  SkName x, y;
  sk_name_prepare(&(SkNameWritten){ .written = { a, strlen(a) } }, NULL, &x);
  sk_name_prepare(&(SkNameWritten){ .written = { b, strlen(b) } }, NULL, &y);
  SkNameMatch match = sk_name_compare(&x, &y);
  if (match.whole > SK_NAME_FUZZY)
    fail_msg("%s and %s agree at %d (%d, %d)", a, b, match.whole, match.family, match.given);
}

static void must_agree(const char *a, const char *b) {
  SkName x, y;
  sk_name_prepare(&(SkNameWritten){ .written = { a, strlen(a) } }, NULL, &x);
  sk_name_prepare(&(SkNameWritten){ .written = { b, strlen(b) } }, NULL, &y);
  SkNameMatch match = sk_name_compare(&x, &y);
  if (match.whole < SK_NAME_ROMANISED)
    fail_msg("%s and %s do not agree: %d (%d, %d)", a, b, match.whole, match.family, match.given);
}

static void must_differ(const char *family, const char *given, const char *other_family, const char *other_given) {
  g_autofree char *a = g_strconcat(family, given, NULL), *b = g_strconcat(other_family, other_given, NULL);
  g_autofree char *a_latin = latin(family, given), *b_latin = latin(other_family, other_given);
  must_not_agree(a, b);
  must_not_agree(a, b_latin);
  must_not_agree(b, a_latin);
}

static void a_changed_letter_is_another_name(void **state) {
  (void)state;
  for (gsize f = 0; f < G_N_ELEMENTS(families); f++)
    for (gsize g = 0; g < G_N_ELEMENTS(givens); g++)
      for (gsize change = 0; change < G_N_ELEMENTS(changes); change++) {
        g_autofree char *other = changed(givens[g], (glong)((f + g) % 2), change);
        if (other != NULL)
          must_differ(families[f], givens[g], families[f], other);
      }
  assert_true(pairs > 2000);
}

static void a_changed_family_name_is_another_name(void **state) {
  (void)state;
  for (gsize f = 0; f < G_N_ELEMENTS(families); f++)
    for (gsize change = 0; change < G_N_ELEMENTS(changes); change++) {
      g_autofree char *other = changes[change].of == OF_ONSET ? NULL : changed(families[f], 0, change);
      if (other != NULL) /* no family name begins with ㅋ */
        must_differ(families[f], givens[f % G_N_ELEMENTS(givens)], other, givens[f % G_N_ELEMENTS(givens)]);
    }
}

static void brothers_and_sisters_are_others(void **state) {
  (void)state;
  for (gsize f = 0; f < G_N_ELEMENTS(families); f++)
    for (gsize g = 0; g < G_N_ELEMENTS(givens); g++) {
      const char *last = g_utf8_find_next_char(givens[(g + 7) % G_N_ELEMENTS(givens)], NULL);
      g_autofree char *first = g_strndup(givens[g], (gsize)(g_utf8_find_next_char(givens[g], NULL) - givens[g]));
      g_autofree char *sibling = g_strconcat(first, last, NULL);
      if (strcmp(sibling, givens[g]) != 0)
        must_differ(families[f], givens[g], families[f], sibling);
    }
}

/* What people write in passports: two and more ways each, many of them close to another name's. */
static const struct {
  const char *family, *spellings[4];
} usual[] = {
  { "김", { "Kim", "Gim" } },
  { "이", { "Lee", "Yi", "Rhee", "Ri" } },
  { "박", { "Park", "Pak", "Bak" } },
  { "최", { "Choi", "Choe" } },
  { "정", { "Jung", "Jeong", "Chung" } },
  { "강", { "Kang", "Gang" } },
  { "조", { "Cho", "Jo" } },
  { "윤", { "Yoon", "Yun" } },
  { "장", { "Jang", "Chang" } },
  { "임", { "Lim", "Im", "Yim" } },
  { "한", { "Han", "Hahn" } },
  { "신", { "Shin", "Sin" } },
  { "서", { "Seo", "Suh" } },
  { "권", { "Kwon", "Gwon" } },
  { "황", { "Hwang", "Whang" } },
  { "안", { "An", "Ahn" } },
  { "송", { "Song" } },
  { "전", { "Jeon", "Jun", "Chun" } },
  { "홍", { "Hong" } },
  { "고", { "Ko", "Koh", "Go" } },
  { "문", { "Moon", "Mun" } },
  { "손", { "Son", "Sohn" } },
  { "배", { "Bae", "Pae" } },
  { "백", { "Baek", "Paik" } },
  { "허", { "Heo", "Hur", "Huh" } },
  { "남", { "Nam" } },
  { "심", { "Shim", "Sim" } },
  { "노", { "Noh", "Roh", "No" } },
  { "하", { "Ha" } },
  { "주", { "Joo", "Ju", "Chu" } },
  { "구", { "Koo", "Ku", "Goo" } },
  { "채", { "Chae" } },
  { "복", { "Bok", "Pok" } },
  { "형", { "Hyung", "Hyeong" } },
  { "감", { "Kam", "Gam" } },
  { "간", { "Kan", "Gan" } },
  { "태", { "Tae" } },
  { "음", { "Eum" } },
  { "천", { "Cheon", "Chun" } },
  { "성", { "Sung", "Seong" } },
  { "현", { "Hyun", "Hyeon" } },
  { "방", { "Bang", "Pang" } },
};

static void a_usual_spelling_is_of_no_other_family_name(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(usual); i++)
    for (gsize j = 0; j < G_N_ELEMENTS(usual); j++)
      for (gsize s = 0; i != j && s < 4 && usual[j].spellings[s] != NULL; s++) {
        g_autofree char *a = g_strconcat(usual[i].family, "인태", NULL);
        g_autofree char *b = g_strconcat(usual[j].spellings[s], " In-tae", NULL);
        must_not_agree(a, b);
      }
}

/* Letters that no family name is spelt with are a slip in the one that is near, unless the given name is written by a
 * system in which they are a syllable: then they are that syllable. */
static void a_system_is_kept_through_a_name(void **state) {
  (void)state;
  static const char *const slips[][2] = {
    { "홍", "Heong" }, { "홍영자", "Heong Young-ja" }, { "황영자", "Hang Youngja" }, { "문영숙", "Mon Young-sook" }
  };
  static const char *const others[][2] = {
    { "홍영자", "Heong Yeong-ja" }, { "홍인태", "Heong In-tae" },  { "권영자", "Kwong Yong-ja" },
    { "권영자", "Kwŏng Yŏng-ja" },  { "홍영자", "Hŏng Yŏng-ja" },  { "문영숙", "Mon Yong-suk" },
    { "한영자", "Hwan Young-ja" },  { "남영자", "Nan Young-ja" }, /* 환 and 난 are family names */
    { "하영자", "Hwa Young-ja" },   { "손영자", "Soon Young-ja" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(slips); i++)
    must_agree(slips[i][0], slips[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    must_not_agree(others[i][0], others[i][1]);
}

/* Two Japanese names can be spellings of one Korean name; only beside a Korean family name that says anything. */
static void two_japanese_names_are_no_korean_one(void **state) {
  (void)state;
  static const char *const others[][2] = {
    { "かねもと ひでお", "かねもと ひでこ" },
    { "かねもと あいか", "かねもと なみか" },
    { "かねもと たいき", "かねもと だいき" },
    { "カネモト カイネ", "カネモト カリエ" },
    { "おしだ ゆうこ", "うしだ ゆうこ" },
    { "やまだ みう", "やまだ みく" },
    { "Kanemoto Hideo", "Kanemoto Hideko" },
    { "Kanemoto Taiki", "かねもと だいき" },
    { "あいか", "なみか" },
    { "キム ヒデオ", "キム ヒデコ" },
  };
  static const char *const same[][2] = {
    { "パク・チョル", "バク・チョル" },  { "イ・スンジャ", "リ・スンヂャ" }, { "Kim Sunja", "Kim Soonja" },
    { "やまだ たろう", "やまだたろう" }, { "Yamada Taro", "やまだたろう" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    must_not_agree(others[i][0], others[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
    must_agree(same[i][0], same[i][1]);
}

/* Two spellings of one name are each a spelling of it where it stands: a hyphen ends a syllable on both sides, and what
 * is written so only before a vowel, before another consonant or at the end is nothing else elsewhere. */
static void letters_agree_only_through_one_name(void **state) {
  (void)state;
  static const char *const others[][2] = {
    { "Kim Ho-seong", "Kim Ho-jung" },     { "Kim Jogang", "Kim Jonghang" },      { "Kim Thong-uk", "Kim Tong-nok" },
    { "Kim Bu-ae", "Kim Bun-ae" },         { "Kim Ae-jeol", "Kim Nae-jeol" },     { "Kim Inam", "Kim Isam" },
    { "Kim Jeol-seong", "Kim Jeol-suk" },  { "Kim Wi-jung", "Kim Ui-seok" },      { "Kim U-tak", "Kim Eon-hang" },
    { "Kim Yeon-hyeong", "Kim Yeo-deok" }, { "Kim Hyeongchun", "Kim Yeongjeol" },
  };
  static const char *const same[][2] = {
    { "Kim Youngja", "Kim Yŏng-ja" },  { "Kim Tŏng-nyong", "Kim Deokryong" }, { "Pak Sŏg-wŏn", "Park Seok-won" },
    { "Kim Seung-woo", "Kim Sŭng-u" }, { "Ri Ryong-nam", "Lee Yongnam" },     { "Kim Hak Il", "Kim Hagil" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    must_differ_in_letters(others[i][0], others[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
    must_agree(same[i][0], same[i][1]);
}

/* Ships' papers: Kontsevich's way, together and apart, and that of the Soviet years; 녀 without its ㄴ, as the South
 * reads it. */
static void russian_spellings_fit(void **state) {
  (void)state;
  static const char *const same[][2] = {
    { "김영자", "Ким Ёнчжа" },   { "김영자", "Ким Ен Дя" },    { "리설주", "Ли Соль Чжу" }, { "김일순", "Ким Ир Сун" },
    { "박정웅", "Пак Чжонун" },  { "최재형", "Цой Дже Хён" },  { "류경희", "Люй Ген Хи" },  { "김녀웅", "Ким Ёун" },
    { "김녀웅", "Kim Yeo-ung" }, { "김녀웅", "キム・ヨウン" },
  };
  static const char *const others[][2] = { { "김영자", "Ким Ёнчу" },
                                           { "김영자", "Ким Ён Хи" },
                                           { "김일순", "Ким Ин Сун" },
                                           { "최재형", "Цой Дже Сон" },
                                           { "김영자", "Kim Ha-ja" } };
  for (gsize i = 0; i < G_N_ELEMENTS(same); i++)
    must_agree(same[i][0], same[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    must_differ_in_letters(others[i][0], others[i][1]);
}

/* Where the writing itself cannot tell, the reason says so. */
static void what_cannot_be_told_apart_is_said(void **state) {
  (void)state;
  static const char *const both[][2] = { { "김정숙", "Kim Jong-suk" },     { "김종숙", "Kim Jong-suk" },
                                         { "허영자", "Ho Yong-ja" },       { "호영자", "Ho Yong-ja" },
                                         { "정영자", "チョン・ヨンジャ" }, { "전영자", "チョン・ヨンジャ" } };
  for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
    SkName a, b;
    sk_name_prepare(&(SkNameWritten){ .written = { both[i][0], strlen(both[i][0]) } }, NULL, &a);
    sk_name_prepare(&(SkNameWritten){ .written = { both[i][1], strlen(both[i][1]) } }, NULL, &b);
    SkNameMatch match = sk_name_compare(&a, &b);
    assert_int_equal(match.whole, SK_NAME_ROMANISED);
    if (!says_it_cannot_tell(&match))
      fail_msg("%s and %s: it is not said that the spelling cannot tell", both[i][0], both[i][1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_changed_letter_is_another_name),
    cmocka_unit_test(a_changed_family_name_is_another_name),
    cmocka_unit_test(brothers_and_sisters_are_others),
    cmocka_unit_test(two_japanese_names_are_no_korean_one),
    cmocka_unit_test(a_usual_spelling_is_of_no_other_family_name),
    cmocka_unit_test(a_system_is_kept_through_a_name),
    cmocka_unit_test(letters_agree_only_through_one_name),
    cmocka_unit_test(russian_spellings_fit),
    cmocka_unit_test(what_cannot_be_told_apart_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
