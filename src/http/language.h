/* Inside http only: which language somebody prefers. */
#pragma once

/* The best of `languages` (NULL-terminated) for an Accept-Language header, or `otherwise`. */
const char *sk_language_choose(const char *header, const char *const *languages, const char *otherwise);
