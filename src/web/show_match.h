/* Why two names agree or differ, said to people in their language. Inside web only. */
#pragma once

#include "text/name.h"

#include <glib.h>

/* A few words for all of it: "reading of the characters". Static. */
const char *sk_show_grade(const char *language, SkNameGrade grade);
/* A line for each part of the name, and a line for each reason; NULL-terminated, the caller frees. */
char **sk_show_match(const char *language, const SkNameMatch *match);
