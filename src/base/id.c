#include "base/id.h"

#include <sodium.h>
#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

SkId sk_id_new(void) {
  SkId id;
  randombytes_buf(id.bytes, sizeof id.bytes);
  return id;
}

void sk_ids_new(SkId *ids, gsize count) {
  randombytes_buf(ids, count * sizeof *ids);
}

/* 26 characters hold 130 bits: the first carries only the top three. */
SkIdText sk_id_print(const SkId *id) {
  SkIdText printed;
  for (int i = 0; i < SK_ID_TEXT; i++) {
    int low = 125 - 5 * i; /* lowest bit of this character, counted from the id's end */
    unsigned value = 0;
    for (int bit = 4; bit >= 0; bit--) {
      int at = low + bit;
      unsigned set = at < 128 ? (id->bytes[15 - at / 8] >> (at % 8)) & 1u : 0u;
      value = value << 1 | set;
    }
    printed.text[i] = alphabet[value];
  }
  printed.text[SK_ID_TEXT] = '\0';
  return printed;
}

static int digit_of(char c) {
  c = g_ascii_toupper(c);
  if (c == 'O')
    c = '0';
  if (c == 'I' || c == 'L')
    c = '1';
  const char *at = c == '\0' ? NULL : strchr(alphabet, c);
  return at == NULL ? -1 : (int)(at - alphabet);
}

gboolean sk_id_parse(const char *text, SkId *ret_id) {
  SkId id = { { 0 } };
  int count = 0;
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '-')
      continue;
    int digit = digit_of(*c);
    if (digit < 0 || count == SK_ID_TEXT || (count == 0 && digit > 7))
      return FALSE;
    int low = 125 - 5 * count++;
    for (int bit = 0; bit < 5; bit++)
      if ((digit >> bit & 1) != 0)
        id.bytes[15 - (low + bit) / 8] |= (uint8_t)(1u << ((low + bit) % 8));
  }
  if (count != SK_ID_TEXT)
    return FALSE;
  *ret_id = id;
  return TRUE;
}
