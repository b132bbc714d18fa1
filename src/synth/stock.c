#include "synth/stock.h"

#include <string.h>

guint stock_decade(Day day) {
  int decade = day_year(day) / 10 - STOCK_FIRST_DECADE;
  return (guint)CLAMP(decade, 0, STOCK_DECADES - 1);
}

static Choice *choice_of(const Table *table, guint weight) {
  Choice *choice = choice_new();
  for (guint i = 0; i < table_count(table); i++)
    choice_add(choice, i, table_number(table, i, weight));
  return choice;
}

static gboolean is_in_use(const Table *table, guint row, guint from, guint decade) {
  int first = (STOCK_FIRST_DECADE + (int)decade) * 10, last = first + 9;
  return table_number(table, row, from) <= last && table_number(table, row, from + 1) >= first;
}

static gboolean suits(const char *whom, guint sex) {
  return *whom == 'b' || *whom == (sex == SEX_MALE ? 'm' : 'f');
}

static Choice *givens_of(const Table *table, guint sex, guint place, guint decade) {
  Choice *choice = choice_new();
  for (guint i = 0; i < table_count(table); i++) {
    const char *where = table_text(table, i, GIVEN_PLACE);
    if (suits(table_text(table, i, GIVEN_SEX), sex) && is_in_use(table, i, GIVEN_FROM, decade) &&
        (*where == 'b' || *where == (place == PLACE_FIRST ? '1' : '2')))
      choice_add(choice, i, table_number(table, i, GIVEN_WEIGHT));
  }
  return choice;
}

static Choice *givens_japan_of(const Table *table, guint sex, gboolean both, guint decade) {
  Choice *choice = choice_new();
  for (guint i = 0; i < table_count(table); i++)
    if (suits(table_text(table, i, JAPAN_SEX), sex) && is_in_use(table, i, JAPAN_FROM, decade) &&
        (!both || table_number(table, i, JAPAN_BOTH) == 1))
      choice_add(choice, i, table_number(table, i, JAPAN_WEIGHT));
  return choice;
}

static void make_givens(Stock *stock) {
  for (guint sex = 0; sex < 2; sex++)
    for (guint two = 0; two < 2; two++)
      for (guint decade = 0; decade < STOCK_DECADES; decade++) {
        stock->givens[sex][two][decade] = givens_of(stock->given, sex, two, decade);
        stock->givens_japan[sex][two][decade] = givens_japan_of(stock->given_japan, sex, two == 1, decade);
      }
}

static void make_passes(Stock *stock) {
  stock->passes = g_ptr_array_new_with_free_func((GDestroyNotify)choice_free);
  stock->pass_any = choice_new();
  for (guint s = 0; s < table_count(stock->surname); s++) {
    Choice *choice = choice_new();
    for (guint i = 0; i < table_count(stock->pass); i++) {
      const char *surname = table_text(stock->pass, i, PASS_SURNAME);
      if (strcmp(surname, table_text(stock->surname, s, SURNAME_HAN)) == 0)
        choice_add(choice, i, table_number(stock->pass, i, PASS_WEIGHT));
      else if (s == 0 && *surname == '*')
        choice_add(stock->pass_any, i, table_number(stock->pass, i, PASS_WEIGHT));
    }
    g_ptr_array_add(stock->passes, choice);
  }
}

static void add_word(Stock *stock, const char *kind, char whom, guint row) {
  g_autofree char *key = g_strdup_printf("%s %c", kind, whom);
  Choice *choice = g_hash_table_lookup(stock->kinds, key);
  if (choice == NULL) {
    choice = choice_new();
    g_hash_table_insert(stock->kinds, g_steal_pointer(&key), choice);
  }
  choice_add(choice, row, table_number(stock->words, row, WORD_WEIGHT));
}

static void make_words(Stock *stock) {
  stock->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)choice_free);
  for (guint i = 0; i < table_count(stock->words); i++) {
    const char *kind = table_text(stock->words, i, WORD_KIND), *whom = table_text(stock->words, i, WORD_WHOM);
    if (strchr("mb*", *whom) != NULL)
      add_word(stock, kind, 'm', i);
    if (strchr("fb*", *whom) != NULL)
      add_word(stock, kind, 'f', i);
    if (strchr("mfb", *whom) == NULL)
      add_word(stock, kind, *whom, i);
  }
}

static void make_rates(Stock *stock) {
  stock->rates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < table_count(stock->error); i++)
    g_hash_table_insert(stock->rates,
                        g_strdup_printf("%s %s", table_text(stock->error, i, 0), table_text(stock->error, i, 1)),
                        GINT_TO_POINTER(table_number(stock->error, i, 2) + 1));
}

Stock *stock_new(void) {
  Stock *stock = g_new0(Stock, 1);
  const struct {
    Table **table;
    const char *name;
  } tables[] = {
    { &stock->surname, "surnames" },
    { &stock->given, "given" },
    { &stock->given_japan, "given_japan" },
    { &stock->family_japan, "surnames_japan" },
    { &stock->pass, "pass_names" },
    { &stock->area, "japan" },
    { &stock->county, "korea" },
    { &stock->north, "north" },
    { &stock->words, "words" },
    { &stock->spelling, "spellings" },
    { &stock->error, "errors" },
    { &stock->kana, "kana" },
    { &stock->latin, "romanise" },
    { &stock->lunar, "lunar" },
    { &stock->public_name, "public_names" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
    *tables[i].table = table_load(tables[i].name);
  stock->surnames[0] = choice_of(stock->surname, SURNAME_MAINLAND);
  stock->surnames[1] = choice_of(stock->surname, SURNAME_CHEJU);
  stock->families_japan = choice_of(stock->family_japan, FAMILY_WEIGHT);
  stock->areas = choice_of(stock->area, AREA_WEIGHT);
  stock->counties = choice_of(stock->county, COUNTY_WEIGHT);
  stock->norths = choice_of(stock->north, NORTH_WEIGHT);
  make_givens(stock);
  make_passes(stock);
  make_words(stock);
  make_rates(stock);
  stock->public_names = public_names_new(stock->public_name, stock->spelling);
  return stock;
}

static void free_choices(Stock *stock) {
  Choice **single[] = { &stock->surnames[0], &stock->surnames[1], &stock->families_japan, &stock->areas,
                        &stock->counties,    &stock->norths,      &stock->pass_any };
  for (guint i = 0; i < G_N_ELEMENTS(single); i++)
    choice_free(*single[i]);
  for (guint sex = 0; sex < 2; sex++)
    for (guint two = 0; two < 2; two++)
      for (guint decade = 0; decade < STOCK_DECADES; decade++) {
        choice_free(stock->givens[sex][two][decade]);
        choice_free(stock->givens_japan[sex][two][decade]);
      }
}

void stock_free(Stock *stock) {
  if (stock == NULL)
    return;
  Table *tables[] = { stock->surname, stock->given,  stock->given_japan, stock->family_japan, stock->pass,
                      stock->area,    stock->county, stock->north,       stock->words,        stock->spelling,
                      stock->error,   stock->kana,   stock->latin,       stock->lunar,        stock->public_name };
  free_choices(stock);
  g_ptr_array_unref(stock->passes);
  g_hash_table_unref(stock->kinds);
  g_hash_table_unref(stock->rates);
  public_names_free(stock->public_names);
  for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
    table_free(tables[i]);
  g_free(stock);
}

guint stock_word_row(const Stock *stock, const char *kind, const char *whom, Draw *draw) {
  char key[48];
  g_snprintf(key, sizeof key, "%s %c", kind, *whom);
  const Choice *choice = g_hash_table_lookup(stock->kinds, key);
  if (choice == NULL)
    g_error("words.tsv has nothing of the kind %s", key);
  return choice_draw(choice, draw);
}

const char *stock_word(const Stock *stock, const char *kind, const char *whom, Draw *draw) {
  return table_text(stock->words, stock_word_row(stock, kind, whom, draw), WORD_TEXT);
}

uint32_t stock_rate(const Stock *stock, const char *list, const char *error) {
  char key[64];
  g_snprintf(key, sizeof key, "%s %s", list, error);
  int stored = GPOINTER_TO_INT(g_hash_table_lookup(stock->rates, key));
  if (stored == 0)
    g_error("errors.tsv does not say how often: %s", key);
  return (uint32_t)(stored - 1);
}
