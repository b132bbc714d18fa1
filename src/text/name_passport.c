/* The line of names of a machine-readable passport, visa or card: P<KORKIM<<YONG<JA<<<<<<< (ICAO Doc 9303, part 3, 4.6
 * and 4.7, and parts 4, 5 and 7). Two fillers part the family name from the given ones, one filler stands for a blank
 * or a hyphen. */
#include "text/name_parts.h"

#include <uchar.h>

#define PREFIX 5 /* the document's kind and who issued it */

static uint32_t capital(uint32_t code) {
  return code >= 'a' && code <= 'z' ? code - 32 : code;
}

static bool is_letter(uint32_t code) {
  return capital(code) >= 'A' && capital(code) <= 'Z';
}

/* Without a filler after P the kind has a second letter (PM, PP), which may as well begin a family name: then the
 * issuer must be one of whom papers of Koreans come. */
static bool is_issuer(const uint32_t *codes) {
  static const char32_t issuers[][4] = {
    U"KOR", U"PRK", U"JPN", U"CHN", U"RUS", U"UZB", U"KAZ", U"USA", U"CAN", U"SUN"
  };
  for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++)
    if (capital(codes[0]) == issuers[i][0] && capital(codes[1]) == issuers[i][1] && capital(codes[2]) == issuers[i][2])
      return true;
  return false;
}

static size_t prefix_length(NameRun line) {
  if (line.count <= PREFIX || (capital(line.codes[0]) != 'P' && capital(line.codes[0]) != 'V'))
    return 0;
  return line.codes[1] == '<' || (is_letter(line.codes[1]) && is_issuer(line.codes + 2)) ? PREFIX : 0;
}

/* Letters and single fillers from `from`: up to two fillers or the end. */
static NameRun field_at(NameRun line, size_t from) {
  size_t end = from;
  while (end < line.count &&
         (is_letter(line.codes[end]) || (line.codes[end] == '<' && end + 1 < line.count && line.codes[end + 1] != '<')))
    end++;
  return (NameRun){ line.codes + from, end - from };
}

static bool read_line(NameRun line, NameDivision *ret_division) {
  NameRun family = field_at(line, prefix_length(line));
  size_t end = (size_t)(family.codes - line.codes) + family.count;
  if (family.count == 0 || !is_letter(family.codes[0]) || end + 2 > line.count || line.codes[end] != '<' ||
      line.codes[end + 1] != '<')
    return false;
  NameRun given = field_at(line, end + 2);
  if (given.count > 0 && !is_letter(given.codes[0]))
    return false;
  *ret_division = (NameDivision){ .family = family, .given = given };
  return true;
}

bool name_read_passport(const uint32_t *codes, size_t count, NameDivision *ret_division) {
  bool filled = false;
  for (size_t i = 0; i + 1 < count && !filled; i++)
    filled = codes[i] == '<' && codes[i + 1] == '<';
  for (size_t from = 0, end; filled && from < count; from = end + 1) {
    for (end = from; end < count && codes[end] > ' ';)
      end++;
    if (read_line((NameRun){ codes + from, end - from }, ret_division))
      return true;
  }
  return false;
}
