/* Words for grades, reasons and systems. */
#include "text/name.h"
#include "text/utf8.h"

#include <string.h>

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

static size_t append(char *out, size_t used, size_t room, const char *bytes, size_t count) {
  if (used + count + 1 > room)
    return used;
  memcpy(out + used, bytes, count);
  return used + count;
}

static size_t append_value(char *out, size_t used, size_t room, const SkNameReason *reason, uint32_t value) {
  char bytes[4];
  if (reason->why != SK_NAME_WHY_SYSTEM)
    return value == 0 ? used : append(out, used, room, bytes, sk_utf8_encode(value, bytes));
  const char *title = sk_name_system_title((int)value);
  return append(out, used, room, title, strlen(title));
}

size_t sk_name_reason_print(const SkNameReason *reason, const char *text, char *out, size_t room) {
  size_t used = 0, len = strlen(text);
  for (size_t at = 0; at < len;) {
    bool value = text[at] == '{' && (text[at + 1] == '1' || text[at + 1] == '2') && text[at + 2] == '}';
    uint32_t code;
    size_t taken = value ? 3 : sk_utf8_decode(text, len, at, &code);
    if (value)
      used = append_value(out, used, room, reason, text[at + 1] == '1' ? reason->first : reason->second);
    else
      used = append(out, used, room, text + at, taken);
    at += taken;
  }
  if (room > 0)
    out[used] = '\0';
  return used;
}
