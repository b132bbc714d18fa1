/* The dictionaries that Debian packages and a pack of readings is made of: ENAMDICT and KANJIDIC (of the Electronic
 * Dictionary Research and Development Group, CC BY-SA) and the names of mecab-ipadic. */
#pragma once

#include "upkeep/reading_words.h"

/* What the licence of the first two asks to be shown: where readings are installed, in help, on the help page. */
#define SK_DICTIONARIES_THANKS                                                                                         \
  "Readings come from ENAMDICT (JMnedict) and KANJIDIC, which are the property of the Electronic\n"                    \
  "Dictionary Research and Development Group (https://www.edrdg.org/) and used in conformance with\n"                  \
  "its licence (CC BY-SA), and from mecab-ipadic of the Nara Institute of Science and Technology."

/* Reads all three below `root` ("" on an installed system). SK_ERROR_NOT_FOUND: one is missing; says which package to
 * install. *ret_readings: readings that were taken. */
gboolean sk_dictionaries_read(const char *root, SkReadingWords *words, guint *ret_readings, GError **error);
