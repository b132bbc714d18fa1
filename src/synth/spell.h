/* How a name looks in each script and system. The rules and tables are the generator's own. All append to `to`. */
#pragma once

#include "synth/people.h"

typedef enum { SPELL_SOUTH, SPELL_NORTH } SpellSide;
typedef enum { LATIN_REVISED, LATIN_MCCUNE, LATIN_NORTHERN, LATIN_OWN } LatinSystem;

/* The registered name in characters, undivided. */
void spell_registered(const People *people, const Person *person, GString *to);
/* The pass-name, or the Japanese name of somebody without one, with `divider` after the family name. */
void spell_pass(const People *people, const Person *person, const char *divider, GString *to);
gboolean spell_has_pass(const Person *person);
/* Its reading in hiragana; `other` asks for the less usual reading of the given name. */
void spell_pass_reading(const People *people, const Person *person, gboolean other, GString *to);
/* The reading of a Japanese registered name. */
void spell_own_reading(const People *people, const Person *person, GString *to);
/* Whether any form of the names, in characters, kana or Hangul, is one a real person is publicly known by. */
gboolean spell_is_public(const People *people, const Person *person);
/* The registered name in Hangul, or with `lived` the one the person bears in the North. */
void spell_hangul(const People *people, const Person *person, SpellSide side, gboolean lived, GString *to);
void spell_hangul_given(const People *people, const Person *person, SpellSide side, GString *to);
/* The name borne in the North in characters. */
void spell_lived(const People *people, const Person *person, GString *to);
/* The Korean sounds in katakana, divided by a space. */
void spell_kana(const People *people, const Person *person, GString *to);
/* The name borne in the North in Latin letters. */
void spell_latin(const People *people, const Person *person, LatinSystem system, Draw *draw, GString *to);
