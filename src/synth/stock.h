/* Everything the generator draws from: its tables, and the choices over them by sex, time and place. Made once, then
 * only read. */
#pragma once

#include "synth/civil.h"
#include "synth/public_names.h"
#include "synth/table.h"

#define STOCK_FIRST_DECADE 186 /* 1860 to 1869 */
#define STOCK_DECADES 13

typedef enum { SEX_MALE, SEX_FEMALE } Sex;
typedef enum { PLACE_FIRST, PLACE_SECOND } GivenPlace;

/* Columns stand beside their table, so that a cell is one expression: stock_text(stock->surname, row, SURNAME_HAN). */
enum { SURNAME_HAN, SURNAME_SOUND, SURNAME_MAINLAND, SURNAME_CHEJU, SURNAME_LATIN };
enum { GIVEN_HAN, GIVEN_SOUND, GIVEN_ON, GIVEN_SEX, GIVEN_PLACE, GIVEN_FROM, GIVEN_TO, GIVEN_WEIGHT };
enum {
  JAPAN_WRITTEN,
  JAPAN_READING,
  JAPAN_READING2,
  JAPAN_KOREAN,
  JAPAN_SEX,
  JAPAN_FROM,
  JAPAN_TO,
  JAPAN_WEIGHT,
  JAPAN_BOTH
};
enum { FAMILY_WRITTEN, FAMILY_READING, FAMILY_KOREAN, FAMILY_WEIGHT };
enum { PASS_SURNAME, PASS_WRITTEN, PASS_READING, PASS_KOREAN, PASS_WEIGHT };
enum { AREA_HAN, AREA_LATIN, AREA_WEIGHT, AREA_OFFICE, AREA_VOLUME, AREA_TOWNS, AREA_DISTRICTS };
enum { COUNTY_PROVINCE, COUNTY_PROVINCE_HANGUL, COUNTY_HAN, COUNTY_HANGUL, COUNTY_WEIGHT, COUNTY_SIDE };
enum { NORTH_HANGUL, NORTH_HAN, NORTH_OLD, NORTH_PROVINCE, NORTH_WEIGHT, NORTH_KIND };
enum { WORD_KIND, WORD_TEXT, WORD_WEIGHT, WORD_WHOM };

typedef struct {
  Table *surname, *given, *given_japan, *family_japan, *pass, *area, *county, *north, *words, *spelling, *error, *kana,
      *latin, *lunar, *public_name;
  Choice *surnames[2];                       /* mainland and north, Cheju */
  Choice *givens[2][2][STOCK_DECADES];       /* sex, place */
  Choice *givens_japan[2][2][STOCK_DECADES]; /* sex; any, or those Korean families register */
  Choice *families_japan, *areas, *counties, *norths;
  GPtrArray *passes; /* Choice by row of surname */
  Choice *pass_any;
  GHashTable *kinds; /* kind of word, and whom, to Choice */
  GHashTable *rates; /* "list error" to rate */
  PublicNames *public_names;
} Stock;

Stock *stock_new(void);
void stock_free(Stock *stock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stock, stock_free)

/* Decade of a day as an index into the choices. */
guint stock_decade(Day day);
/* A word of the kind for somebody of the sex. Static while the stock lives. */
guint stock_word_row(const Stock *stock, const char *kind, const char *whom, Draw *draw);
const char *stock_word(const Stock *stock, const char *kind, const char *whom, Draw *draw);
/* How often in ten thousand a list makes an error; the program ends when the table does not say. */
uint32_t stock_rate(const Stock *stock, const char *list, const char *error);
