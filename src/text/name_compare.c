/* Whole names: both parts in both orders, names that were not divided, and family names that changed. */
#include "text/edges.h"
#include "text/han.h"
#include "text/name_japanese.h"
#include "text/name_parts.h"
#include "text/romanise.h"
#include "text/utf8.h"

#include <string.h>

/* ---- undivided */

static void append(SkNamePart *whole, const SkNamePart *part) {
  if (whole->script == SK_TEXT_UNKNOWN)
    whole->script = part->script;
  else if (part->count > 0 && whole->script != part->script)
    whole->script = SK_TEXT_MIXED;
  if (part->readings != NULL)
    whole->readings = part->readings;
  for (size_t i = 0; i < part->count && whole->count < SK_NAME_CODES; i++) {
    whole->raw[whole->count] = part->raw[i];
    whole->folded[whole->count] = part->folded[i];
    memcpy(whole->read[whole->count++], part->read[i], sizeof part->read[i]);
  }
  if (whole->letter_count > 0 && part->letter_count > 0)
    whole->breaks |= 1u << whole->letter_count;
  whole->breaks |= whole->letter_count < 32 ? part->breaks << whole->letter_count : 0;
  for (size_t i = 0; i < part->letter_count && whole->letter_count + 1 < SK_NAME_LETTERS; i++)
    whole->letters[whole->letter_count++] = part->letters[i];
  whole->flags |= part->flags;
  whole->written = (whole->written ^ part->written) * 1099511628211ull;
}

SkNamePart name_undivided(const SkName *name) {
  SkNamePart whole = { 0 };
  if (name->family.count == 0)
    return name->given;
  append(&whole, &name->family);
  append(&whole, &name->given);
  if (whole.letter_count > 0)
    name_settle_letters(&whole);
  romanise_find_surnames(&whole);
  edges_find(&whole);
  return whole;
}

/* ---- a pair of whole names */

typedef struct {
  SkNameMatch match;
  NameVerdict family, given;
} Pairing;

static SkNameGrade lower(SkNameGrade a, SkNameGrade b) {
  if (a == SK_NAME_MISSING || b == SK_NAME_MISSING)
    return a == SK_NAME_MISSING ? b : a;
  return a < b ? a : b;
}

static float cost_of(const NameVerdict *family, const NameVerdict *given) {
  unsigned cost = 0, length = 0;
  const NameVerdict *parts[] = { family, given };
  for (int i = 0; i < 2; i++) {
    if (parts[i]->grade == SK_NAME_MISSING && parts[i]->reasons[0].why == SK_NAME_WHY_NONE)
      continue; /* not stated */
    cost += parts[i]->cost < 100u * parts[i]->length ? parts[i]->cost : 100u * parts[i]->length;
    length += parts[i]->length;
  }
  return length == 0 ? 1.0f : (float)cost / (100.0f * (float)length);
}

static void add_reasons(SkNameMatch *match, const NameVerdict *verdict) {
  for (size_t i = 0; i < verdict->reason_count && match->reason_count < SK_NAME_REASONS; i++)
    if (verdict->reasons[i].why != SK_NAME_WHY_NONE)
      match->reasons[match->reason_count++] = verdict->reasons[i];
}

static void add_reason(SkNameMatch *match, SkNameOf of, SkNameWhy why, uint32_t first, uint32_t second) {
  if (match->reason_count < SK_NAME_REASONS)
    match->reasons[match->reason_count++] = (SkNameReason){ (uint8_t)why, (uint8_t)of, first, second };
}

static bool is_stated(const SkNamePart *part) {
  return part->count > 0;
}

/* What a family name that cannot be compared means beside a given name that agrees as Korean: letters that are a Korean
 * family name, which the characters do not fit, are another one. */
static void weigh_silence(const SkNamePart *a, const SkNamePart *b, Pairing *pairing) {
  NameVerdict *family = &pairing->family, *given = &pairing->given;
  if (family->grade == SK_NAME_MISSING && is_stated(a) && is_stated(b) && given->korean &&
      given->grade >= SK_NAME_FUZZY && (romanise_is_surname(a) || romanise_is_surname(b))) {
    family->grade = SK_NAME_CONFLICT;
    family->reasons[0] = (SkNameReason){ SK_NAME_WHY_UNLIKE, SK_NAME_OF_FAMILY, 0, 0 };
  }
}

/* Two syllables or more, as far as characters show it. */
static bool has_syllables(const SkNamePart *part) {
  return (part->script == SK_TEXT_HAN || part->script == SK_TEXT_HANGUL) && part->count >= 2;
}

static Pairing compare_divided(const SkName *a, const SkName *b, bool swap) {
  Pairing pairing = { .match.swapped = swap };
  const SkNamePart *family = swap ? &b->given : &b->family, *given = swap ? &b->family : &b->given;
  pairing.family = name_compare_part(&a->family, family, SK_NAME_OF_FAMILY);
  pairing.given = name_compare_part(&a->given, given, SK_NAME_OF_GIVEN);
  name_weigh_morae((const SkNamePart *[]){ &a->family, family }, (const SkNamePart *[]){ &a->given, given },
                   &pairing.family, &pairing.given);
  if (pairing.given.grade >= SK_NAME_FUZZY && (a->given.flags & SK_NAME_PART_INITIALS) == 0 &&
      (given->flags & SK_NAME_PART_INITIALS) == 0)
    name_weigh_family(&a->family, family,
                      (NameRest){ has_syllables(&a->given) || has_syllables(given), pairing.given.systems },
                      &pairing.family);
  weigh_silence(&a->family, family, &pairing);
  if (pairing.family.grade <= SK_NAME_FUZZY && pairing.given.grade >= SK_NAME_FUZZY)
    name_weigh_gai(&a->family, family, &pairing.family);
  if ((a->given.christian | given->christian) != 0)
    name_weigh_christian(&(NamePair){ { &a->family, family }, { &a->given, given }, { a->christian, b->christian } },
                         &pairing.family, &pairing.given);
  SkNameMatch *match = &pairing.match;
  match->family = pairing.family.grade;
  match->given = pairing.given.grade;
  match->whole = lower(match->family, match->given);
  bool silent = match->family == SK_NAME_MISSING && is_stated(&a->family) && is_stated(family);
  silent |= match->given == SK_NAME_MISSING && is_stated(&a->given) && is_stated(given);
  if (silent && match->whole > SK_NAME_FUZZY)
    match->whole = SK_NAME_FUZZY; /* half of the name could not be compared: 田中英子 and すずき えいこ */
  match->cost = cost_of(&pairing.family, &pairing.given);
  return pairing;
}

static bool is_better(const SkNameMatch *a, const SkNameMatch *b) {
  return a->whole != b->whole ? a->whole > b->whole : a->cost < b->cost;
}

/* ---- names that are not divided, or divided in different places: 金田実 as 金|田実 and 金田|実 */

static bool divided_otherwise(const SkName *a, const SkName *b) {
  return a->family.count == 0 || b->family.count == 0 ||
         ((a->family.flags ^ b->family.flags) & SK_NAME_PART_LONG) != 0 ||
         (a->family.script == SK_TEXT_HAN && b->family.script == SK_TEXT_HAN && a->family.count != b->family.count);
}

/* A divided name in characters, and kana or letters that were not divided, by Japanese readings. */
static void read_undivided(const SkName *han, const SkName *letters, NameVerdict *verdict) {
  bool fits = han->family.script == SK_TEXT_HAN && han->given.script == SK_TEXT_HAN && letters->family.count == 0 &&
              letters->given.letter_count > 0;
  SkNameGrade grade = fits ? name_japanese_compare_whole(han, &letters->given) : SK_NAME_MISSING;
  if (grade <= verdict->grade)
    return;
  *verdict = (NameVerdict){ .grade = grade, .length = 1 };
  name_give_reason(verdict, SK_NAME_OF_WHOLE,
                   grade == SK_NAME_READING ? SK_NAME_WHY_JAPANESE : SK_NAME_WHY_JAPANESE_POSSIBLE, 0, 0);
}

static void compare_undivided(const SkName *a, const SkName *b, Pairing *pairing) {
  SkNamePart x = name_undivided(a), y = name_undivided(b);
  NameVerdict verdict = name_compare_part(&x, &y, SK_NAME_OF_WHOLE);
  NameVerdict none = { .grade = SK_NAME_MISSING };
  name_weigh_morae((const SkNamePart *[]){ &a->family, &b->family }, (const SkNamePart *[]){ &x, &y }, &none, &verdict);
  read_undivided(a, b, &verdict);
  read_undivided(b, a, &verdict);
  if (a->family.count == 0 && b->family.count == 0)
    name_weigh_family(&x, &y, (NameRest){ .is_long = true }, &verdict);
  if (verdict.grade <= pairing->match.whole && pairing->match.whole != SK_NAME_MISSING)
    return;
  pairing->match = (SkNameMatch){ .whole = verdict.grade, .family = verdict.grade, .given = verdict.grade };
  pairing->family = (NameVerdict){ .grade = SK_NAME_MISSING };
  pairing->given = verdict;
  pairing->match.cost = cost_of(&pairing->family, &verdict);
}

/* One character of a part, as a part. */
static SkNamePart one_character(const SkNamePart *part, size_t at) {
  SkNamePart one = { .script = part->script, .count = 1 };
  one.raw[0] = part->raw[at];
  one.folded[0] = part->folded[at];
  memcpy(one.read[0], part->read[at], sizeof one.read[0]);
  edges_find(&one);
  return one;
}

/* A name of four characters is divided as Japanese ones are, two and two. Beside letters that are a Korean family name
 * it may be one and three: 金瑪利亞 and Kim Maria. */
static bool divide_again(const SkName *name, const SkNamePart *family, SkName *ret_name) {
  if (name->family.script != SK_TEXT_HAN || name->family.count != 2 || name->given.count != 2 ||
      name->given.script != SK_TEXT_HAN || !sk_han_is_surname(name->family.raw[0]) || !romanise_is_surname(family))
    return false;
  SkNamePart second = one_character(&name->family, 1);
  *ret_name = (SkName){ .family = one_character(&name->family, 0) };
  append(&ret_name->given, &second);
  append(&ret_name->given, &name->given);
  edges_find(&ret_name->given);
  return true;
}

/* ---- changed family names */

/* The character of a Japanese family name that is, or is read as, the Korean one: 金田 and 金, 김, Kim. Pass-names were
 * often made so. Returns 0 when there is none. */
static uint32_t shared_character(const SkNamePart *japanese, const SkNamePart *korean) {
  if (japanese->script != SK_TEXT_HAN || japanese->count < 2 || japanese->count > 3)
    return 0;
  if ((korean->script == SK_TEXT_HAN || korean->script == SK_TEXT_HANGUL) && korean->count != 1)
    return 0;
  for (size_t i = 0; i < japanese->count; i++) {
    SkNamePart one = one_character(japanese, i);
    if (one.read[0][0] == 0)
      continue;
    one.written = korean->script == SK_TEXT_HAN && korean->raw[0] == one.raw[0] ? korean->written : 0;
    NameVerdict verdict = name_compare_part(&one, korean, SK_NAME_OF_FAMILY);
    if (verdict.grade >= SK_NAME_ROMANISED && (verdict.korean || korean->script == SK_TEXT_HAN))
      return japanese->raw[i];
  }
  return 0;
}

static bool looks_japanese(const SkNamePart *family) {
  return family->script == SK_TEXT_HAN && family->count >= 2;
}

static void weigh_change(const SkName *a, const SkName *b, Pairing *pairing) {
  SkNameMatch *match = &pairing->match;
  if (match->family >= SK_NAME_WEAK || match->given < SK_NAME_ROMANISED || !is_stated(&a->family) ||
      !is_stated(&b->family))
    return;
  const SkNamePart *other = match->swapped ? &b->given : &b->family;
  uint32_t shared = shared_character(&a->family, other);
  if (shared == 0)
    shared = shared_character(other, &a->family);
  SkNameGrade most = shared != 0 ? SK_NAME_ROMANISED : SK_NAME_FUZZY;
  if (shared == 0 && !(looks_japanese(&a->family) && looks_japanese(other) && match->given >= SK_NAME_VARIANT))
    return;
  match->changed_surname = true;
  match->whole = match->given < most ? match->given : most;
  match->cost = cost_of(&(NameVerdict){ .grade = SK_NAME_MISSING }, &pairing->given) + 0.05f;
  pairing->family.reason_count = 0;
  add_reason(match, SK_NAME_OF_FAMILY, shared != 0 ? SK_NAME_WHY_PASS_NAME : SK_NAME_WHY_CHANGED_SURNAME, shared, 0);
}

/* ---- the whole */

static Pairing compare_one(const SkName *a, const SkName *b, bool swap) {
  Pairing pairing = compare_divided(a, b, swap);
  weigh_change(a, b, &pairing);
  return pairing;
}

/* The pairing of b and a as one of a and b. */
static Pairing mirrored(Pairing pairing) {
  NameVerdict *parts[] = { &pairing.family, &pairing.given };
  for (int p = 0; p < 2; p++)
    for (size_t i = 0; i < parts[p]->reason_count; i++) {
      SkNameReason *reason = &parts[p]->reasons[i];
      bool sided = reason->why == SK_NAME_WHY_FORM || reason->why == SK_NAME_WHY_WEAK_FORM ||
                   reason->why == SK_NAME_WHY_SLIP || reason->why == SK_NAME_WHY_BY_EAR;
      uint32_t first = reason->first;
      reason->first = sided ? reason->second : first;
      reason->second = sided ? first : reason->second;
    }
  return pairing;
}

/* Family name with given name. Whose order is known says which is which. */
static Pairing compare_exchanged(const SkName *a, const SkName *b) {
  if (!a->order_unknown)
    return compare_one(a, b, true);
  Pairing back = mirrored(compare_one(b, a, true));
  if (!b->order_unknown)
    return back;
  Pairing there = compare_one(a, b, true);
  return is_better(&back.match, &there.match) ? back : there;
}

static bool conflict(const SkNamePart *given, const SkNamePart *family) {
  return (given->christian | family->christian) == 0 &&
         name_compare_part(given, family, SK_NAME_OF_GIVEN).grade == SK_NAME_CONFLICT;
}

/* Whether names that conflict would do so in any order that may be tried, as most pairs do: given names that conflict
 * leave nothing to the family names. */
static bool conflict_in_any_order(const SkName *a, const SkName *b) {
  return (!a->order_unknown || conflict(&b->given, &a->family)) &&
         ((a->order_unknown && !b->order_unknown) || conflict(&a->given, &b->family));
}

static Pairing compare_orders(const SkName *a, const SkName *b) {
  Pairing pairing = compare_one(a, b, false);
  bool both = a->family.count > 0 && b->family.count > 0;
  if (pairing.match.whole < SK_NAME_READING && both && (a->order_unknown || b->order_unknown) &&
      !(pairing.match.whole == SK_NAME_CONFLICT && conflict_in_any_order(a, b))) {
    Pairing exchanged = compare_exchanged(a, b);
    if (is_better(&exchanged.match, &pairing.match))
      pairing = exchanged;
  }
  return pairing;
}

/* Another Christian name or another father beside names that agree. */
static void weigh_beside(const SkName *a, const SkName *b, SkNameMatch *match) {
  bool christian = a->christian != 0 && b->christian != 0 && a->christian != b->christian;
  bool father = a->father != 0 && b->father != 0 && a->father != b->father && ((a->father ^ b->father) & 1) == 0;
  if ((!christian && !father) || match->whole <= SK_NAME_FUZZY)
    return;
  match->whole = SK_NAME_FUZZY;
  add_reason(match, SK_NAME_OF_WHOLE, SK_NAME_WHY_OTHER_BESIDE, 0, 0);
}

SkNameMatch sk_name_compare(const SkName *a, const SkName *b) {
  Pairing pairing = compare_orders(a, b);
  SkName again;
  if (pairing.match.whole < SK_NAME_READING && divided_otherwise(a, b) && !pairing.match.changed_surname)
    compare_undivided(a, b, &pairing);
  if (pairing.match.whole < SK_NAME_ROMANISED &&
      (divide_again(a, &b->family, &again) || divide_again(b, &a->family, &again))) {
    Pairing other =
        a->family.count == 2 && a->family.script == SK_TEXT_HAN ? compare_orders(&again, b) : compare_orders(a, &again);
    if (is_better(&other.match, &pairing.match))
      pairing = other;
  }
  weigh_beside(a, b, &pairing.match);
  if (pairing.match.swapped)
    add_reason(&pairing.match, SK_NAME_OF_WHOLE, SK_NAME_WHY_SWAPPED, 0, 0);
  add_reasons(&pairing.match, &pairing.family);
  add_reasons(&pairing.match, &pairing.given);
  return pairing.match;
}
