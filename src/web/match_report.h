/* A run of saikai match as one page: HTML that needs no other file and runs no script. */
#pragma once

#include "match/run.h"

/* In "en", "ja" or "ko"; the caller frees. */
char *sk_web_match_report(const SkMatchRun *run, const char *language);
