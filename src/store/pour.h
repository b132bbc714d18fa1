/* Bytes on their way from where they are made to where they go, a piece at a time. */
#pragma once

#include <glib.h>

/* Takes the next bytes; FALSE stops it all. */
typedef gboolean (*SkPour)(gpointer user, const void *bytes, gsize size, GError **error);
