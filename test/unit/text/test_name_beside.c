/* What stands beside a name: titles, Christian names, fathers' names, -гай; and the line of names of a passport.
 * Invented names, made by rule; the wrong ones have another given name. */
#include "named.h"

#include <string.h>

static const struct {
  const char *hangul, *latin, *cyrillic, *passport;
} names[] = {
  { "김영자", "Kim Yong-ja", "Ким Ён Чжа", "KIM<<YONG<JA" },
  { "박철수", "Park Chul-soo", "Пак Чхоль Су", "PAK<<CHOLSU" },
  { "이명호", "Lee Myung-ho", "Ли Мён Хо", "LEE<<MYUNG<HO" },
  { "최순덕", "Choi Soon-duk", "Цой Сун Док", "CHOI<<SOONDUK" },
  { "정재민", "Chung Jae-min", "Тен Чжэ Мин", "JEONG<<JAE<MIN" },
  { "한혜경", "Han Hye-kyung", "Хан Хе Гён", "HAN<<HYEGYEONG" },
  { "송인태", "Song In-tae", "Сон Ин Тхэ", "SONG<<IN<TAE" },
  { "권옥분", "Kwon Ok-bun", "Квон Ок Пун", "KWON<<OK<BUN" },
};
static const char *const of_latin[] = { "Comrade %s",  "Mr. %s",   "Dr. %s",     "Gen. %s",  "Colonel %s",
                                        "Lt. Col. %s", "Maria %s", "%s (Maria)", "%s Maria", "Peter %s",
                                        "Theresa %s",  "Prof. %s", "Aunt %s",    "Sister %s" };
static const char *const of_hangul[] = { "%s동지",  "%s 동지",  "%s 선생님", "%s 대장",   "대좌 %s",
                                         "고 %s",   "%s위원장", "%s 마리아", "%s 베드로", "%s 여사",
                                         "고모 %s", "%s 이모",  "큰언니 %s", "%s 드림",   "%s 앞" };
static const char *const of_cyrillic[] = { "товарищ %s", "тов. %s",          "гр. %s",      "%s Анна Ивановна",
                                           "%s Иван",    "генерал-майор %s", "%s Петрович", "сестра %s" };
static const char *const of_passport[] = { "P<KOR%s<<<<<<<<<<<<<<<<<<<<<<",
                                           "P<PRK%s<<<<",
                                           "PMKOR%s<<<<<<<<<<<<<<",
                                           "PPKOR%s<<<<<",
                                           "%s<<<<<<<<<<<<<<<",
                                           "P<KOR%s<<<<<<<<<<<<\nM123456784KOR",
                                           "V<JPN%s<<<<<",
                                           "p<kor%s<<<<" };

static bool gives(const SkNameMatch *match, SkNameWhy why) {
  for (size_t i = 0; i < match->reason_count; i++)
    if (match->reasons[i].why == why)
      return true;
  return false;
}

static void agree_or_not(const char *a, const char *b, bool same) {
  SkNameMatch match = compared(a, b);
  if (same ? match.whole < SK_NAME_ROMANISED : match.whole > SK_NAME_FUZZY)
    fail_msg("%s and %s: %d (%d, %d)", a, b, match.whole, match.family, match.given);
}

/* The form with %s filled in. */
static char *in_form(const char *form, const char *name) {
  g_auto(GStrv) around = g_strsplit(form, "%s", 2);
  return g_strconcat(around[0], name, around[1], NULL);
}

static void each_form(const char *const *forms, gsize count, gsize column) {
  for (gsize f = 0; f < count; f++)
    for (gsize n = 0; n < G_N_ELEMENTS(names); n++) {
      const char *const texts[] = { names[n].hangul, names[n].latin, names[n].cyrillic, names[n].passport };
      g_autofree char *written = in_form(forms[f], texts[column]);
      gsize other = (n + 1 + f % 5) % G_N_ELEMENTS(names);
      agree_or_not(names[n].hangul, written, true);
      agree_or_not(names[other].hangul, written, false);
      g_autofree char *family = g_strndup(names[n].hangul, 3); /* bytes of a syllable */
      g_autofree char *sibling = g_strconcat(family, names[other].hangul + 3, NULL);
      agree_or_not(sibling, written, false);
    }
}

static void titles_and_christian_names_are_left_out(void **state) {
  (void)state;
  each_form(of_hangul, G_N_ELEMENTS(of_hangul), 0);
  each_form(of_latin, G_N_ELEMENTS(of_latin), 1);
  each_form(of_cyrillic, G_N_ELEMENTS(of_cyrillic), 2);
}

static void passports_are_read(void **state) {
  (void)state;
  each_form(of_passport, G_N_ELEMENTS(of_passport), 3);
  agree_or_not("박철", "PARK<<CHUL<<<<<<", true);
  agree_or_not("남궁민", "P<KORNAM<GUNG<<MIN<<<<<", true);
}

/* Christian names in their forms, and what they say of a Korean one. */
static void christian_names_are_compared(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    SkNameGrade whole;
    SkNameWhy why;
  } rows[] = {
    { "김마리아", "Maria Kim", SK_NAME_ROMANISED, SK_NAME_WHY_SWAPPED },
    { "김베드로", "Peter Kim", SK_NAME_ROMANISED, SK_NAME_WHY_CHRISTIAN },
    { "Ким Анна Ивановна", "Анна Ким", SK_NAME_EXACT, SK_NAME_WHY_SAME },
    { "Ким Людмила Ивановна", "Kim Ludmila", SK_NAME_ROMANISED, SK_NAME_WHY_CHRISTIAN },
    { "Ким Анна Ивановна", "Ким Анна Петровна", SK_NAME_FUZZY, SK_NAME_WHY_OTHER_BESIDE },
    { "Ким Анна Ивановна", "Ким Вера Ивановна", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
    { "Maria Kim Yong-ja", "Maria Kim", SK_NAME_ROMANISED, SK_NAME_WHY_CHRISTIAN },
    { "Maria Kim Yong-ja", "Anna Kim Yong-ja", SK_NAME_FUZZY, SK_NAME_WHY_OTHER_BESIDE },
    { "김영자", "Maria Kim", SK_NAME_FUZZY, SK_NAME_WHY_OTHER_KIND },
    { "박영자", "Maria Kim", SK_NAME_CONFLICT, SK_NAME_WHY_UNLIKE },
    { "キム・マリア", "Мария Ким", SK_NAME_ROMANISED, SK_NAME_WHY_CHRISTIAN },
    { "김 원수", "Kim Won-su", SK_NAME_ROMANISED, SK_NAME_WHY_SYSTEM }, /* no marshal */
    { "PARK MS", "박명수", SK_NAME_WEAK, SK_NAME_WHY_INITIALS },        /* no lady */
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    SkNameMatch match = compared(rows[i].a, rows[i].b);
    if (match.whole != rows[i].whole || !gives(&match, rows[i].why))
      fail_msg("%s and %s: %d, or the reason %s is missing", rows[i].a, rows[i].b, match.whole,
               sk_name_why_code(rows[i].why));
  }
}

/* Family names of Koreans in the Soviet Union: an open syllable with -гай. */
static void gai_is_no_part_of_the_family_name(void **state) {
  (void)state;
  static const struct {
    const char *hangul, *cyrillic, *latin;
  } families[] = { { "유", "Югай", "Yugai" },   { "오", "Огай", "Ogay" },   { "노", "Ногай", "Nogai" },
                   { "허", "Хегай", "Khegai" }, { "이", "Лигай", "Ligay" }, { "고", "Когай", "Kogai" },
                   { "차", "Чагай", "Chagai" }, { "우", "Угай", "Ugai" },   { "마", "Магай", "Magay" },
                   { "기", "Кигай", "Kigai" },  { "배", "Пегай", "Pegai" } };
  for (gsize f = 0; f < G_N_ELEMENTS(families); f++)
    for (gsize n = 0; n < G_N_ELEMENTS(names); n++) {
      gsize other = (n + 1) % G_N_ELEMENTS(names);
      g_autofree char *hangul = g_strconcat(families[f].hangul, names[n].hangul + 3, NULL);
      g_autofree char *cyrillic = g_strconcat(families[f].cyrillic, strchr(names[n].cyrillic, ' '), NULL);
      g_autofree char *wrong = g_strconcat(families[f].hangul, names[other].hangul + 3, NULL);
      g_autofree char *latin = g_strconcat(families[f].latin, strchr(names[n].latin, ' '), NULL);
      agree_or_not(hangul, cyrillic, true);
      agree_or_not(wrong, cyrillic, false);
      agree_or_not(hangul, latin, true);
      agree_or_not(wrong, latin, false);
    }
  agree_or_not("김영자", "Кигай Ён Чжа", false); /* 김 is closed */
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(titles_and_christian_names_are_left_out),
    cmocka_unit_test(passports_are_read),
    cmocka_unit_test(christian_names_are_compared),
    cmocka_unit_test(gai_is_no_part_of_the_family_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
