/* Parses any bytes as a place; what comes out must hold together, and compare with itself and with the parse of the
 * rest the same both ways. */
#include "text/place.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void demand(bool holds) {
  if (!holds)
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  const char *text = (const char *)bytes;
  SkPlace place = { 0 }, rest = { 0 };
  if (!sk_place_parse(text, size, &place)) {
    demand(place.area == 0 && place.taken == 0);
    return 0;
  }
  demand(place.taken > 0 && place.taken <= size);
  demand(place.unlisted_at + place.unlisted_length <= place.taken);
  demand(place.other_count <= SK_PLACE_MOST && place.other_count != 1);
  demand(place.at_area == 0 || sk_place_area_name(place.area, "ja") != NULL);
  demand(*sk_place_naming_word(place.naming) != '\0');
  sk_place_parse(text + place.taken, size - place.taken, &rest);
  demand(sk_place_compare(&place, &rest) == sk_place_compare(&rest, &place));
  SkPlaceKey key = sk_place_key(&place);
  demand(place.area == 0 || key.area != 0);
  return 0;
}
