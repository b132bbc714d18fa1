#include "link/name_form.h"

#include "link/pattern.h"
#include "link/sort.h"

#include <string.h>

static uint64_t hash_text(uint64_t seed, SkLinkText text) {
  for (uint32_t i = 0; i < text.length; i++)
    seed = sk_link_mix(seed, (uint8_t)text.bytes[i]);
  return seed;
}

void sk_link_name_form_read(const SkLinkName *name, SkLinkNameForm *ret_form) {
  SkLinkNameForm form = { .family = name->family, .given = name->given, .script = name->script };
  if (form.family.length == 0 && form.given.length == 0)
    form.given = name->written;
  form.family_term = form.family.length > 0 ? hash_text(1, form.family) | 1 : 0;
  form.given_term = form.given.length > 0 ? hash_text(2, form.given) | 1 : 0;
  if (form.family_term != 0 && form.given_term != 0)
    form.keys[SK_LINK_KEYS_FULL][form.key_counts[SK_LINK_KEYS_FULL]++] = sk_link_mix(form.family_term, form.given_term);
  if (form.given_term != 0)
    form.keys[SK_LINK_KEYS_GIVEN][form.key_counts[SK_LINK_KEYS_GIVEN]++] = form.given_term;
  *ret_form = form;
}

static uint8_t compare_part(SkLinkText a, SkLinkText b, bool one_script) {
  if (a.length == 0 || b.length == 0)
    return 0;
  if (a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0)
    return SK_LINK_NAME_EXACT;
  return one_script ? SK_LINK_NAME_CONFLICT : 0;
}

SkLinkGrades sk_link_name_form_compare(const SkLinkNameForm *a, const SkLinkNameForm *b) {
  bool one_script = a->script == b->script;
  return (SkLinkGrades){ compare_part(a->family, b->family, one_script), compare_part(a->given, b->given, one_script) };
}
