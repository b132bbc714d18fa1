#include "access/account_rule.h"

#include "access/password.h"
#include "base/error.h"

#define NAME_MAX_CHARACTERS 64

/* Why `name` cannot be an account's, or NULL. */
static const char *name_fault(const char *name) {
  if (name == NULL || *name == '\0')
    return "it is empty";
  if (!g_utf8_validate(name, -1, NULL))
    return "it is not valid text";
  if (g_utf8_strlen(name, -1) > NAME_MAX_CHARACTERS)
    return "it has more than 64 characters";
  for (const char *at = name; *at != '\0'; at = g_utf8_find_next_char(at, NULL))
    if (!g_unichar_isgraph(g_utf8_get_char(at)))
      return "it holds a space or a control character";
  return NULL;
}

static void refuse_role(const char *word, GError **error) {
  g_autoptr(GString) known = g_string_new(NULL);
  for (const char *const *role = sk_role_words(); *role != NULL; role++)
    g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", *role);
  sk_error_set(error, SK_ERROR_REFUSED, "\"%s\" is no role; the roles are %s", word, known->str);
}

static gboolean check_roles(const char *const *roles, GError **error) {
  if (roles == NULL || roles[0] == NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "an account needs at least one role");
    return FALSE;
  }
  for (gsize i = 0; roles[i] != NULL; i++) {
    if (sk_role_code(roles[i]) == 0) {
      refuse_role(roles[i], error);
      return FALSE;
    }
    if (g_strv_contains(roles + i + 1, roles[i])) {
      sk_error_set(error, SK_ERROR_REFUSED, "the role \"%s\" is given twice", roles[i]);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean sk_account_check(const SkAccountSpec *spec, GError **error) {
  static const char *const languages[] = { "en", "ja", "ko", NULL };
  const char *fault = name_fault(spec->name);
  if (fault != NULL) {
    sk_error_set(error, SK_ERROR_REFUSED, "the name of the account cannot be used: %s", fault);
    return FALSE;
  }
  if (spec->level < 0 || spec->level > 9) {
    sk_error_set(error, SK_ERROR_REFUSED, "the level %d is not between 0 and 9", spec->level);
    return FALSE;
  }
  if (spec->language != NULL && !g_strv_contains(languages, spec->language)) {
    sk_error_set(error, SK_ERROR_REFUSED, "\"%s\" is not a language of saikai; en, ja and ko are", spec->language);
    return FALSE;
  }
  return check_roles(spec->roles, error) &&
         (spec->password == NULL || sk_password_check(spec->password, spec->name, error));
}
