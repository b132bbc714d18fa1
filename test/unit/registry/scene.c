#include "scene.h"

#include "base/error.h"
#include "check.h"
#include "intake/import.h"
#include "intake/source.h"
#include "publish/figures.h"
#include "store/queries/linking.h"
#include "store/queries/person.h"
#include "store_place.h"
#include "upkeep/rebuild.h"

/* Forms that name a relative left behind: no list that ships does, but an archive's own may. */
static const char left_behind[] =
    "mapping: left-behind\n"
    "version: 1\n"
    "title: {en: Left behind}\n"
    "reads: {format: csv, encoding: utf-8, header: 1}\n"
    "entry: {locator: \"row {番号}\", keep: all}\n"
    "personae:\n"
    "  - as: applicant\n"
    "    names: [{from: 氏名, kind: registered, script: han, order: family-first}]\n"
    "    sex: {from: 性別}\n"
    "    birth: {from: 生年月日, calendar: japanese-era}\n"
    "    sailing: {from: 船次, number: true}\n"
    "  - as: left-behind\n"
    "    names: [{from: 残留者, kind: registered, script: han, order: family-first}]\n"
    "    stayed: {always: japan}\n"
    "    address: {from: 住所, place: japan}\n"
    "    relation-to: {persona: applicant, from: 続柄, is: {母: mother, 弟: brother}, else: other-kin}\n";

/* How the lists of a mapping look; `yaml`: where it does not ship with the program. */
static const struct form {
  const char *mapping, *kind, *encoding, *header, *yaml;
} forms[] = {
  { "ministry-list", "moj_list", "CP932", "番号,船次,出港日,世帯番号,氏名,性別,生年月日,国籍,本籍,住所,登録番号,続柄" },
  { "red-cross-list", "jrc_list", "UTF-8",
    "番号,申請番号,船次,世帯番号,氏名,ふりがな,性別,生年月日,国籍,住所,健康,荷物,"
    "家族1氏名,家族1ふりがな,家族1続柄,家族1性別,家族1生年月日,家族2氏名,家族2ふりがな,家族2続柄,家族2性別,"
    "家族2生年月日,"
    "家族3氏名,家族3ふりがな,家族3続柄,家族3性別,家族3生年月日,家族4氏名,家族4ふりがな,家族4続柄,家族4性別,"
    "家族4生年月日,"
    "家族5氏名,家族5ふりがな,家族5続柄,家族5性別,家族5生年月日,家族6氏名,家族6ふりがな,家族6続柄,家族6性別,"
    "家族6生年月日,"
    "家族7氏名,家族7ふりがな,家族7続柄,家族7性別,家族7生年月日,家族8氏名,家族8ふりがな,家族8続柄,家族8性別,"
    "家族8生年月日,"
    "家族9氏名,家族9ふりがな,家族9続柄,家族9性別,家族9生年月日" },
  { "school-roll", "school_record", "UTF-8", "番号,学校名,年度,学年,組,担任,氏名,ふりがな,性別,生年月日,保護者" },
  { "counterpart-list", "counterpart_government_list", "CP949",
    "번호,성명,성별,생년월일,출생지,입국연도,거주지,생사,사망일,사인" },
  { "testimonies", "testimony_text", "UTF-8", "번호,증언,분,이름,성별,나이,기준연도,거주지,관계,출처,내용" },
  { "left-behind", "jrc_application", "UTF-8", "番号,氏名,性別,生年月日,船次,残留者,続柄,住所", left_behind },
};

static const struct form *form_of(const char *mapping) {
  for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
    if (strcmp(forms[i].mapping, mapping) == 0)
      return &forms[i];
  fail_msg("no form for the mapping %s", mapping);
  return NULL;
}

/* ---------------------------------------------------------------- a register with lists in it */

int scene_make(void **state) {
  GError *error = NULL;
  Scene *scene = g_new0(Scene, 1);
  g_autoptr(SkKey) key = sk_key_new_random();
  scene->directory = store_place_make();
  scene->store = sk_store_create(scene->directory, key, &error);
  assert_no_error(error);
  assert_true(sk_account_found_operator(scene->store, &error));
  scene->desk = sk_session_open(scene->store, SK_OPERATOR, &error);
  assert_no_error(error);
  *state = scene;
  return 0;
}

int scene_end(void **state) {
  Scene *scene = *state;
  sk_session_free(scene->desk);
  sk_store_free(scene->store);
  store_place_remove(scene->directory);
  g_free(scene->directory);
  g_free(scene);
  return 0;
}

/* Writes the list as its holder would. Every row is filled up to the columns of the header. */
static char *write_list(const struct form *form, const char *rows) {
  g_auto(GStrv) columns = g_strsplit(form->header, ",", -1), lines = g_strsplit(rows, "\n", -1);
  GString *text = g_string_new(form->header);
  GError *error = NULL;
  gsize size = 0;
  int file = 0;
  g_string_append(text, "\r\n");
  for (gsize i = 0; lines[i] != NULL; i++) {
    g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);
    if (*lines[i] == '\0')
      continue;
    g_string_append(text, lines[i]);
    for (guint c = g_strv_length(cells); c < g_strv_length(columns); c++)
      g_string_append_c(text, ',');
    g_string_append(text, "\r\n");
  }
  g_autofree char *bytes = g_convert(text->str, (gssize)text->len, form->encoding, "UTF-8", NULL, &size, &error);
  assert_no_error(error);
  char *path = NULL;
  file = g_file_open_tmp("saikai-list-XXXXXX.csv", &path, &error);
  assert_no_error(error);
  close(file);
  g_file_set_contents(path, bytes, (gssize)size, &error);
  assert_no_error(error);
  g_string_free(text, TRUE);
  return path;
}

static SkIdText add_source(Scene *scene, const SceneList *list, const char *kind) {
  const char *const compartments[] = { list->compartment, NULL };
  SkSourceSpec spec = {
    .title = list->title,
    .kind = kind,
    .holder = "Invented archive",
    .reliability = "B",
    .bias = "none known",
    .purpose = "tracing",
    .legal_basis = "mandate",
    .once = TRUE,
    .series = list->series,
    .level = list->level,
    .compartments = compartments,
  };
  SkIdText id;
  GError *error = NULL;
  sk_source_add(scene->desk, &spec, &id, &error);
  assert_no_error(error);
  return id;
}

SkIdText scene_add(Scene *scene, const SceneList *list) {
  const struct form *form = form_of(list->mapping);
  SkIdText source = add_source(scene, list, form->kind);
  GError *error = NULL;
  SkImportReport report = { 0 };
  g_autoptr(SkMapping) mapping = form->yaml != NULL
                                     ? sk_mapping_parse(form->mapping, form->yaml, strlen(form->yaml), &error)
                                     : sk_mapping_load(list->mapping, &error);
  assert_no_error(error);
  /* A compartment that is new opens to the operator's grant of all when a session is opened. */
  sk_session_free(scene->desk);
  scene->desk = sk_session_open(scene->store, SK_OPERATOR, &error);
  assert_no_error(error);
  g_autofree char *path = write_list(form, list->rows);
  SkImportSpec spec = { .source = source.text, .path = path, .mapping = mapping };
  sk_import(scene->desk, &spec, NULL, &report, &error);
  unlink(path);
  assert_no_error(error);
  assert_int_equal(report.rows_refused, 0);
  return source;
}

SkSession *scene_session(Scene *scene, const char *name, int level, const char *compartment) {
  const char *const roles[] = { "reviewer", NULL }, *const compartments[] = { compartment, NULL };
  SkAccountSpec spec = { .name = name, .level = level, .roles = roles, .compartments = compartments };
  GError *error = NULL;
  SkIdText id;
  sk_account_add(scene->desk, &spec, &id, &error);
  assert_no_error(error);
  SkSession *session = sk_session_open(scene->store, name, &error);
  assert_no_error(error);
  return session;
}

SkLinkReport scene_link(Scene *scene) {
  GError *error = NULL;
  SkLinkReport report = { 0 };
  sk_linking_run(scene->desk, &(SkLinkingOptions){ .threads = 1 }, NULL, &report, &error);
  assert_no_error(error);
  return report;
}

/* ---------------------------------------------------------------- who is meant */

/* The persona's public id when its source has this title. */
static gboolean stands_in(Scene *scene, int64_t persona, const char *title, SkIdText *ret_id) {
  g_auto(SkqPersonaPlace) place = { 0 };
  GError *error = NULL;
  gboolean found = FALSE;
  SkId id;
  assert_true(skq_persona_place(sk_session_db(scene->desk), persona, &place, &found, &error));
  if (!found || strcmp(place.title, title) != 0)
    return FALSE;
  memcpy(id.bytes, place.public.data, sizeof id.bytes);
  *ret_id = sk_id_print(&id);
  return TRUE;
}

SkIdText scene_mention(Scene *scene, const char *title, const char *written) {
  g_auto(SkqLinkingNames) row = { 0 };
  g_autoptr(GArray) personae = g_array_new(FALSE, FALSE, sizeof(int64_t));
  GError *error = NULL;
  SkIdText id = { "" };
  assert_true(skq_linking_names(sk_db_system(sk_session_db(scene->desk)), &row, &error));
  while (skq_linking_names_next(&row, &error))
    if (strcmp(row.written, written) == 0)
      g_array_append_val(personae, row.persona);
  assert_no_error(error);
  for (guint i = 0; i < personae->len; i++)
    if (stands_in(scene, g_array_index(personae, int64_t, i), title, &id))
      return id;
  fail_msg("%s does not name %s", title, written);
  return id;
}

SkIdText scene_decide(Scene *scene, SkIdText a, SkIdText b, SkVerdict verdict) {
  GError *error = NULL;
  SkIdText link = { "" };
  sk_review_decide(scene->desk, a.text, b.text, verdict, "looked at both", NULL, &link, &error);
  assert_no_error(error);
  return link;
}

guint scene_mentions(SkSession *session, SkIdText persona) {
  g_autoptr(GError) error = NULL;
  g_autoptr(SkPerson) person = sk_person_load(session, persona.text, &error);
  if (person == NULL)
    assert_error(error, SK_ERROR_NOT_FOUND, "");
  return person == NULL ? 0 : person->mentions->len;
}

int64_t scene_persons(SkSession *session) {
  GError *error = NULL;
  g_autoptr(SkFigures) figures = sk_figures_load(session, FALSE, &error);
  assert_no_error(error);
  for (guint i = 0; i < figures->rows->len; i++) {
    const SkFigureRow *row = g_ptr_array_index(figures->rows, i);
    if (row->group == SK_FIGURE_TOTAL && row->key == 0)
      return row->persons;
  }
  fail_msg("the figures have no total");
  return -1;
}

const SkReviewItem *scene_waiting(const GPtrArray *queue, SkIdText a, SkIdText b) {
  for (guint i = 0; i < queue->len; i++) {
    const SkReviewItem *item = queue->pdata[i];
    if ((strcmp(item->a.text, a.text) == 0 && strcmp(item->b.text, b.text) == 0) ||
        (strcmp(item->a.text, b.text) == 0 && strcmp(item->b.text, a.text) == 0))
      return item;
  }
  return NULL;
}

void scene_is_derived(Scene *scene) {
  GError *error = NULL;
  SkDerivedState derived;
  assert_true(sk_rebuild_compare(sk_session_db(scene->desk), NULL, &derived, &error));
  assert_no_error(error);
  assert_true(derived.rows > 0);
}

/* ---------------------------------------------------------------- the page as text */

static void print_cites(GString *text, const GArray *cites) {
  for (guint i = 0; i < cites->len; i++)
    g_string_append_printf(text, " [%u]", g_array_index(cites, guint, i));
  g_string_append_c(text, '\n');
}

static void print_fact(GString *text, const SkPersonFact *fact) {
  g_string_append_printf(text, "fact %d conflict %d\n", (int)fact->property, fact->conflict);
  for (guint i = 0; i < fact->values->len; i++) {
    const SkPersonValue *value = g_ptr_array_index(fact->values, i);
    g_string_append_printf(text, "  %s = %s (%d %d %d %d %u %d)", value->verbatim, value->value, value->has_days,
                           value->first, value->last, value->calendar, value->doubt, value->modality);
    print_cites(text, value->cites);
  }
}

static void print_kin(GString *text, const char *word, const GPtrArray *list) {
  for (guint i = 0; i < list->len; i++) {
    const SkKin *kin = g_ptr_array_index(list, i);
    g_string_append_printf(text, "%s %d %s %s %d (%d %d %d) %d %d", word, (int)kin->relation, kin->person.text,
                           kin->name, (int)kin->script, kin->has_birth, kin->birth_first, kin->birth_last, kin->sailing,
                           (int)kin->shore);
    for (guint k = 0; kin->derived && k < G_N_ELEMENTS(kin->ground); k++)
      g_string_append_printf(text, " (%d %s %s %s)", (int)kin->ground[k].relation, kin->ground[k].title,
                             kin->ground[k].locator, kin->ground[k].written);
    print_cites(text, kin->cites);
  }
}

static void print_mentions(GString *text, const GPtrArray *mentions) {
  for (guint i = 0; i < mentions->len; i++) {
    const SkMention *mention = g_ptr_array_index(mentions, i);
    g_string_append_printf(text, "mention %s [%u] %s %s to %s by %s %d %a %s\n", mention->persona.text, mention->cite,
                           mention->role, mention->written, mention->joined_to.text, mention->link.text,
                           mention->origin, mention->probability, mention->reason);
  }
}

char *scene_page(SkSession *session, SkIdText persona) {
  GError *error = NULL;
  g_autoptr(SkPerson) person = sk_person_load(session, persona.text, &error);
  assert_no_error(error);
  GString *text = g_string_new(person->id.text);
  g_string_append_c(text, '\n');
  for (guint i = 0; i < person->names->len; i++) {
    const SkPersonName *name = g_ptr_array_index(person->names, i);
    g_string_append_printf(text, "name %d %d %s (%s|%s) %s", (int)name->kind, (int)name->script, name->written,
                           name->family, name->given, name->reading);
    print_cites(text, name->cites);
  }
  for (guint i = 0; i < person->facts->len; i++)
    print_fact(text, g_ptr_array_index(person->facts, i));
  for (guint i = 0; i < person->citations->len; i++) {
    const SkCitation *citation = g_ptr_array_index(person->citations, i);
    g_string_append_printf(text, "%s %s %s %s %s %s\n", citation->letter, citation->source.text, citation->batch.text,
                           citation->title, citation->locator, citation->reliability);
  }
  print_kin(text, "kin", person->kin);
  print_kin(text, "household", person->household);
  print_mentions(text, person->mentions);
  return g_string_free(text, FALSE);
}
