/* Words for grades, reasons and systems. */
#include "text/name.h"

const char *sk_name_grade_code(int grade) {
  switch (grade) {
  case SK_NAME_CONFLICT:
    return "unlike";
  case SK_NAME_SKELETON:
    return "same-consonants";
  case SK_NAME_FUZZY:
    return "one-slip";
  case SK_NAME_WEAK:
    return "same-sound";
  case SK_NAME_ROMANISED:
    return "spelling-fits";
  case SK_NAME_READING:
    return "reading-of-characters";
  case SK_NAME_HANGUL:
    return "north-south-spelling";
  case SK_NAME_VARIANT:
    return "old-new-form";
  case SK_NAME_EXACT:
    return "exact";
  default:
    return "";
  }
}

static const struct {
  const char *word, *text;
} reasons[SK_NAME_WHYS] = {
#define REASON(NAME, word, text) { word, text },
#include "text/name_reason.def"
#undef REASON
};

static const struct {
  const char *word, *title;
} systems[SK_NAME_SYSTEMS] = {
#define SYSTEM(NAME, word, title) { word, title },
#include "text/name_system.def"
#undef SYSTEM
};

const char *sk_name_why_code(int why) {
  return why >= 0 && why < SK_NAME_WHYS ? reasons[why].word : "";
}

const char *sk_name_why_text(int why) {
  return why >= 0 && why < SK_NAME_WHYS ? reasons[why].text : "";
}

const char *sk_name_system_code(int system) {
  return system >= 0 && system < SK_NAME_SYSTEMS ? systems[system].word : "";
}

const char *sk_name_system_title(int system) {
  return system >= 0 && system < SK_NAME_SYSTEMS ? systems[system].title : "";
}
