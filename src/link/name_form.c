#include "link/name_form.h"

#include "link/pattern.h"

static const int key_kinds[SK_LINK_KEY_SETS] = { [SK_LINK_KEYS_FULL] = SK_NAME_KEY_FULL,
                                                 [SK_LINK_KEYS_GIVEN] = SK_NAME_KEY_GIVEN,
                                                 [SK_LINK_KEYS_FAMILY] = SK_NAME_KEY_FAMILY,
                                                 [SK_LINK_KEYS_LOOSE] = SK_NAME_KEY_LOOSE };

static void read_keys(SkLinkNameForm *form) {
  SkNameKey keys[SK_NAME_KEYS_MAX];
  size_t count = sk_name_keys(&form->name, keys);
  uint8_t kept = 0;
  for (unsigned set = 0; set < SK_LINK_KEY_SETS; set++) {
    form->starts[set] = kept;
    for (size_t i = 0; i < count && kept < SK_LINK_NAME_KEYS; i++)
      if (keys[i].kind == key_kinds[set])
        form->keys[kept++] = keys[i].hash;
  }
  form->starts[SK_LINK_KEY_SETS] = kept;
}

static const char *bytes_of(SkLinkText text) {
  return text.bytes != NULL ? text.bytes : "";
}

void sk_link_name_form_read(const SkLinkName *name, SkLinkNameForm *ret_form) {
  SkLinkNameForm form = { .guessed = name->reading_origin == 4 };
  sk_name_prepare(bytes_of(name->written), name->written.length, bytes_of(name->family), name->family.length,
                  bytes_of(name->given), name->given.length, name->script, name->order, &form.name);
  read_keys(&form);
  *ret_form = form;
}

/* Grades of text are levels but for "missing" and "conflict". What rests on a guess proves no more than a reading. */
static uint8_t level_of(SkNameGrade grade, bool guessed) {
  if (grade == SK_NAME_MISSING)
    return 0;
  uint8_t level = grade == SK_NAME_CONFLICT ? SK_LINK_NAME_CONFLICT : (uint8_t)grade;
  return guessed && level > SK_LINK_NAME_READING ? SK_LINK_NAME_READING : level;
}

SkLinkGrades sk_link_name_form_compare(const SkLinkNameForm *a, const SkLinkNameForm *b) {
  SkNameMatch match = sk_name_compare(&a->name, &b->name);
  bool guessed = a->guessed || b->guessed;
  bool divided = match.family != SK_NAME_MISSING || match.given != SK_NAME_MISSING;
  if (!divided) /* one of them could not be divided into family and given name: the whole stands for the given */
    return (SkLinkGrades){ 0, level_of(match.whole, guessed) };
  return (SkLinkGrades){ level_of(match.family, guessed), level_of(match.given, guessed) };
}
