#include "web/device.h"

#include <string.h>

/* A sign in the User-Agent header and what it is of; the first that is there counts, since later ones are claimed by
 * others too (Edge calls itself Chrome and Safari). */
typedef struct {
  const char *sign, *name;
} Sign;

static const Sign browsers[] = {
  { "Edg", "Edge" },         { "OPR/", "Opera" },        { "SamsungBrowser/", "Samsung Internet" },
  { "Vivaldi/", "Vivaldi" }, { "YaBrowser/", "Yandex" }, { "Whale/", "Whale" },
  { "FxiOS/", "Firefox" },   { "Firefox/", "Firefox" },  { "CriOS/", "Chrome" },
  { "Chrome/", "Chrome" },   { "Safari/", "Safari" },    { "curl/", "curl" },
};

static const Sign systems[] = {
  { "Android", "Android" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },   { "Windows", "Windows" },
  { "Mac OS X", "macOS" },  { "CrOS", "ChromeOS" }, { "Linux", "Linux" },
};

static const char *name_in(const char *text, const Sign *signs, gsize count) {
  for (gsize i = 0; i < count; i++)
    if (strstr(text, signs[i].sign) != NULL)
      return signs[i].name;
  return NULL;
}

char *sk_device_name(const char *user_agent) {
  const char *text = user_agent != NULL ? user_agent : "";
  const char *browser = name_in(text, browsers, G_N_ELEMENTS(browsers));
  const char *system = name_in(text, systems, G_N_ELEMENTS(systems));
  if (browser != NULL && system != NULL)
    return g_strdup_printf("%s, %s", browser, system);
  return g_strdup(browser != NULL ? browser : system);
}
