/* Where the boxes of a picture stand: Graphviz works it out, in a process of its own with little memory, time and
 * nothing to open. It is told numbers and never a name, and what comes back is numbers; names and marks are ours to
 * draw. */
#pragma once

#include <glib.h>

typedef struct {
  double x, y; /* of the middle, from the top left corner */
} SkLayoutNode;

typedef struct {
  guint from, to;
  gboolean level; /* side by side, without a direction */
} SkLayoutEdge;

typedef struct {
  double width, height;
  GArray *nodes;    /* SkLayoutNode, as many as were asked for */
  GPtrArray *lines; /* char *: a path for each edge: M x y C ... in whole numbers; NULL for none */
} SkLayout;

/* Lays out `count` boxes of this size; lengths in the units of the page. SK_ERROR_LIMIT: it took too long or too much;
 * SK_ERROR_FAILED: Graphviz is not there, or its answer was not understood. */
SkLayout *sk_layout_run(guint count, double box_width, double box_height, const GArray *edges, GError **error);
void sk_layout_free(SkLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkLayout, sk_layout_free)
