/* Whether a name in characters can be read as certain kana or romaji, by what its characters can be read as.
 *
 * A name is read character by character: each by a native or Sino-Japanese reading (Unihan, and the pack of readings
 * where there is one), voiced where it follows another (rendaku: 金田 かねだ), its end swallowed before a hard sound
 * (一平 いっぺい), with a の that is not written (井上 いのうえ). Many names fit that nobody bears: a fit makes a
 * reading possible, never attested. Letters are those of sk_romaji_fold. Pure C. */
#pragma once

#include "text/readings.h"

/* Whether the name of `count` characters (Han, with kana that read as themselves) can be read as `letters`. */
bool sk_japanese_can_read(const SkReadings *readings, const uint32_t *codes, size_t count, const char *letters,
                          size_t length);
