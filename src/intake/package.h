/* A ZIP archive read with distrust: what an XLSX file is inside.
 *
 * Before anything is unpacked the whole directory is checked: number of entries, names that climb out (.., absolute,
 * backslash), archives within the archive, encryption, and how far each entry would swell. While unpacking, the bytes
 * that really come are counted against the same limits, because a directory can lie. */
#pragma once

#include <glib.h>

#define SK_PACKAGE_ENTRIES_MAX 4096
#define SK_PACKAGE_RATIO_MAX 100         /* unpacked to packed, over SK_PACKAGE_FREE */
#define SK_PACKAGE_FREE (1u << 20)       /* bytes that any ratio may give */
#define SK_PACKAGE_BYTES_MAX (1ll << 31) /* of one entry */

typedef struct SkPackage SkPackage;
typedef struct SkMember SkMember;

/* Takes `fd`, also on failure. SK_ERROR_REFUSED with what is wrong; SK_ERROR_LIMIT for a bomb. */
SkPackage *sk_package_open(int fd, const char *name, GError **error);
gboolean sk_package_has(const SkPackage *archive, const char *path);
void sk_package_free(SkPackage *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkPackage, sk_package_free)

/* One entry, unpacked as it is read. The archive must outlive it. */
SkMember *sk_package_member(SkPackage *archive, const char *path, GError **error);
/* Up to `size` bytes into `buffer`; 0 at the end, -1 with *error. */
gssize sk_member_read(SkMember *member, void *buffer, gsize size, GError **error);
void sk_member_free(SkMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMember, sk_member_free)
