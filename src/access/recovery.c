#include "access/recovery.h"

#include "store/queries/access.h"
#include "store/seal.h"

#include <sodium.h>
#include <string.h>

#define PURPOSE "recovery code"
#define GROUP 4 /* letters between hyphens */
#define LETTERS 12

G_STATIC_ASSERT(SK_RECOVERY_TEXT == LETTERS + LETTERS / GROUP - 1);

/* Crockford's base 32: nothing in it is taken for something else. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* "7H3K-9QTM-2XWB" */
static void draw(char ret_code[SK_RECOVERY_TEXT + 1]) {
  char *at = ret_code;
  for (int letter = 0; letter < LETTERS; letter++) {
    if (letter > 0 && letter % GROUP == 0)
      *at++ = '-';
    *at++ = alphabet[randombytes_uniform(sizeof alphabet - 1)];
  }
  *at = '\0';
}

/* The letters of a code as it was drawn or typed, those that look alike made one. FALSE: it cannot be one. */
static gboolean letters_of(const char *code, char ret_letters[LETTERS + 1]) {
  gsize count = 0;
  for (const char *at = code; *at != '\0'; at++) {
    char letter = *at == 'O' ? '0' : *at == 'I' || *at == 'L' ? '1' : *at;
    if (letter == '-')
      continue;
    if (count == LETTERS || strchr(alphabet, letter) == NULL)
      return FALSE;
    ret_letters[count++] = letter;
  }
  ret_letters[count] = '\0';
  return count == LETTERS;
}

gboolean recovery_renew(SkWork *work, int64_t account, SkRecoveryCodes *ret_codes, GError **error) {
  if (!skq_access_drop_recovery_codes(work, account, NULL, error))
    return FALSE;
  for (gsize i = 0; i < SK_RECOVERY_CODES; i++) {
    char letters[LETTERS + 1];
    uint8_t digest[SK_SEAL_DIGEST];
    draw(ret_codes->text[i]);
    letters_of(ret_codes->text[i], letters);
    if (!sk_seal_digest(sk_work_db(work), PURPOSE, letters, digest, error) ||
        !skq_access_add_recovery_code(work, (SkBytes){ digest, sizeof digest }, account, NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean recovery_take(SkWork *work, int64_t account, const char *code, gboolean *ret_taken, GError **error) {
  char letters[LETTERS + 1];
  uint8_t digest[SK_SEAL_DIGEST];
  int64_t dropped = 0;
  *ret_taken = FALSE;
  if (!letters_of(code, letters))
    return TRUE;
  if (!sk_seal_digest(sk_work_db(work), PURPOSE, letters, digest, error) ||
      !skq_access_take_recovery_code(work, (SkBytes){ digest, sizeof digest }, account, &dropped, error))
    return FALSE;
  *ret_taken = dropped == 1;
  return TRUE;
}
