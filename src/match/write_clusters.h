/* clusters.csv: id, cluster: every row; clusters have the names of sk_match_cluster_names(). With more lists than one,
 * list. */
#pragma once

#include "match/earlier.h"

gboolean sk_match_write_clusters(const SkMatchRun *run, const GPtrArray *names, const char *path, SkProgress *progress,
                                 GError **error);
