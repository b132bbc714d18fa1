/* Figures of a register with invented people: who is counted, once, and what is left out for the public. */
#include "../access/fixture.h"
#include "base/error.h"
#include "intake/batch.h"
#include "intake/import.h"
#include "intake/source.h"
#include "publish/figures.h"
#include "registry/review.h"
#include "registry/search.h"
#include "store/derive.h"

#include <string.h>

#define MAPPING                                                                                                        \
  "mapping: passengers\n"                                                                                              \
  "version: 1\n"                                                                                                       \
  "reads: {format: csv, encoding: utf-8}\n"                                                                            \
  "personae:\n"                                                                                                        \
  "  - as: traveller\n"                                                                                                \
  "    names: [{from: name, kind: registered, script: latin, order: family-first}]\n"                                  \
  "    sailing: {from: sailing, number: true}\n"                                                                       \
  "    departure: {from: departure, calendar: gregorian}\n"                                                            \
  "    nationality: {from: nationality, at: departure, is: {japanese: japanese, korean: korean}}\n"                    \
  "    prefecture: {from: prefecture, place: japan}\n"

/* So many people who left alike. */
typedef struct {
  int people, sailing;
  const char *departure, *nationality, *prefecture; /* "" not stated */
} Group;

static char *list_of(const Group *groups, gsize count) {
  static int number; /* a file is in a register once: no two lists are the same */
  GString *text = g_string_new("name,sailing,departure,nationality,prefecture\n");
  for (gsize i = 0; i < count; i++)
    for (int person = 0; person < groups[i].people; person++)
      g_string_append_printf(text, "Kim No%d,%.0d,%s,%s,%s\n", number++, groups[i].sailing, groups[i].departure,
                             groups[i].nationality, groups[i].prefecture);
  return g_string_free(text, FALSE);
}

static SkIdText add_source(void **state, const char *compartment) {
  GError *error = NULL;
  SkIdText source;
  const char *const compartments[] = { compartment, NULL };
  const SkSourceSpec spec = { .compartments = compartments,
                              .title = "A passenger list",
                              .kind = sk_source_kinds()[0],
                              .holder = "An archive",
                              .reliability = "B",
                              .bias = "none known",
                              .purpose = "tracing",
                              .legal_basis = "public interest" };
  g_autoptr(SkSession) session = fixture_operator(state);
  assert_true(sk_source_add(session, &spec, &source, &error));
  return source;
}

/* Imports a list of the groups from a source of its own, which needs `compartment` (NULL: open); the batch. A session
 * sees labels as they were when it was opened, so each step has one. */
static SkIdText add_closed_list(void **state, const Group *groups, gsize count, const char *compartment) {
  GError *error = NULL;
  SkImportReport report;
  SkIdText source = add_source(state, compartment);
  g_autoptr(SkSession) session = fixture_operator(state);
  g_autofree char *path = g_build_filename(((Fixture *)*state)->directory, "list.csv", NULL);
  g_autofree char *text = list_of(groups, count);
  assert_true(g_file_set_contents(path, text, -1, &error));
  g_autoptr(SkMapping) mapping = sk_mapping_parse("passengers.yaml", MAPPING, strlen(MAPPING), &error);
  assert_no_error(error);
  const SkImportSpec import = { .source = source.text, .path = path, .mapping = mapping };
  gboolean imported = sk_import(session, &import, NULL, &report, &error);
  assert_no_error(error);
  assert_true(imported && report.rows_refused == 0);
  return report.batch;
}

static SkIdText add_list(void **state, const Group *groups, gsize count) {
  return add_closed_list(state, groups, count, NULL);
}

static SkFigures *load(SkSession *session, gboolean open) {
  GError *error = NULL;
  SkFigures *figures = sk_figures_load(session, open, &error);
  assert_no_error(error);
  return figures;
}

static const SkFigureRow *row_of(const SkFigures *figures, SkFigureGroup group, int key) {
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    if (row->group == group && row->key == key)
      return row;
  }
  return NULL;
}

/* Persons in a row; -1 hidden, 0 where there is no such row. */
static int64_t count(const SkFigures *figures, SkFigureGroup group, int key) {
  const SkFigureRow *row = row_of(figures, group, key);
  return row == NULL ? 0 : row->suppressed ? -1 : row->persons;
}

/* ---------------------------------------------------------------- who is counted */

static const Group village[] = {
  { 20, 1, "1959-12-14", "korean", "大阪府" },   { 12, 2, "1959-12-21", "korean", "京都府" },
  { 9, 17, "1960-04-08", "japanese", "大阪府" }, { 3, 156, "1971-05-14", "korean", "東京都" },
  { 8, 170, "1974-03-01", "korean", "愛知県" },  { 6, 0, "", "", "" },
};

static void people_are_counted_where_they_belong(void **state) {
  static const struct {
    SkFigureGroup group;
    int key;
    int64_t persons;
  } rows[] = {
    { SK_FIGURE_TOTAL, 0, 58 },      { SK_FIGURE_TOTAL, 1, 52 },   { SK_FIGURE_YEAR, 1959, 32 },
    { SK_FIGURE_YEAR, 1960, 9 },     { SK_FIGURE_YEAR, 0, 6 },     { SK_FIGURE_SAILING, 2, 12 },
    { SK_FIGURE_PHASE, 1, 41 },      { SK_FIGURE_PHASE, 2, 3 },    { SK_FIGURE_PHASE, 3, 8 },
    { SK_FIGURE_PHASE, 0, 6 },       { SK_FIGURE_CATEGORY, 1, 9 }, { SK_FIGURE_PREFECTURE, 27, 29 },
    { SK_FIGURE_PREFECTURE, 13, 3 },
  };
  g_autoptr(SkSession) session = fixture_operator(state);
  add_list(state, village, G_N_ELEMENTS(village));
  g_autoptr(SkFigures) figures = load(session, FALSE);
  assert_int_equal(figures->mentions, 58);
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    if (count(figures, rows[i].group, rows[i].key) != rows[i].persons)
      fail_msg("%s %d: %d, not %d", sk_figure_group_word(rows[i].group), rows[i].key,
               (int)count(figures, rows[i].group, rows[i].key), (int)rows[i].persons);
}

static void an_undone_list_is_not_counted(void **state) {
  static const Group more[] = { { 7, 2, "1959-12-21", "korean", "京都府" } };
  GError *error = NULL;
  g_autoptr(SkSession) session = fixture_operator(state);
  add_list(state, village, G_N_ELEMENTS(village));
  SkIdText batch = add_list(state, more, 1);
  g_autoptr(SkFigures) with = load(session, FALSE);
  assert_int_equal(count(with, SK_FIGURE_SAILING, 2), 19);
  assert_true(sk_batch_undo(session, batch.text, FALSE, NULL, &error));
  g_autoptr(SkFigures) without = load(session, FALSE);
  assert_int_equal(count(without, SK_FIGURE_SAILING, 2), 12);
  assert_int_equal(count(without, SK_FIGURE_TOTAL, 0), 58);
}

/* Public ids of three mentions on sailing 2: any three do. */
static void three_mentions(SkSession *session, SkIdText ret_ids[3]) {
  GError *error = NULL;
  g_autoptr(SkSearchResult) found = sk_search(session, "sailing 2", 0, 3, &error);
  assert_no_error(error);
  assert_int_equal(found->hits->len, 3);
  for (int i = 0; i < 3; i++)
    ret_ids[i] = ((SkSearchHit *)found->hits->pdata[i])->person;
}

static void mentions_of_one_person_are_counted_once(void **state) {
  GError *error = NULL;
  SkIdText ids[3], links[2];
  g_autoptr(SkSession) session = fixture_operator(state);
  add_list(state, village, G_N_ELEMENTS(village));
  three_mentions(session, ids);
  for (int i = 0; i < 2; i++)
    assert_true(sk_review_decide(session, ids[i].text, ids[i + 1].text, SK_VERDICT_SAME, "the same letters", NULL,
                                 &links[i], &error));
  g_autoptr(SkFigures) joined = load(session, FALSE);
  assert_int_equal(count(joined, SK_FIGURE_TOTAL, 0), 56);
  assert_int_equal(count(joined, SK_FIGURE_SAILING, 2), 10);
  assert_int_equal(count(joined, SK_FIGURE_PREFECTURE, 26), 10);
  assert_int_equal(joined->mentions, 58);
  g_autoptr(SkWork) work = sk_session_work(session, SK_PERMISSION_REGISTER_KEEP, &error);
  assert_true(sk_derive_all(work, NULL, &error) && sk_work_commit(work, SK_JOURNAL_REBUILD, &error));
  g_autoptr(SkFigures) rebuilt = load(session, FALSE);
  assert_int_equal(rebuilt->rows->len, joined->rows->len);
  for (guint i = 0; i < joined->rows->len; i++) {
    const SkFigureRow *a = joined->rows->pdata[i], *b = rebuilt->rows->pdata[i];
    assert_true(a->group == b->group && a->key == b->key && a->persons == b->persons);
  }
  assert_true(sk_review_undo(session, links[0].text, "they are not", &error));
  g_autoptr(SkFigures) parted = load(session, FALSE);
  assert_int_equal(count(parted, SK_FIGURE_TOTAL, 0), 57);
}

/* What one may not see is in no count; nor does a mention one may not see make two others one. */
static void a_closed_source_is_not_counted_for_others(void **state) {
  static const Group open[] = { { 2, 2, "1959-12-21", "korean", "京都府" } };
  static const Group closed[] = { { 1, 2, "1959-12-21", "korean", "京都府" } };
  GError *error = NULL;
  SkIdText ids[3], link;
  add_list(state, open, 1);
  add_closed_list(state, closed, 1, "origin");
  g_autoptr(SkSession) session = fixture_operator(state);
  g_autoptr(SkSession) reader = fixture_session(state, "hana", "reader");
  three_mentions(session, ids);
  /* The one in the middle has to be the closed one: it is the one the reader does not find. */
  g_autoptr(SkSearchResult) seen = sk_search(reader, "sailing 2", 0, 3, &error);
  assert_no_error(error);
  assert_int_equal(seen->hits->len, 2);
  const char *a = ((SkSearchHit *)seen->hits->pdata[0])->person.text;
  const char *b = ((SkSearchHit *)seen->hits->pdata[1])->person.text;
  for (int i = 0; i < 3; i++)
    if (strcmp(ids[i].text, a) != 0 && strcmp(ids[i].text, b) != 0) {
      const char *hidden = ids[i].text;
      assert_true(sk_review_decide(session, a, hidden, SK_VERDICT_SAME, "alike", NULL, &link, &error));
      assert_true(sk_review_decide(session, hidden, b, SK_VERDICT_SAME, "alike", NULL, &link, &error));
    }
  g_autoptr(SkFigures) all = load(session, FALSE), theirs = load(reader, FALSE);
  assert_int_equal(count(all, SK_FIGURE_TOTAL, 0), 1);
  assert_int_equal(all->mentions, 3);
  assert_int_equal(count(theirs, SK_FIGURE_TOTAL, 0), 2);
  assert_int_equal(count(theirs, SK_FIGURE_SAILING, 2), 2);
  assert_int_equal(theirs->mentions, 2);
  assert_int_equal(theirs->sources, 1);
}

static void figures_need_the_permission(void **state) {
  GError *error = NULL;
  g_autoptr(SkSession) session = fixture_session(state, "taro", "administrator");
  assert_null(sk_figures_load(session, FALSE, &error));
  assert_error(error, SK_ERROR_DENIED, "figures.read");
  g_error_free(error);
}

/* ---------------------------------------------------------------- what the public sees */

/* Sums a reader knows without us: every group adds up to all persons, a phase and a year to their sailings. */
typedef struct {
  int64_t shown, total;
  guint hidden;
} Sum;

static void add(Sum *sum, int64_t persons) {
  sum->hidden += persons < 0;
  sum->shown += MAX(persons, 0);
}

static int phase_of(int sailing) {
  return sailing <= 155 ? 1 : sailing <= 161 ? 2 : 3;
}

static int year_of(const Group *groups, gsize n, int sailing) {
  for (gsize i = 0; i < n; i++)
    if (groups[i].sailing == sailing)
      return (int)g_ascii_strtoll(groups[i].departure, NULL, 10);
  return 0;
}

/* With the total shown, the rest is what the hidden parts come to; with one cell hidden, it is that cell. */
static void check(const Sum *sum, const char *what, int key) {
  int64_t rest = sum->total - sum->shown;
  if (sum->total < 0 ? sum->hidden == 0 && sum->shown > 0 : sum->hidden > 0 && (sum->hidden == 1 || rest < 5))
    fail_msg("%s %d: subtraction gives a hidden cell away", what, key);
}

static void nothing_follows(const SkFigures *figures, const Group *groups, gsize n) {
  for (int group = SK_FIGURE_YEAR; group <= SK_FIGURE_PREFECTURE; group++) {
    Sum all = { .total = count(figures, SK_FIGURE_TOTAL, 0) };
    for (guint i = 0; i < figures->rows->len && group != SK_FIGURE_CATEGORY; i++) {
      const SkFigureRow *row = figures->rows->pdata[i];
      Sum within = { .total = count(figures, row->group, row->key) };
      if ((int)row->group == group)
        add(&all, within.total);
      if ((row->group != SK_FIGURE_PHASE && row->group != SK_FIGURE_YEAR) || row->key == 0)
        continue;
      for (int sailing = 1; sailing <= 187; sailing++)
        if ((row->group == SK_FIGURE_PHASE ? phase_of(sailing) : year_of(groups, n, sailing)) == row->key)
          add(&within, count(figures, SK_FIGURE_SAILING, sailing));
      check(&within, sk_figure_group_word(row->group), row->key);
    }
    if (group != SK_FIGURE_CATEGORY)
      check(&all, sk_figure_group_word((SkFigureGroup)group), 0);
  }
  int64_t all = count(figures, SK_FIGURE_TOTAL, 0), sailed = count(figures, SK_FIGURE_TOTAL, 1);
  assert_true(all < 0 || sailed < 0 || all == sailed || all - sailed >= 5);
}

#define LISTS_MOST 8

static const struct {
  const char *what;
  Group groups[LISTS_MOST];
  SkFigureGroup hidden_group;
  int hidden_key;
} openings[] = {
  { "a phase of three people, alone on its sailing",
    { { 20, 1, "1959-12-14", "korean", "大阪府" },
      { 12, 2, "1959-12-21", "korean", "京都府" },
      { 3, 156, "1971-05-14", "korean", "大阪府" },
      { 8, 170, "1974-03-01", "korean", "京都府" } },
    SK_FIGURE_PHASE,
    2 },
  { "a sailing of four among those of its year",
    { { 20, 1, "1959-12-14", "korean", "大阪府" },
      { 4, 2, "1959-12-21", "korean", "大阪府" },
      { 30, 3, "1959-12-28", "korean", "大阪府" },
      { 9, 17, "1960-04-08", "korean", "大阪府" } },
    SK_FIGURE_SAILING,
    2 },
  { "three who did not sail",
    { { 40, 1, "1959-12-14", "korean", "大阪府" },
      { 20, 17, "1960-04-08", "korean", "大阪府" },
      { 3, 0, "", "korean", "京都府" } },
    SK_FIGURE_YEAR,
    0 },
  { "all but two are Japanese",
    { { 40, 1, "1959-12-14", "japanese", "大阪府" }, { 2, 1, "1959-12-14", "korean", "大阪府" } },
    SK_FIGURE_CATEGORY,
    1 },
  { "a register of four people", { { 4, 1, "1959-12-14", "korean", "大阪府" } }, SK_FIGURE_TOTAL, 0 },
};

static void the_public_cannot_find_out_a_small_cell(void **state) {
  for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
    gsize n = 0;
    while (n < LISTS_MOST && openings[i].groups[n].people > 0)
      n++;
    if (i > 0) {
      fixture_end(state);
      fixture_make(state);
    }
    g_autoptr(SkSession) session = fixture_operator(state);
    add_list(state, openings[i].groups, n);
    g_autoptr(SkFigures) figures = load(session, TRUE);
    print_message("%s\n", openings[i].what);
    for (guint at = 0; at < figures->rows->len; at++) {
      const SkFigureRow *row = figures->rows->pdata[at];
      assert_true(row->suppressed || row->persons == 0 || row->persons >= SK_SMALLEST_CELL);
    }
    assert_int_equal(count(figures, openings[i].hidden_group, openings[i].hidden_key), -1);
    assert_true(openings[i].hidden_group != SK_FIGURE_TOTAL || figures->mentions == -1);
    nothing_follows(figures, openings[i].groups, n);
  }
}

/* ---------------------------------------------------------------- what was published */

static void a_claim_says_what_it_counts_and_whether_it_was_seen(void **state) {
  g_autoptr(SkSession) session = fixture_operator(state);
  g_autoptr(SkFigures) figures = load(session, TRUE);
  guint verified = 0, unverified = 0;
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = figures->rows->pdata[i];
    for (guint j = 0; j < row->claims->len; j++) {
      const SkFigureClaim *claim = row->claims->pdata[j];
      verified += claim->verified;
      unverified += !claim->verified;
      assert_non_null(strchr("=~><", *claim->comparator));
      static const char *const languages[] = { "en", "ja", "ko" };
      for (guint k = 0; k < G_N_ELEMENTS(languages); k++) {
        const char *counts = sk_figure_text(claim->counts, languages[k]),
                   *cited = sk_figure_text(claim->cited, languages[k]);
        assert_true(*counts != '\0' && *cited != '\0');
        assert_int_equal(k == 0, g_str_is_ascii(counts)); /* English is, and the others are not */
      }
      assert_true(j == 0 || !claim->verified || ((SkFigureClaim *)row->claims->pdata[j - 1])->verified);
    }
  }
  assert_true(verified > 10 && unverified > 10);
  const SkFigureRow *sailed = row_of(figures, SK_FIGURE_TOTAL, 1), *year = row_of(figures, SK_FIGURE_YEAR, 1962);
  assert_int_equal(((SkFigureClaim *)sailed->claims->pdata[0])->value, 93340);
  assert_true(((SkFigureClaim *)sailed->claims->pdata[0])->verified);
  assert_false(((SkFigureClaim *)year->claims->pdata[0])->verified);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    fixture_test(people_are_counted_where_they_belong),
    fixture_test(an_undone_list_is_not_counted),
    fixture_test(mentions_of_one_person_are_counted_once),
    fixture_test(a_closed_source_is_not_counted_for_others),
    fixture_test(figures_need_the_permission),
    fixture_test(the_public_cannot_find_out_a_small_cell),
    fixture_test(a_claim_says_what_it_counts_and_whether_it_was_seen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
