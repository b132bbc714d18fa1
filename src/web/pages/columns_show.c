/* The columns of a list as a table: what each means, and how its first cells would be understood. */
#include "base/vocabulary.h"
#include "web/pages/columns_parts.h"
#include "web/show.h"
#include "web/texts.h"

#include <string.h>

/* The choices, those alike together. Words of sk_draft_meanings(); a blank between two. */
static const struct {
  const char *label, *words;
} groups[] = {
  { N_("Not used"), "nothing row" },
  { N_("Names"), "name reading pass-name name-hangul name-latin birth-name married-name alias family-name given-name" },
  { N_("The person"),
    "sex birth age age-year nationality occupation category life-status death death-cause health note" },
  { N_("Places"), "address former-address prefecture origin honseki residence assigned-place wished-place" },
  { N_("The journey"), "sailing departed departure household relation reason luggage" },
  { N_("Numbers and papers"), "registration-number application-number photo-reference school school-class party-role "
                              "korean-level livelihood last-news says" },
};

/* Words of our own beside those of the vocabulary. */
static const char *meaning_text(const char *language, const char *word) {
  return sk_vocabulary_code(SK_VOCABULARY_PROPERTY, word) >= 0 && strcmp(word, "sailing") != 0
             ? sk_text_in(language, "property", word)
             : sk_text_in(language, "column", word);
}

static void add_choice(GPtrArray *choices, const char *value, const char *label, gboolean chosen) {
  SkViewChoice *choice = sk_view_choice_new();
  choice->value = g_strdup(value);
  choice->label = g_strdup(label);
  choice->chosen = chosen;
  g_ptr_array_add(choices, choice);
}

static void show_meanings(SkViewMapColumn *row, const char *language, const char *chosen) {
  for (gsize i = 0; i < G_N_ELEMENTS(groups); i++) {
    SkViewChoiceGroup *group = sk_view_map_column_add_means(row);
    g_auto(GStrv) words = g_strsplit(groups[i].words, " ", -1);
    group->label = g_strdup(sk_text(language, groups[i].label));
    for (gsize w = 0; words[w] != NULL; w++)
      add_choice(group->choices, words[w], meaning_text(language, words[w]), strcmp(words[w], chosen) == 0);
  }
}

static void show_persons(SkViewMapColumn *row, const char *language, const char *chosen) {
  const char *const *persons = sk_draft_persons();
  add_choice(row->whose, "", sk_text_in(language, "whose", "main"), *chosen == '\0');
  for (gsize i = 0; persons[i] != NULL; i++)
    add_choice(row->whose, persons[i], sk_text_in(language, "whose", persons[i]), strcmp(persons[i], chosen) == 0);
}

static gboolean has_days(const char *means) {
  static const char *const words[] = { "birth", "death", "departed", "departure", "last-news", NULL };
  return g_strv_contains(words, means);
}

static void show_calendars(SkViewMapColumn *row, const char *language, const char *chosen) {
  const char *const *calendars = sk_draft_calendars();
  add_choice(row->calendars, "", sk_text_in(language, "calendar", "as-written"), *chosen == '\0');
  for (gsize i = 0; calendars[i] != NULL; i++)
    add_choice(row->calendars, calendars[i], sk_text_in(language, "calendar", calendars[i]),
               strcmp(calendars[i], chosen) == 0);
}

/* Whether it is somebody's, and not the row's or the household's. */
static gboolean is_of_somebody(const char *means) {
  static const char *const others[] = {
    "nothing", "row", "household", "sailing", "departed", "says", "age-year", NULL
  };
  return !g_strv_contains(others, means);
}

static void show_choices(SkViewMapColumn *row, const char *language, const SkDraftColumn *column) {
  row->again = column->is_again;
  if (row->again)
    return;
  show_meanings(row, language, column->means);
  if (is_of_somebody(column->means))
    show_persons(row, language, column->whose);
  if (has_days(column->means))
    show_calendars(row, language, column->calendar);
  if (strcmp(column->means, "nothing") != 0 && strcmp(column->certainty, "sure") != 0)
    row->note = g_strdup(sk_text_in(language, "certainty", column->certainty));
}

/* ---------------------------------------------------------------- what was understood */

/* Values that are words of ours are said in the reader's. */
static const char *value_text(const char *language, const char *means, const char *value) {
  static const char *const contexts[][2] = { { "sex", "sex" },
                                             { "nationality", "nationality" },
                                             { "life-status", "status" } };
  for (gsize i = 0; value != NULL && i < G_N_ELEMENTS(contexts); i++)
    if (strcmp(contexts[i][0], means) == 0)
      return sk_text_in(language, contexts[i][1], value);
  return value;
}

static char *understood_text(const char *language, const char *means, const SkUnderstood *cell) {
  switch (cell->kind) {
  case SK_UNDERSTOOD_NAME:
    return cell->family != NULL || cell->given != NULL
               ? g_strdup_printf("%s | %s", cell->family != NULL ? cell->family : "–",
                                 cell->given != NULL ? cell->given : "–")
               : NULL;
  case SK_UNDERSTOOD_DAYS:
    return sk_show_days(language, cell->days.first, cell->days.last, cell->days.doubt);
  case SK_UNDERSTOOD_REFUSED:
    return g_strdup(sk_text_in(language, "refusal", cell->rule));
  case SK_UNDERSTOOD_TEXT:
  default:
    return g_strdup(value_text(language, means, cell->value));
  }
}

static void show_cell(SkViewMapColumn *row, const char *language, const char *means, const SkUnderstood *cell) {
  SkViewUnderstoodCell *shown = sk_view_map_column_add_cells(row);
  shown->written = g_strdup(cell->written);
  shown->lang = g_strdup(sk_show_lang_of(cell->written));
  shown->fault = cell->kind == SK_UNDERSTOOD_REFUSED;
  shown->shown = understood_text(language, means, cell);
}

/* "12 of 200 looked at: is no date that can be read" */
static void show_warning(GPtrArray *warnings, const char *language, const SkColumnWarning *warning, guint of) {
  const SkTextPart parts[] = { { .name = "count", .number = warning->count },
                               { .name = "total", .number = of },
                               { .name = "why",
                                 .text = sk_text_in(language, "refusal", sk_rule_word(warning->rule)) } };
  SkViewSaid *said = sk_view_said_new();
  said->text = sk_text_fill(sk_text(language, "%(count)s of %(total)s: %(why)s"), parts, G_N_ELEMENTS(parts));
  said->lang = g_strdup(language);
  g_ptr_array_add(warnings, said);
}

static void show_seen(SkViewMapColumn *row, const char *language, const SkPreviewColumn *seen, guint rows) {
  for (guint i = 0; i < seen->cells->len; i++)
    show_cell(row, language, seen->means, seen->cells->pdata[i]);
  for (guint i = 0; i < seen->warnings->len; i++)
    show_warning(row->warnings, language, seen->warnings->pdata[i], rows);
}

static void show_column(SkViewMapColumn *row, const char *language, const SkDraft *draft, guint index,
                        const SkPreviewColumn *seen) {
  const SkDraftColumn column = sk_draft_column(draft, index);
  row->number = index;
  row->name = g_strdup(*column.name != '\0' ? column.name : "–");
  row->lang = g_strdup(sk_show_lang_of(column.name));
  if (sk_draft_is_plain(draft))
    show_choices(row, language, &column);
  else
    row->said = g_strdup(meaning_text(language, seen != NULL ? seen->means : column.means));
}

void columns_show(SkViewColumns *view, const char *language, const SkDraft *draft, const SkPreview *preview,
                  const ColumnsWrong *wrong, guint first, guint end) {
  for (guint i = first; i < end; i++) {
    const SkPreviewColumn *seen = preview != NULL && i < preview->columns->len ? preview->columns->pdata[i] : NULL;
    SkViewMapColumn *row = sk_view_columns_add_columns(view);
    show_column(row, language, draft, i, seen);
    row->unused = wrong != NULL && wrong->is_column && wrong->column == i;
    if (seen != NULL)
      show_seen(row, language, seen, preview->rows);
  }
  for (guint i = 0; preview != NULL && i < preview->row_warnings->len; i++)
    show_warning(view->warnings, language, preview->row_warnings->pdata[i], preview->rows);
}
