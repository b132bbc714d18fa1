/* Permissions and the roles that carry them (permission.def and role.def are the one place they are named). */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
  SK_PERMISSION_NONE = 0, /* asks for nothing: everybody may */
#define PERMISSION(code, NAME, word) SK_PERMISSION_##NAME = code,
#include "access/permission.def"
} SkPermission;

typedef uint64_t SkPermissionSet; /* bit `code` of each permission */

typedef enum {
#define ROLE(code, NAME, word, permissions) SK_ROLE_##NAME = code,
#include "access/role.def"
} SkRole;

/* "person.read"; NULL for no permission. Static storage. */
const char *sk_permission_word(SkPermission permission);
gboolean sk_permission_set_has(SkPermissionSet set, SkPermission permission);

/* "tracing-officer"; NULL when the number is none. Static storage. */
const char *sk_role_word(int role);
/* The role of a word, or 0. */
int sk_role_code(const char *word);
/* What a role may do; empty for an unknown number (a newer program's role gives an older one nothing). */
SkPermissionSet sk_role_permissions(int role);
/* Every role's word, NULL-terminated. Static storage. */
const char *const *sk_role_words(void);
