/* Places as lists write them: which prefecture or province, and which town in it. A first, small gazetteer (own table
 * in place_table.c); what it does not know it does not guess. Pure C, any bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { SK_COUNTRY_UNKNOWN, SK_COUNTRY_JAPAN, SK_COUNTRY_KOREA } SkCountry;

typedef struct {
  SkCountry country;
  uint32_t area; /* 1..47 a prefecture of Japan by its JIS X 0401 code; 101.. a Korean province; 0 unknown */
  uint32_t town; /* stable number of the city, ward or county as written, old and new characters folded; 0 unknown */
} SkPlace;

/* Reads an address or place name in Japanese, Korean or Latin letters from the start of `text`. False, and *ret_place
 * untouched, when neither area nor town is known. */
bool sk_place_parse(const char *text, size_t len, SkPlace *ret_place);
/* The area's name in a language ("ja", "ko", "en"; anything else gives en); NULL for an unknown number. Static storage.
 */
const char *sk_place_area_name(uint32_t area, const char *language);
