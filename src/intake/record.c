#include "intake/record_parts.h"

#include "base/error.h"

#include <string.h>

#define FORMAT 1

/* ---------------------------------------------------------------- verbatim rows */

void sk_raw_write(const SkRow *row, GByteArray *to) {
  guint8 head = FORMAT;
  g_byte_array_append(to, &head, 1);
  for (guint i = 0; i < row->count; i++) {
    guint8 number[5];
    guint n = 0;
    for (guint rest = row->cells[i].length;; rest >>= 7) {
      number[n++] = (guint8)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
      if (rest <= 0x7f)
        break;
    }
    g_byte_array_append(to, number, n);
    g_byte_array_append(to, (const guint8 *)row->cells[i].text, row->cells[i].length);
  }
}

gboolean sk_raw_next(const guint8 *raw, gsize size, gsize *at, const char **ret_text, gsize *ret_length) {
  if (*at == 0 && (size == 0 || raw[0] != FORMAT))
    return FALSE;
  gsize here = MAX(*at, 1), length = 0;
  for (guint shift = 0;; shift += 7) {
    if (here >= size || shift > 28)
      return FALSE;
    length |= (gsize)(raw[here] & 0x7f) << shift;
    if ((raw[here++] & 0x80) == 0)
      break;
  }
  if (length > size - here)
    return FALSE;
  *ret_text = (const char *)raw + here;
  *ret_length = length;
  *at = here + length;
  return TRUE;
}

/* ---------------------------------------------------------------- texts */

/* Whether every character is certainly its own compatible form: ASCII, Han of the basic block, Hangul, plain kana. */
static gboolean is_plain(const char *text, gsize length) {
  for (gsize i = 0; i < length;) {
    guchar a = (guchar)text[i], b = i + 1 < length ? (guchar)text[i + 1] : 0,
           c = i + 2 < length ? (guchar)text[i + 2] : 0;
    if (a < 0x80)
      i++;
    else if ((a >= 0xe4 && a <= 0xe9) || a == 0xeb || a == 0xec || (a == 0xe3 && b == 0x81) ||
             (a == 0xe3 && b == 0x82 && c < 0x99) || (a == 0xe3 && b == 0x83 && c < 0xbf) || (a == 0xea && b >= 0xb0))
      i += 3;
    else
      return FALSE;
  }
  return TRUE;
}

const char *settle_text(SkRowMapper *mapper, const char *text, gsize length) {
  g_autofree char *folded = is_plain(text, length) ? NULL : g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFKC);
  const char *from = folded != NULL ? folded : text;
  gsize size = folded != NULL ? strlen(folded) : length;
  while (size > 0 && g_ascii_isspace(from[size - 1]))
    size--;
  while (size > 0 && g_ascii_isspace(*from)) {
    from++;
    size--;
  }
  if (folded == NULL && from + size == text + length && *(from + size) == '\0')
    return from;
  return g_string_chunk_insert_len(mapper->texts, from, (gssize)size);
}

static const SkCell *cell_of(const SkRowMapper *mapper, guint column) {
  guint at = column == NO_COLUMN ? G_MAXUINT : mapper->at[column];
  return at < mapper->row->count ? &mapper->row->cells[at] : NULL;
}

const char *cell_verbatim(const SkRowMapper *mapper, guint column) {
  const SkCell *cell = cell_of(mapper, column);
  return cell != NULL ? cell->text : "";
}

const char *cell_text(SkRowMapper *mapper, guint column) {
  const SkCell *cell = cell_of(mapper, column);
  return cell != NULL && cell->length > 0 ? settle_text(mapper, cell->text, cell->length) : "";
}

guint cell_column(const SkRowMapper *mapper, guint column) {
  return column == NO_COLUMN || mapper->at[column] == G_MAXUINT ? 0 : mapper->at[column] + 1;
}

const char *word_value(const GArray *words, const char *word) {
  for (guint i = 0; words != NULL && i < words->len; i++)
    if (strcmp(g_array_index(words, WordPair, i).word, word) == 0)
      return g_array_index(words, WordPair, i).value;
  return NULL;
}

void refuse_row(SkRowMapper *mapper, SkRule rule, guint column, const char *message) {
  guint at = column == NO_COLUMN ? G_MAXUINT : mapper->at[column];
  SkRefusal refusal = { .rule = rule, .line = mapper->row->line, .message = message };
  if (at != G_MAXUINT) {
    refusal.column = at + 1;
    refusal.column_name = sk_row_mapper_column(mapper, at + 1);
    refusal.value = cell_verbatim(mapper, column);
  }
  g_array_append_val(mapper->record.refusals, refusal);
}

/* ---------------------------------------------------------------- binding to a header */

static char *header_text(const SkCell *cell) {
  g_autofree char *folded = g_utf8_normalize(cell->text, (gssize)cell->length, G_NORMALIZE_NFKC);
  return g_strdup(folded != NULL ? g_strstrip(folded) : "");
}

/* The header's column of that name; G_MAXUINT none; *ret_twice when it stands twice. */
static guint find_column(const GPtrArray *header, const char *name, gboolean *ret_twice) {
  g_autofree char *folded = g_utf8_normalize(name, -1, G_NORMALIZE_NFKC);
  guint found = G_MAXUINT;
  *ret_twice = FALSE;
  for (guint i = 0; i < header->len; i++)
    if (strcmp(g_ptr_array_index(header, i), g_strstrip(folded)) == 0) {
      *ret_twice |= found != G_MAXUINT;
      found = found == G_MAXUINT ? i : found;
    }
  return found;
}

static gboolean bind(SkRowMapper *mapper, GError **error) {
  SkMapping *mapping = mapper->mapping;
  g_autoptr(GString) missing = g_string_new(NULL);
  for (guint i = 0; i < mapping->columns->len; i++) {
    const char *name = g_ptr_array_index(mapping->columns, i);
    gboolean twice;
    mapper->at[i] = find_column(mapper->header, name, &twice);
    if ((mapper->at[i] == G_MAXUINT && !g_hash_table_contains(mapping->optional, name)) || twice)
      g_string_append_printf(missing, "%s%s%s", missing->len > 0 ? ", " : "", name, twice ? " (twice)" : "");
  }
  if (missing->len == 0)
    return TRUE;
  g_autoptr(GString) there = g_string_new(NULL);
  for (guint i = 0; i < mapper->header->len && there->len < 1000; i++)
    g_string_append_printf(there, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index(mapper->header, i));
  sk_error_set(error, SK_ERROR_REFUSED,
               "the list does not fit the mapping %s: its header lacks, or has twice: %s. It has: %s", mapping->name,
               missing->str, there->str);
  return FALSE;
}

SkRowMapper *sk_row_mapper_new(SkMapping *mapping, const SkRow *header, GError **error) {
  g_autoptr(SkRowMapper) mapper = g_new0(SkRowMapper, 1);
  mapper->mapping = sk_mapping_ref(mapping);
  mapper->header = g_ptr_array_new_with_free_func(g_free);
  mapper->at = g_new0(guint, MAX(mapping->columns->len, 1));
  mapper->texts = g_string_chunk_new(4096);
  mapper->raw = g_byte_array_new();
  mapper->scratch = g_string_new(NULL);
  mapper->record.mentions = g_array_new(FALSE, FALSE, sizeof(SkMention));
  mapper->record.facts = g_array_new(FALSE, FALSE, sizeof(SkFact));
  mapper->record.names = g_array_new(FALSE, FALSE, sizeof(SkNameClaim));
  mapper->record.ties = g_array_new(FALSE, FALSE, sizeof(SkTie));
  mapper->record.refusals = g_array_new(FALSE, FALSE, sizeof(SkRefusal));
  for (guint i = 0; i < header->count; i++)
    g_ptr_array_add(mapper->header, header_text(&header->cells[i]));
  return bind(mapper, error) ? g_steal_pointer(&mapper) : NULL;
}

const char *sk_row_mapper_column(const SkRowMapper *mapper, guint column) {
  return column >= 1 && column <= mapper->header->len ? g_ptr_array_index(mapper->header, column - 1) : NULL;
}

void sk_row_mapper_free(SkRowMapper *mapper) {
  if (mapper == NULL)
    return;
  sk_mapping_unref(mapper->mapping);
  g_ptr_array_unref(mapper->header);
  g_free(mapper->at);
  g_string_chunk_free(mapper->texts);
  g_byte_array_unref(mapper->raw);
  g_string_free(mapper->scratch, TRUE);
  g_array_unref(mapper->record.mentions);
  g_array_unref(mapper->record.facts);
  g_array_unref(mapper->record.names);
  g_array_unref(mapper->record.ties);
  g_array_unref(mapper->record.refusals);
  g_free(mapper);
}

/* ---------------------------------------------------------------- a row */

static void begin(SkRowMapper *mapper, const SkRow *row) {
  SkRecord *record = &mapper->record;
  g_string_chunk_clear(mapper->texts);
  g_byte_array_set_size(mapper->raw, 0);
  g_array_set_size(record->mentions, 0);
  g_array_set_size(record->facts, 0);
  g_array_set_size(record->names, 0);
  g_array_set_size(record->ties, 0);
  g_array_set_size(record->refusals, 0);
  mapper->row = row;
  sk_raw_write(row, mapper->raw);
  record->raw = mapper->raw->data;
  record->raw_size = mapper->raw->len;
  record->line = row->line;
}

static const char *locator(SkRowMapper *mapper) {
  GString *text = mapper->scratch;
  g_string_truncate(text, 0);
  for (guint i = 0; i < mapper->mapping->locator->len; i++) {
    const LocatorPiece *piece = &g_array_index(mapper->mapping->locator, LocatorPiece, i);
    g_string_append(text, piece->text);
    if (piece->is_line)
      g_string_append_printf(text, "%" G_GUINT64_FORMAT, mapper->row->line);
    else if (piece->column != NO_COLUMN)
      g_string_append(text, cell_text(mapper, piece->column));
  }
  return g_string_chunk_insert_len(mapper->texts, text->str, (gssize)text->len);
}

static void check_width(SkRowMapper *mapper) {
  for (guint i = mapper->header->len; i < mapper->row->count; i++)
    if (mapper->row->cells[i].length > 0) {
      SkRefusal refusal = { .rule = SK_RULE_CELL_BEYOND_HEADER,
                            .line = mapper->row->line,
                            .column = i + 1,
                            .value = mapper->row->cells[i].text };
      g_array_append_val(mapper->record.refusals, refusal);
      return;
    }
}

static gboolean holds(SkRowMapper *mapper, const Condition *condition) {
  const char *text = cell_text(mapper, condition->column);
  return condition->words == NULL ? *text != '\0' : g_strv_contains((const char *const *)condition->words, text);
}

static gboolean is_present(SkRowMapper *mapper, const PersonaPlan *plan) {
  for (guint i = 0; i < plan->conditions->len; i++)
    if (!holds(mapper, &g_array_index(plan->conditions, Condition, i)))
      return FALSE;
  return TRUE;
}

static void map_persona(SkRowMapper *mapper, guint index, guint *mentions) {
  const PersonaPlan *plan = &g_array_index(mapper->mapping->personae, PersonaPlan, index);
  mentions[index] = G_MAXUINT;
  if (!is_present(mapper, plan))
    return;
  SkRecord *record = &mapper->record;
  guint mention = record->mentions->len, facts = record->facts->len, refusals = record->refusals->len;
  SkMention made = { .role = plan->role };
  g_array_append_val(record->mentions, made);
  mentions[index] = mention;
  gboolean named = map_names(mapper, plan, mention, mentions);
  map_facts(mapper, plan, mention);
  if (named) {
    map_household_facts(mapper, mention);
    map_tie(mapper, plan, mention, mentions);
    return;
  }
  if (plan->conditions->len > 0 || record->facts->len > facts || record->refusals->len > refusals)
    refuse_row(mapper, SK_RULE_EMPTY_PERSONA, g_array_index(plan->names, NamePlan, 0).column, NULL);
  g_array_set_size(record->mentions, mention);
  g_array_set_size(record->facts, facts);
  mentions[index] = G_MAXUINT;
}

gboolean sk_row_mapper_map(SkRowMapper *mapper, const SkRow *row, const SkRecord **ret_record) {
  begin(mapper, row);
  *ret_record = &mapper->record;
  mapper->record.locator = locator(mapper);
  check_width(mapper);
  map_household(mapper);
  guint count = mapper->mapping->personae->len;
  g_autofree guint *mentions = g_new(guint, MAX(count, 1));
  for (guint i = 0; i < count; i++)
    map_persona(mapper, i, mentions);
  if (mapper->record.mentions->len == 0 && mapper->record.refusals->len == 0)
    refuse_row(mapper, SK_RULE_NOBODY, NO_COLUMN, NULL);
  check_rules(mapper);
  return mapper->record.refusals->len == 0;
}
