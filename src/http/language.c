#include "http/language.h"

#include <glib.h>
#include <string.h>

#define RANGES_MAX 32 /* nobody speaks more */

/* Thousandths of ";q=0.8"; 1000 when none is given, -1 when it is no weight. RFC 9110, section 12.4.2. */
static int weight_of(const char *parameter) {
  while (*parameter == ' ' || *parameter == '\t')
    parameter++;
  if (*parameter == '\0')
    return 1000;
  if (g_ascii_strncasecmp(parameter, "q=", 2) != 0)
    return -1;
  char *end = NULL;
  double weight = g_ascii_strtod(parameter + 2, &end);
  return end != parameter + 2 && weight >= 0 && weight <= 1 ? (int)(weight * 1000 + 0.5) : -1;
}

/* "ja-JP" asks for "ja"; "*" for anything. */
static gboolean range_fits(const char *range, const char *language) {
  gsize size = strlen(language);
  if (strcmp(range, "*") == 0)
    return TRUE;
  return g_ascii_strncasecmp(range, language, size) == 0 && (range[size] == '\0' || range[size] == '-');
}

const char *sk_language_choose(const char *header, const char *const *languages, const char *otherwise) {
  const char *best = otherwise;
  int best_weight = 0;
  g_auto(GStrv) ranges = g_strsplit(header != NULL ? header : "", ",", RANGES_MAX);
  for (gsize i = 0; ranges[i] != NULL; i++) {
    char *semicolon = strchr(ranges[i], ';');
    int weight = weight_of(semicolon != NULL ? semicolon + 1 : "");
    if (semicolon != NULL)
      *semicolon = '\0';
    for (gsize j = 0; languages[j] != NULL && weight > best_weight; j++)
      if (range_fits(g_strstrip(ranges[i]), languages[j])) {
        best = strcmp(ranges[i], "*") == 0 ? otherwise : languages[j];
        best_weight = weight;
      }
  }
  return best;
}
