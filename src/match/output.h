/* Files that appear whole or not at all: written beside their place and moved there when they are complete. A link
 * stays one: what it leads to is replaced. What is no file, a pipe or /dev/null, gets the bytes as they come. */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef struct SkOutput SkOutput;

/* Begins a file for `path`. SK_ERROR_IO when it cannot be written there. */
SkOutput *sk_output_new(const char *path, GError **error);
FILE *sk_output_file(SkOutput *output);
/* Has the system begin to carry to the disk what was written so far, so that little is left to wait for in the end. */
void sk_output_hurry(SkOutput *output);
/* Has all of it carried to the disk while the caller does something else; nothing more is written then. What fails is
 * told in the end. */
void sk_output_carry(SkOutput *output);
/* Puts the file in its place, over one that is there; frees `output`, also on failure. */
gboolean sk_output_finish(SkOutput *output, GError **error);
/* Throws away what was not finished. */
void sk_output_free(SkOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkOutput, sk_output_free)
