/* Files that appear whole or not at all: written beside their place and moved there when they are complete. */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef struct SkOutput SkOutput;

/* Begins a file for `path`. SK_ERROR_IO when it cannot be written there. */
SkOutput *sk_output_new(const char *path, GError **error);
FILE *sk_output_file(SkOutput *output);
/* Adds pieces one after the other, each written by some thread, and has the system begin to carry them to the disk, so
 * that little is left to wait for in the end. What fails is told by sk_output_finish(). */
void sk_output_add(SkOutput *output, guint threads, GString *const *pieces, guint count);
/* Puts the file in its place, over one that is there; frees `output`, also on failure. */
gboolean sk_output_finish(SkOutput *output, GError **error);
/* Throws away what was not finished. */
void sk_output_free(SkOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkOutput, sk_output_free)
