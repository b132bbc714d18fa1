/* What edges say may never hide an agreement: whatever the alignment finds near enough, the edges let through. */
#include "check.h"
#include "text/edges.h"
#include "text/romanise.h"

#include <string.h>

#define SLIP 30 /* hundredths a syllable up to which a comparison knows two names */

static const char *const hangul[] = {
  "김",   "이",   "리",   "박",   "류",   "림",   "최", "로",   "조",   "여",   "황보", "남궁",   "제갈", "선우",
  "영자", "정숙", "종숙", "렬",   "철수", "혜원", "희", "의",   "은혜", "원일", "규",   "나래",   "녀",   "율리",
  "석률", "옥희", "일남", "외숙", "쾌식", "웅",   "뇌", "슬기", "복남", "갑순", "병헌", "마리아", "이슬", "하늘별",
};
static const char *const letters[] = {
  "Kim",      "Kin",        "Gim",       "Lee",     "Yi",       "Rhee",      "Ri",       "Pak",        "Bark",
  "Yoo",      "Ryu",        "Lim",       "Rim",     "Choi",     "Ch'oe",     "Noh",      "Ro",         "Cho",
  "Hwangbo",  "Namkoong",   "Chegal",    "Sunwoo",  "Yong-ja",  "Yŏng-ja",   "Youngja",  "Chŏng-suk",  "Jongsook",
  "Ryol",     "Yul",        "Chul Soo",  "Hyewon",  "Heui",     "Hee",       "Eui",      "Eun-hye",    "Wonil",
  "Kyu",      "Narae",      "Nyŏ",       "Yuli",    "Sŏngnyul", "Ok-hŭi",    "Il-nam",   "Oesook",     "K'wae-sik",
  "Woong",    "Noe",        "Seulki",    "Pongnam", "Kapsun",   "Byung-hun", "Maria",    "Isul",       "Haneulbyul",
  "Congsuk",  "Yongjo",     "Ceng-swuk", "Yenghuy", "キム",     "イ",        "リ",       "パク",       "チェ",
  "ヨンジャ", "チョンスク", "リュ",      "ヒョン",  "オクキ",   "マリア",    "ナムグン", "ソンニュル", "ポンナム",
  "ウンヘ",   "Ким",        "Ри",        "Пак",     "Ёнчжа",    "Чон Сук",   "Люй",      "Хё Вон",     "Ы Ын",
  "Чхоль Су", "Мариа",
};

static SkNamePart part_of(const char *written) {
  SkName name;
  sk_name_prepare(&(SkNameWritten){ .given = { written, strlen(written) } }, NULL, &name);
  return name.given;
}

static void what_fits_has_edges_that_fit(void **state) {
  (void)state;
  guint fits = 0, others = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(hangul); i++)
    for (gsize j = 0; j < G_N_ELEMENTS(letters); j++)
      for (int family = 0; family < 2; family++) {
        SkNamePart korean = part_of(hangul[i]), spelt = part_of(letters[j]);
        RomaniseFit fit = romanise_fit(&korean, &spelt, family);
        if (fit.cost <= SLIP * fit.syllables && !edges_fit(&korean, &spelt, family))
          fail_msg("%s fits %s at %u, and their edges do not", letters[j], hangul[i], fit.cost);
        fits += fit.cost <= SLIP * fit.syllables;
        others += !edges_fit(&korean, &spelt, family);
      }
  assert_true(fits > 120);
  assert_true(others > 2 * G_N_ELEMENTS(hangul) * G_N_ELEMENTS(letters) * 8 / 10); /* and most pairs are spared */
}

/* Two spellings that fit one name can be compared through it. */
static void spellings_of_one_name_meet(void **state) {
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(hangul); i++) {
    SkNamePart korean = part_of(hangul[i]), fitting[G_N_ELEMENTS(letters)];
    gsize count = 0;
    for (gsize j = 0; j < G_N_ELEMENTS(letters); j++) {
      fitting[count] = part_of(letters[j]);
      count += romanise_fit(&korean, &fitting[count], false).cost <= 10;
    }
    for (gsize j = 0; j < count; j++)
      for (gsize k = 0; k < j; k++)
        if (!edges_meet(&fitting[j], &fitting[k]))
          fail_msg("%s and %s both fit %s, and their edges do not meet", fitting[j].letters, fitting[k].letters,
                   hangul[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_fits_has_edges_that_fit),
    cmocka_unit_test(spellings_of_one_name_meet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
