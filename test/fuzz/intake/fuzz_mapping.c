/* Everything that reads a mapping, and what rows become by one that is well formed: its columns are given cells that go
 * wrong in every way cells do. */
#include "intake/mapping_parts.h"
#include "intake/record.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *const nasty[] = {
  "",   "金英子",      "金田　英子", "女",           "昭和13年5月2日", "昭和99年99月99日",
  "17", "99999999999", "長女",       "\xe3\x80\x80", "1938.5.2",       "주체27(1938)년 5월 2일",
  "x"
};

static void map_rows(SkMapping *mapping) {
  guint count = mapping->columns->len;
  g_autofree SkCell *cells = g_new0(SkCell, count + 2);
  for (guint i = 0; i < count; i++) {
    const char *name = g_ptr_array_index(mapping->columns, i);
    cells[i] = (SkCell){ name, (guint)strlen(name) };
  }
  const SkRow header = { 1, count, cells };
  g_autoptr(SkRowMapper) mapper = sk_row_mapper_new(mapping, &header, NULL);
  for (guint row = 0; mapper != NULL && row < 40; row++) {
    const SkRecord *record;
    guint width = row % 5 == 4 ? count + 1 : row % 7 == 6 ? count / 2 : count;
    for (guint i = 0; i < width; i++) {
      const char *text = nasty[(row * 7 + i * (row + 1)) % G_N_ELEMENTS(nasty)];
      cells[i] = (SkCell){ text, (guint)strlen(text) };
    }
    const SkRow given = { row + 2, width, cells };
    gboolean taken = sk_row_mapper_map(mapper, &given, &record);
    g_assert(taken == (record->refusals->len == 0));
    for (guint i = 0; taken && i < record->facts->len; i++)
      g_assert(g_array_index(record->facts, SkFact, i).mention < record->mentions->len);
    for (guint i = 0; taken && i < record->names->len; i++)
      g_assert(g_array_index(record->names, SkNameClaim, i).mention < record->mentions->len);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  g_autoptr(SkMapping) mapping = sk_mapping_parse("mapping.yaml", (const char *)bytes, size, NULL);
  if (mapping == NULL)
    return 0;
  g_autofree char *words = sk_mapping_show(mapping, NULL, NULL);
  g_assert(words != NULL);
  map_rows(mapping);
  return 0;
}
