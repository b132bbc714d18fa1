#include "text/place_words.h"

#include <string.h>

/* "Legal domicile", "born in", "former"; in Russian also what a place is. Folded, so without spaces. */
static const char *const labels[] = {
  "本籍地",     "本籍",    "原籍",    "現住所",     "住所",     "出生地",    "出身地",   "居住地",   "旧",
  "元",         "본적지",  "본적",    "원적",       "현주소",   "주소",      "출생지",   "출신지",   "거주지",
  "고향",       "구",      "bornin",  "livedin",    "livingin", "livesin",   "residing", "resident", "residence",
  "birthplace", "placeof", "birth",   "native",     "domicile", "permanent", "honseki",  "home",     "address",
  "formerly",   "former",  "from",    "near",       "nearby",   "of",        "in",       "at",       "to",
  "город",      "гор",     "г",       "префектура", "преф",     "провинция", "пров",     "уезд",     "остров",
  "район",      "рн",      "село",    "с",          "деревня",  "дер",       "волость",  "вол",      "губерния",
  "губ",        "о",       "поселок", "пос",        "область",  "обл",       "из",       "в",
};

/* A word in letters that also begin other words: 元山 is no former 山, 구성 no former 성. */
static bool needs_end(const char *label) {
  return (uint8_t)label[0] < 0xe0 || strcmp(label, "元") == 0 || strcmp(label, "구") == 0;
}

size_t place_after_word(const PlaceFolded *folded, size_t at) {
  for (size_t i = 0; at < folded->length && i < sizeof labels / sizeof *labels; i++) {
    if (labels[i][0] != folded->text[at])
      continue;
    size_t end = at + strlen(labels[i]);
    if (end < folded->length && memcmp(folded->text + at, labels[i], end - at) == 0 &&
        (!needs_end(labels[i]) || folded->edge[end] != PLACE_INSIDE))
      return end;
  }
  return at;
}
