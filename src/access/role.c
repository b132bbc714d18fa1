#include "access/role.h"

#include <string.h>

static const struct {
  int code;
  const char *word;
} permissions[] = {
#define PERMISSION(code, NAME, word) { code, word },
#include "access/permission.def"
};

#define MAY(NAME) ((SkPermissionSet)1 << SK_PERMISSION_##NAME)

static const struct {
  int code;
  const char *word;
  SkPermissionSet may;
} roles[] = {
#define ROLE(code, NAME, word, permissions) { code, word, permissions },
#include "access/role.def"
};

static const char *const role_words[] = {
#define ROLE(code, NAME, word, permissions) word,
#include "access/role.def"
  NULL
};

const char *sk_permission_word(SkPermission permission) {
  for (gsize i = 0; i < G_N_ELEMENTS(permissions); i++)
    if (permissions[i].code == (int)permission)
      return permissions[i].word;
  return NULL;
}

gboolean sk_permission_set_has(SkPermissionSet set, SkPermission permission) {
  return permission == SK_PERMISSION_NONE || (set >> permission & 1) == 1;
}

const char *sk_role_word(int role) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
    if (roles[i].code == role)
      return roles[i].word;
  return NULL;
}

int sk_role_code(const char *word) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
    if (strcmp(roles[i].word, word) == 0)
      return roles[i].code;
  return 0;
}

SkPermissionSet sk_role_permissions(int role) {
  for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
    if (roles[i].code == role)
      return roles[i].may;
  return 0;
}

const char *const *sk_role_words(void) {
  return role_words;
}
