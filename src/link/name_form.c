#include "link/name_form.h"

#include "link/pattern.h"

static const int key_kinds[SK_LINK_KEY_SETS] = { [SK_LINK_KEYS_FULL] = SK_NAME_KEY_FULL,
                                                 [SK_LINK_KEYS_GIVEN] = SK_NAME_KEY_GIVEN,
                                                 [SK_LINK_KEYS_FAMILY] = SK_NAME_KEY_FAMILY,
                                                 [SK_LINK_KEYS_LOOSE] = SK_NAME_KEY_LOOSE };

static unsigned read_keys(SkLinkNameForm *form, uint64_t *ret_keys) {
  SkNameKey keys[SK_NAME_KEYS_MAX];
  size_t count = sk_name_keys(&form->name, keys);
  uint8_t kept = 0;
  for (unsigned set = 0; set < SK_LINK_KEY_SETS; set++) {
    form->starts[set] = kept;
    for (size_t i = 0; i < count && kept < SK_LINK_NAME_KEYS; i++)
      if (keys[i].kind == key_kinds[set])
        ret_keys[kept++] = keys[i].hash;
  }
  form->starts[SK_LINK_KEY_SETS] = kept;
  return kept;
}

static SkNameText text_of(SkLinkText text) {
  return (SkNameText){ text.bytes, text.bytes != NULL ? text.length : 0 };
}

unsigned sk_link_name_form_read(const SkLinkName *name, const SkReadings *readings, SkLinkNameForm *ret_form,
                                uint64_t ret_keys[SK_LINK_NAME_KEYS]) {
  SkLinkNameForm form = { .guessed = name->reading_origin == 4 };
  SkNameWritten written = { text_of(name->written), text_of(name->family), text_of(name->given), name->script,
                            name->order };
  sk_name_prepare(&written, readings, &form.name);
  unsigned count = read_keys(&form, ret_keys);
  *ret_form = form;
  return count;
}

/* The level of a grade, in one script and across two. What rests on a guess proves no more than a reading does. */
static uint8_t level_of(SkNameGrade grade, bool across, bool guessed) {
  static const uint8_t levels[][2] = {
    [SK_NAME_CONFLICT] = { SK_LINK_NAME_CONFLICT, SK_LINK_NAME_ACROSS_CONFLICT },
    [SK_NAME_SKELETON] = { SK_LINK_NAME_SKELETON, SK_LINK_NAME_ACROSS_SKELETON },
    [SK_NAME_FUZZY] = { SK_LINK_NAME_FUZZY, SK_LINK_NAME_ACROSS_FUZZY },
    [SK_NAME_WEAK] = { SK_LINK_NAME_WEAK, SK_LINK_NAME_ACROSS_FUZZY },
    [SK_NAME_ROMANISED] = { SK_LINK_NAME_ROMANISED, SK_LINK_NAME_ROMANISED },
    [SK_NAME_READING] = { SK_LINK_NAME_READING, SK_LINK_NAME_READING },
    [SK_NAME_HANGUL] = { SK_LINK_NAME_HANGUL, SK_LINK_NAME_HANGUL },
    [SK_NAME_VARIANT] = { SK_LINK_NAME_VARIANT, SK_LINK_NAME_VARIANT },
    [SK_NAME_EXACT] = { SK_LINK_NAME_EXACT, SK_LINK_NAME_EXACT },
  };
  if (grade < SK_NAME_CONFLICT || (size_t)grade >= sizeof levels / sizeof levels[0])
    return 0;
  return guessed && grade > SK_NAME_READING ? SK_LINK_NAME_READING : levels[grade][across];
}

SkLinkGrades sk_link_name_form_compare(const SkLinkNameForm *a, const SkLinkNameForm *b) {
  SkNameMatch match = sk_name_compare(&a->name, &b->name);
  bool guessed = a->guessed || b->guessed, across = a->name.given.script != b->name.given.script;
  if (match.family == SK_NAME_MISSING &&
      match.given == SK_NAME_MISSING) /* not divided: the whole stands for the given */
    return (SkLinkGrades){ 0, level_of(match.whole, across, guessed) };
  return (SkLinkGrades){ level_of(match.family, across, guessed), level_of(match.given, across, guessed) };
}
