/* Names that nobody invented may bear, because a real person is publicly known by them. */
#pragma once

#include "synth/table.h"

typedef struct PublicNames PublicNames;

/* The names of public_names.tsv; `spelling` says which shapes are one character, so that 実 guards 實 too. */
PublicNames *public_names_new(const Table *public_name, const Table *spelling);
void public_names_free(PublicNames *names);
/* Whether `written` (undivided: characters, hiragana, or Hangul in the southern spelling) is such a name. */
gboolean public_names_have(const PublicNames *names, const char *written);
