/* The pack of Japanese readings: which kana a family or given name written in characters is known to be read as.
 *
 * Optional, made on the user's machine from dictionaries that may not be compiled in
 * (docs/adr/0013-japanese-readings.md), and handed to those who ask as memory: a mapped file, of which no byte is
 * trusted. The memory must outlive everything that was prepared with it. What the pack does not hold is not known, and
 * never speaks against anybody.
 *
 * Format, little-endian: SK_READINGS_MAGIC, u32 version, u32 rows, u32 bytes of rows, u32 print of the character
 * classes it was made with; rows + 1 offsets (u32) into what follows; the rows, ascending by characters. A row: u8
 * count, the characters (u24 each, folded by sk_han_fold), and to its end readings: u8 bits of SkReadingBit, u8 length,
 * the kana (u8 each, less 0x30a0), the best known first. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SK_READINGS_MAGIC "saikaiRD"
#define SK_READINGS_VERSION 1
#define SK_READING_LETTERS 48   /* room for one reading in letters, with its NUL */
#define SK_READING_KANA 0x30a0u /* what is added to a byte of a reading to make its code point */

typedef enum {
  SK_READING_FAMILY = 1 << 0,    /* of a family name */
  SK_READING_GIVEN = 1 << 1,     /* of a given name */
  SK_READING_CHARACTER = 1 << 2, /* of one character, in any word or name */
  SK_READING_ENAMDICT = 1 << 4,  /* said by ENAMDICT, mecab-ipadic, KANJIDIC */
  SK_READING_IPADIC = 1 << 5,
  SK_READING_KANJIDIC = 1 << 6
} SkReadingBit;

typedef struct SkReadings {
  const uint8_t *index, *rows;
  uint32_t row_count, row_bytes, class_print;
} SkReadings;

/* The readings of one row that are left: borrowed from the pack, free to copy. All zero: none. */
typedef struct {
  const uint8_t *at, *end;
  uint8_t uses; /* bits of SkReadingBit asked for; a reading that has none of them is passed over */
} SkReadingList;

typedef struct {
  uint8_t bits; /* of SkReadingBit */
  uint8_t count;
  const uint8_t *kana; /* code points less SK_READING_KANA */
} SkReading;

/* The character under which the pack files a character: its class, and katakana for hiragana. */
uint32_t sk_readings_file(uint32_t code);
/* Whether `bytes` have the frame of a pack of this version; sets *ret_readings, which borrows them. */
bool sk_readings_open(const void *bytes, size_t size, SkReadings *ret_readings);
/* The readings of a name of `count` characters, in any form of them and with 々; `uses` says as what (SK_READING_FAMILY
 * ...). `self` may be NULL: no pack. An empty list when nothing is known. */
SkReadingList sk_readings_find(const SkReadings *self, const uint32_t *codes, size_t count, unsigned uses);
/* Takes the next reading of the list; false at its end or at the first byte that makes no sense. */
bool sk_readings_next(SkReadingList *list, SkReading *ret_reading);
/* The reading as folded letters (text/kana.h), comparable with those of kana and romaji; returns the length. */
size_t sk_reading_letters(const SkReading *reading, char out[SK_READING_LETTERS]);
/* What sk_han_fold makes of every character, as one number: a pack made with other classes is to be made again. */
uint32_t sk_readings_class_print(void);
