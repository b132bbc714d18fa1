/* What somebody signs in with, from what the browser says of itself: enough for its owner to know it again. Inside web
 * only. */
#pragma once

#include <glib.h>

/* "Firefox, Windows"; "Firefox" or "Windows" when only one is known; NULL when neither is. Names are not translated.
 * The caller frees. */
char *sk_device_name(const char *user_agent);
