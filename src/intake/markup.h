/* XML of an archive's entry, pulled: parsing runs until the handler asks for a pause. A DOCTYPE is refused, so there
 * are no entities to expand ("billion laughs") and nothing external to fetch. */
#pragma once

#include "intake/package.h"

#include <expat.h>

typedef struct SkMarkup SkMarkup;

typedef struct {
  /* `name` without its namespace prefix; attributes in pairs, names without prefix, NULL-terminated by expat. */
  void (*start)(void *user, const char *name, const char **attributes);
  void (*end)(void *user, const char *name);
  void (*text)(void *user, const char *bytes, int length); /* may be NULL */
} SkMarkupHandler;

SkMarkup *sk_markup_open(SkPackage *archive, const char *path, const char *file_name, const SkMarkupHandler *handler,
                         void *user, GError **error);
/* Called by a handler: sk_markup_run returns after it. */
void sk_markup_pause(SkMarkup *markup);
/* Goes on until a pause (*ret_end FALSE) or the end of the entry (TRUE). */
gboolean sk_markup_run(SkMarkup *markup, gboolean *ret_end, GError **error);
void sk_markup_free(SkMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkMarkup, sk_markup_free)

/* The value of an attribute, or NULL. */
const char *sk_markup_attribute(const char **attributes, const char *name);
