/* The answers of a run as files: pairs.csv and clusters.csv. */
#pragma once

#include "match/earlier.h"

/* left_id, right_id, weight, probability, band, pattern; of the bands "ask" and "link". With more lists than two,
 * left_list and right_list follow. A pair stands once, heavier pairs first. */
gboolean sk_match_write_pairs(const SkMatchRun *run, const char *path, SkProgress *progress, GError **error);
/* id, cluster: every row; clusters have the names of sk_match_cluster_names(). With more lists than one, list. */
gboolean sk_match_write_clusters(const SkMatchRun *run, const GPtrArray *names, const char *path, SkProgress *progress,
                                 GError **error);
