#include "synth/spell.h"

#include "synth/letter.h"

#include <string.h>

#define HANGUL_FIRST 0xac00
#define ONSET_N 2
#define ONSET_R 5
#define ONSET_NONE 11

typedef struct {
  guint onset, vowel, coda;
} Syllable;

static Syllable take_apart(gunichar code) {
  guint at = code - HANGUL_FIRST;
  return (Syllable){ at / 588, at % 588 / 28, at % 28 };
}

static gunichar put_together(Syllable s) {
  return HANGUL_FIRST + s.onset * 588 + s.vowel * 28 + s.coda;
}

/* i and the vowels that begin with y. */
static gboolean is_y_vowel(guint vowel) {
  return vowel == 2 || vowel == 3 || vowel == 6 || vowel == 7 || vowel == 12 || vowel == 17 || vowel == 20;
}

/* Southern spelling drops r and n at the start of a word before i and y, and writes r as n before other vowels. */
static Syllable southern(Syllable s) {
  if (is_y_vowel(s.vowel) && (s.onset == ONSET_R || s.onset == ONSET_N))
    s.onset = ONSET_NONE;
  else if (s.onset == ONSET_R)
    s.onset = ONSET_N;
  return s;
}

static void append_word(GString *to, const char *sound, SpellSide side, gboolean first) {
  for (const char *at = sound; *at != '\0'; at += letter_size(at), first = FALSE) {
    gunichar code = g_utf8_get_char(at);
    g_string_append_unichar(to, first && side == SPELL_SOUTH ? put_together(southern(take_apart(code))) : code);
  }
}

/* ---------------------------------------------------------------- parts of a name */

static const Name *lived_name(const Person *person) {
  return person->northern.surname != NO_ROW ? &person->northern : &person->name;
}

static void append_family_han(const Stock *stock, const Name *name, GString *to) {
  g_string_append(to, name->family_japan != NO_ROW ? table_text(stock->family_japan, name->family_japan, FAMILY_WRITTEN)
                                                   : table_text(stock->surname, name->surname, SURNAME_HAN));
}

static void append_given_han(const Stock *stock, const Name *name, GString *to) {
  if (name->given_japan != NO_ROW) {
    g_string_append(to, table_text(stock->given_japan, name->given_japan, JAPAN_WRITTEN));
    return;
  }
  g_string_append(to, table_text(stock->given, name->first, GIVEN_HAN));
  if (name->second != NO_ROW)
    g_string_append(to, table_text(stock->given, name->second, GIVEN_HAN));
}

static void append_family_sound(const Stock *stock, const Name *name, SpellSide side, GString *to) {
  append_word(to,
              name->family_japan != NO_ROW ? table_text(stock->family_japan, name->family_japan, FAMILY_KOREAN)
                                           : table_text(stock->surname, name->surname, SURNAME_SOUND),
              side, TRUE);
}

static void append_given_sound(const Stock *stock, const Name *name, SpellSide side, GString *to) {
  if (name->given_japan != NO_ROW) {
    append_word(to, table_text(stock->given_japan, name->given_japan, JAPAN_KOREAN), side, TRUE);
    return;
  }
  append_word(to, table_text(stock->given, name->first, GIVEN_SOUND), side, TRUE);
  if (name->second != NO_ROW)
    append_word(to, table_text(stock->given, name->second, GIVEN_SOUND), side, FALSE);
}

/* ---------------------------------------------------------------- whole names */

void spell_registered(const People *people, const Person *person, GString *to) {
  append_family_han(people->stock, &person->name, to);
  append_given_han(people->stock, &person->name, to);
}

void spell_lived(const People *people, const Person *person, GString *to) {
  append_family_han(people->stock, lived_name(person), to);
  append_given_han(people->stock, lived_name(person), to);
}

gboolean spell_has_pass(const Person *person) {
  return person->pass.family != NO_ROW || person->name.family_japan != NO_ROW;
}

void spell_pass(const People *people, const Person *person, const char *divider, GString *to) {
  const Stock *stock = people->stock;
  if (person->pass.family != NO_ROW)
    g_string_append(to, table_text(stock->pass, person->pass.family, PASS_WRITTEN));
  else
    append_family_han(stock, &person->name, to);
  g_string_append(to, divider);
  if (person->pass.given != NO_ROW)
    g_string_append(to, table_text(stock->given_japan, person->pass.given, JAPAN_WRITTEN));
  else
    append_given_han(stock, &person->name, to);
}

static void append_reading(const Stock *stock, uint16_t row, gboolean other, GString *to) {
  const char *second = table_text(stock->given_japan, row, JAPAN_READING2);
  g_string_append(to, other && *second != '-' ? second : table_text(stock->given_japan, row, JAPAN_READING));
}

void spell_pass_reading(const People *people, const Person *person, gboolean other, GString *to) {
  const Stock *stock = people->stock;
  g_string_append(to, person->pass.family != NO_ROW
                          ? table_text(stock->pass, person->pass.family, PASS_READING)
                          : table_text(stock->family_japan, person->name.family_japan, FAMILY_READING));
  g_string_append_c(to, ' ');
  if (person->pass.given != NO_ROW) {
    append_reading(stock, person->pass.given, other, to);
  } else if (person->name.given_japan != NO_ROW) {
    append_reading(stock, person->name.given_japan, other, to);
  } else {
    g_string_append(to, table_text(stock->given, person->name.first, GIVEN_ON));
    if (person->name.second != NO_ROW)
      g_string_append(to, table_text(stock->given, person->name.second, GIVEN_ON));
  }
}

void spell_own_reading(const People *people, const Person *person, GString *to) {
  g_string_append(to, table_text(people->stock->family_japan, person->name.family_japan, FAMILY_READING));
  g_string_append_c(to, ' ');
  append_reading(people->stock, person->name.given_japan, FALSE, to);
}

void spell_hangul(const People *people, const Person *person, SpellSide side, gboolean lived, GString *to) {
  const Name *name = lived ? lived_name(person) : &person->name;
  append_family_sound(people->stock, name, side, to);
  append_given_sound(people->stock, name, side, to);
}

void spell_hangul_given(const People *people, const Person *person, SpellSide side, GString *to) {
  append_given_sound(people->stock, lived_name(person), side, to);
}

/* ---------------------------------------------------------------- names of real people */

/* Empties `form` for the next one. */
static gboolean is_public_form(const People *people, GString *form) {
  for (char *blank; (blank = strchr(form->str, ' ')) != NULL;)
    g_string_erase(form, blank - form->str, 1);
  gboolean is = public_names_have(people->stock->public_names, form->str);
  g_string_truncate(form, 0);
  return is;
}

static gboolean is_public_in_japan(const People *people, const Person *person, GString *form) {
  spell_pass(people, person, "", form);
  gboolean is = is_public_form(people, form);
  for (gboolean other = FALSE; !is && other <= TRUE; other++) {
    spell_pass_reading(people, person, other, form);
    is = is_public_form(people, form);
  }
  return is;
}

gboolean spell_is_public(const People *people, const Person *person) {
  g_autoptr(GString) form = g_string_sized_new(64);
  spell_registered(people, person, form);
  gboolean is = is_public_form(people, form);
  spell_lived(people, person, form);
  is = is_public_form(people, form) || is;
  for (gboolean lived = FALSE; lived <= TRUE; lived++) {
    spell_hangul(people, person, SPELL_SOUTH, lived, form);
    is = is_public_form(people, form) || is;
  }
  if (person->name.family_japan != NO_ROW) {
    spell_own_reading(people, person, form);
    is = is_public_form(people, form) || is;
  }
  return is || (spell_has_pass(person) && is_public_in_japan(people, person, form));
}

/* ---------------------------------------------------------------- katakana */

/* Row of kana.tsv for an initial consonant, plain and between vowels; tense and aspirated ones as plain. */
static const struct {
  guint plain, voiced;
} kana_rows[19] = { { 0, 1 },   { 0, 0 }, { 2, 2 }, { 3, 4 }, { 3, 3 },   { 5, 5 },   { 6, 6 },
                    { 7, 8 },   { 7, 7 }, { 9, 9 }, { 9, 9 }, { 10, 10 }, { 11, 12 }, { 11, 11 },
                    { 11, 11 }, { 0, 0 }, { 3, 3 }, { 7, 7 }, { 13, 13 } };

static const char *kana_coda(guint coda) {
  switch (coda) {
  case 0:
    return "";
  case 4:
  case 21:
    return "ン";
  case 8:
    return "ル";
  case 16:
    return "ム";
  case 17:
    return "プ";
  case 1:
    return "ク";
  default:
    return "ッ";
  }
}

static gboolean is_soft_coda(guint coda) {
  return coda == 0 || coda == 4 || coda == 8 || coda == 16 || coda == 21;
}

static void append_kana(const Stock *stock, const char *hangul, GString *to) {
  gboolean voiced = FALSE;
  for (const char *at = hangul; *at != '\0'; at += letter_size(at)) {
    if (*at == ' ') {
      g_string_append_c(to, ' ');
      voiced = FALSE;
      continue;
    }
    Syllable s = take_apart(g_utf8_get_char(at));
    guint row = voiced ? kana_rows[s.onset].voiced : kana_rows[s.onset].plain;
    g_string_append(to, table_text(stock->kana, row, s.vowel + 1));
    g_string_append(to, kana_coda(s.coda));
    voiced = is_soft_coda(s.coda);
  }
}

void spell_kana(const People *people, const Person *person, GString *to) {
  g_autoptr(GString) hangul = g_string_new(NULL);
  append_family_sound(people->stock, &person->name, SPELL_SOUTH, hangul);
  g_string_append_c(hangul, ' ');
  append_given_sound(people->stock, &person->name, SPELL_SOUTH, hangul);
  append_kana(people->stock, hangul->str, to);
}

/* ---------------------------------------------------------------- Latin letters */

enum { LATIN_RR = 2, LATIN_MR, LATIN_MRV, LATIN_DP, LATIN_DPV };
#define LATIN_VOWELS 19
#define LATIN_CODAS 40
#define LATIN_CODAS_END 49

static const char *latin_cell(const Stock *stock, guint row, guint column) {
  const char *text = table_text(stock->latin, row, column);
  return *text == '-' ? "" : text;
}

static const char *latin_coda(const Stock *stock, guint coda, guint column) {
  for (guint row = LATIN_CODAS; row < LATIN_CODAS_END; row++)
    if (table_number(stock->latin, row, 1) == (int)coda)
      return latin_cell(stock, row, column);
  return "";
}

static void append_latin(const Stock *stock, const char *hangul, LatinSystem system, const char *between, GString *to) {
  guint column = system == LATIN_MCCUNE ? LATIN_MR : system == LATIN_NORTHERN ? LATIN_DP : LATIN_RR;
  gboolean voiced = FALSE;
  for (const char *at = hangul; *at != '\0'; at += letter_size(at)) {
    Syllable s = take_apart(g_utf8_get_char(at));
    gboolean first = at == hangul;
    gsize start = first ? to->len : (g_string_append(to, between), to->len);
    guint onset = voiced && column != LATIN_RR ? column + 1 : column;
    g_string_append(to, latin_cell(stock, s.onset, onset));
    g_string_append(to, latin_cell(stock, LATIN_VOWELS + s.vowel, column));
    g_string_append(to, latin_coda(stock, s.coda, column));
    if (first || *between == ' ')
      to->str[start] = g_ascii_toupper(to->str[start]);
    voiced = is_soft_coda(s.coda) && *between != ' ';
  }
}

static void append_own_family(const Stock *stock, const Name *name, Draw *draw, GString *to) {
  g_auto(GStrv) spellings = g_strsplit(table_text(stock->surname, name->surname, SURNAME_LATIN), "|", -1);
  g_string_append(to, spellings[draw_below(draw, g_strv_length(spellings))]);
}

void spell_latin(const People *people, const Person *person, LatinSystem system, Draw *draw, GString *to) {
  const Name *name = lived_name(person);
  SpellSide side = system == LATIN_NORTHERN ? SPELL_NORTH : SPELL_SOUTH;
  g_autoptr(GString) sound = g_string_new(NULL);
  if (system == LATIN_OWN && name->surname != NO_ROW) {
    append_own_family(people->stock, name, draw, to);
  } else {
    append_family_sound(people->stock, name, side, sound);
    append_latin(people->stock, sound->str, system, "", to);
  }
  g_string_append_c(to, ' ');
  g_string_truncate(sound, 0);
  append_given_sound(people->stock, name, side, sound);
  append_latin(people->stock, sound->str, system,
               system == LATIN_NORTHERN ? " "
               : draw_hits(draw, 5000)  ? "-"
                                        : "",
               to);
}
