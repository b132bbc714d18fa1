/* A person's page: what each source says stands beside what the others say, with who says it. */
#include "check.h"
#include "scene.h"

#include "base/error.h"
#include "registry/deeds.h"
#include "registry/kindred.h"

static const char ministry[] =
    "1,17,昭和35年4月8日,17-1,金順浩,男,明治43年3月1日,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区,大生02-100001,世帯主\n"
    "2,17,昭和35年4月8日,17-1,李貞子,女,大正4年6月10日,日本,,大阪府大阪市生野区,大生02-100002,妻\n"
    "3,17,昭和35年4月8日,17-1,金英子,女,昭和13年5月2日,朝鮮,慶尚南道晋州郡,大阪府大阪市生野区,大生02-100003,長女\n"
    "4,17,昭和35年4月8日,17-1,朴鐘九,男,大正2年2月2日,朝鮮,,大阪府大阪市生野区,大生02-100004,同居人\n";
static const char red_cross[] = "1,A-1,18,18-7,金順浩,,男,M43.3.1,朝鮮,大阪市生野区,,,李貞子,,妻,女,T4.6.10,金英子,"
                                "きむ　よんじゃ,長女,女,S15.5.2\n";
static const char school[] = "1,生野中学校,1952,2,1,,金田　英子,かねだ　えいこ,女,昭和13年5月2日,金順浩\n";
static const char counterpart[] = "1,김영자,녀,1938,,1960,함흥,생존,,\n";

enum { HER, HER_FORM, HER_SCHOOL, HER_NORTH, FATHER, FATHER_FORM, WHO };

static void bring_in(Scene *scene, SkIdText who[WHO]) {
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", ministry, 0, NULL });
  scene_add(scene, &(SceneList){ "red-cross-list", "Red Cross", red_cross, 0, NULL });
  scene_add(scene, &(SceneList){ "school-roll", "School", school, 0, NULL });
  scene_add(scene, &(SceneList){ "counterpart-list", "Counterpart", counterpart, 0, NULL });
  who[HER] = scene_mention(scene, "Ministry", "金英子");
  who[HER_FORM] = scene_mention(scene, "Red Cross", "金英子");
  who[HER_SCHOOL] = scene_mention(scene, "School", "金田　英子");
  who[HER_NORTH] = scene_mention(scene, "Counterpart", "김영자");
  who[FATHER] = scene_mention(scene, "Ministry", "金順浩");
  who[FATHER_FORM] = scene_mention(scene, "Red Cross", "金順浩");
  for (int i = HER_FORM; i <= HER_NORTH; i++)
    scene_decide(scene, who[HER], who[i], SK_VERDICT_SAME);
}

static SkPerson *load(SkSession *session, SkIdText id) {
  GError *error = NULL;
  SkPerson *person = sk_person_load(session, id.text, &error);
  assert_no_error(error);
  return person;
}

static const SkPersonFact *fact_of(const SkPerson *person, SkProperty property) {
  for (guint i = 0; i < person->facts->len; i++)
    if (((SkPersonFact *)person->facts->pdata[i])->property == property)
      return person->facts->pdata[i];
  return NULL;
}

static const SkPersonName *name_of(const SkPerson *person, const char *written) {
  for (guint i = 0; i < person->names->len; i++)
    if (strcmp(((SkPersonName *)person->names->pdata[i])->written, written) == 0)
      return person->names->pdata[i];
  fail_msg("no name %s", written);
  return NULL;
}

static const char *title_cited(const SkPerson *person, const GArray *cites, guint at) {
  return ((SkCitation *)person->citations->pdata[g_array_index(cites, guint, at)])->title;
}

static SkDay day(int year, int month, int of_month) {
  SkDay found = 0;
  assert_true(sk_day_of(year, month, of_month, &found));
  return found;
}

/* ---------------------------------------------------------------- facts */

static void conflicts_stand_side_by_side(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  const SkPersonFact *birth = fact_of(her, SK_PROPERTY_BIRTH), *sex = fact_of(her, SK_PROPERTY_SEX);
  assert_true(birth->conflict);
  assert_int_equal(birth->values->len, 3); /* the day twice, the year, and the slip: none made of two others */
  const SkPersonValue *first = birth->values->pdata[0];
  assert_int_equal(first->first, day(1938, 5, 2)); /* the best supported first */
  assert_int_equal(first->last, day(1938, 5, 2));
  assert_int_equal(first->cites->len, 2);
  assert_string_equal(title_cited(her, first->cites, 0), "Ministry");
  assert_string_equal(title_cited(her, first->cites, 1), "School");
  assert_string_equal(first->verbatim, "昭和13年5月2日");
  for (guint i = 1; i < 3; i++) {
    const SkPersonValue *other = birth->values->pdata[i];
    gboolean form = strcmp(title_cited(her, other->cites, 0), "Red Cross") == 0;
    assert_int_equal(other->cites->len, 1);
    assert_string_equal(other->verbatim, form ? "S15.5.2" : "1938");
    assert_int_equal(other->first, form ? day(1940, 5, 2) : day(1938, 1, 1));
    assert_int_equal(other->last, form ? day(1940, 5, 2) : day(1938, 12, 31));
  }
  assert_false(sex->conflict);
  assert_int_equal(sex->values->len, 1);
  assert_int_equal(((SkPersonValue *)sex->values->pdata[0])->cites->len, 4);
  assert_true(fact_of(her, SK_PROPERTY_SAILING)->conflict); /* 17 and 18 */
}

/* A year and a day within it do not quarrel. */
static void a_looser_statement_is_no_conflict(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  g_autoptr(GError) error = NULL;
  SkIdText fresh;
  g_autoptr(SkPerson) whole = load(scene->desk, who[HER]);
  const char *const leaving[] = { who[HER_FORM].text, NULL };
  assert_true(sk_person_split(scene->desk, who[HER].text, leaving, "another", whole->revision, &fresh, &error));
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  assert_false(fact_of(her, SK_PROPERTY_BIRTH)->conflict);
  assert_int_equal(fact_of(her, SK_PROPERTY_BIRTH)->values->len, 2);
  assert_int_equal(her->mentions->len, 3);
}

/* ---------------------------------------------------------------- names and citations */

static void names_of_every_script_are_cited(void **state) {
  static const struct {
    const char *written;
    SkNameKind kind;
    SkScript script;
    guint cites;
  } rows[] = {
    { "金英子", SK_NAME_KIND_REGISTERED, SK_SCRIPT_HAN, 2 },
    { "김영자", SK_NAME_KIND_REGISTERED, SK_SCRIPT_HANGUL, 1 },
    { "金田　英子", SK_NAME_KIND_PASS_NAME, SK_SCRIPT_HAN, 1 },
    { "かねだ　えいこ", SK_NAME_KIND_READING, SK_SCRIPT_KANA, 1 },
    { "きむ　よんじゃ", SK_NAME_KIND_READING, SK_SCRIPT_KANA, 1 },
  };
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER_NORTH]);
  assert_string_equal(her->id.text, who[HER].text);
  assert_int_equal(her->names->len, G_N_ELEMENTS(rows));
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    const SkPersonName *name = name_of(her, rows[i].written);
    assert_int_equal(name->kind, rows[i].kind);
    assert_int_equal(name->script, rows[i].script);
    assert_int_equal(name->cites->len, rows[i].cites);
  }
  assert_string_equal(name_of(her, "金田　英子")->reading, "かねだ　えいこ");
  assert_string_equal(name_of(her, "金英子")->reading, "きむ　よんじゃ");
  assert_null(name_of(her, "김영자")->reading);
}

static void citations_lead_to_source_and_row(void **state) {
  static const char *const letters[] = { "A", "B", "C", "D" };
  static const char *const titles[] = { "Ministry", "Red Cross", "School", "Counterpart" };
  static const char *const rows[] = { "row 3", "row 1", "row 1", "row 1" };
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  assert_int_equal(her->citations->len, 4);
  for (guint i = 0; i < 4; i++) {
    const SkCitation *citation = her->citations->pdata[i];
    assert_string_equal(citation->letter, letters[i]);
    assert_string_equal(citation->title, titles[i]);
    assert_string_equal(citation->locator, rows[i]);
    assert_string_equal(citation->reliability, "B");
    assert_int_equal(strlen(citation->source.text), SK_ID_TEXT);
    assert_int_equal(strlen(citation->batch.text), SK_ID_TEXT);
  }
}

/* ---------------------------------------------------------------- kin */

static const SkKin *kin_named(const GPtrArray *list, const char *name) {
  for (guint i = 0; i < list->len; i++)
    if (strcmp(((SkKin *)list->pdata[i])->name, name) == 0)
      return list->pdata[i];
  return NULL;
}

static void kin_and_household_are_met_once(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  scene_decide(scene, who[FATHER], who[FATHER_FORM], SK_VERDICT_SAME);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  assert_int_equal(her->kin->len, 3); /* the father, and the mother twice: nobody joined her two mentions */
  const SkKin *father = kin_named(her->kin, "金順浩");
  assert_string_equal(father->name, "金順浩");
  assert_int_equal(father->relation, SK_RELATION_PARENT); /* the list says "daughter"; of what sex he is it does not */
  assert_string_equal(father->person.text, who[FATHER].text);
  assert_int_equal(father->cites->len, 2); /* the list and the form both say so */
  assert_int_equal(father->shore, SK_SHORE_NORTH);
  assert_int_equal(father->birth_first, day(1910, 3, 1));
  const SkKin *lodger = kin_named(her->household, "朴鐘九");
  assert_non_null(lodger);
  assert_int_equal(lodger->relation, SK_RELATION_HOUSEHOLD);
  assert_null(kin_named(her->household, "金順浩"));
  g_autoptr(SkPerson) him = load(scene->desk, who[FATHER_FORM]);
  const SkKin *daughter = kin_named(him->kin, "金英子"), *wife = kin_named(him->kin, "李貞子");
  assert_int_equal(daughter->relation, SK_RELATION_DAUGHTER);
  assert_string_equal(daughter->person.text, who[HER].text);
  assert_int_equal(daughter->cites->len, 2);
  assert_int_equal(wife->relation, SK_RELATION_WIFE);
  assert_true(him->kin->pdata[0] == wife); /* spouses before children */
}

/* ---------------------------------------------------------------- kin by two statements */

static const char house[] = "1,20,昭和35年5月6日,20-1,朴大植,男,明治43年3月1日,朝鮮,,,,世帯主\n"
                            "2,20,昭和35年5月6日,20-1,李貞子,女,大正4年6月10日,日本,,,,妻\n"
                            "3,20,昭和35年5月6日,20-1,朴英子,女,昭和13年5月2日,朝鮮,,,,長女\n"
                            "4,20,昭和35年5月6日,20-1,朴永吉,男,昭和15年5月2日,朝鮮,,,,長男\n"
                            "5,20,昭和35年5月6日,20-1,崔福順,女,明治20年5月2日,朝鮮,,,,母\n"
                            "6,20,昭和35年5月6日,20-1,朴小植,男,大正2年5月2日,朝鮮,,,,弟\n"
                            "7,20,昭和35年5月6日,20-1,朴孫,男,昭和33年5月2日,朝鮮,,,,孫\n"
                            "8,20,昭和35年5月6日,20-1,金客,男,大正2年2月2日,朝鮮,,,,同居人\n";

/* Who is what to whom, in the order of the rows; HOUSEHOLD: nothing follows. */
static const struct {
  const char *name;
  SkRelation relations[8]; /* of the others to this one */
} house_ties[] = {
#define R(word) SK_RELATION_##word
  { "李貞子",
    { R(SPOUSE), 0, R(DAUGHTER_OR_STEP), R(SON_OR_STEP), R(PARENT_IN_LAW), R(OTHER_KIN), R(HOUSEHOLD), R(HOUSEHOLD) } },
  { "朴英子",
    { R(PARENT), R(MOTHER_OR_STEP), 0, R(BROTHER), R(GRANDPARENT), R(OTHER_KIN), R(HOUSEHOLD), R(HOUSEHOLD) } },
  { "崔福順",
    { R(CHILD), R(CHILD_SPOUSE), R(GRANDCHILD), R(GRANDCHILD), 0, R(SON_OR_STEP), R(HOUSEHOLD), R(HOUSEHOLD) } },
  { "朴小植",
    { R(SIBLING), R(OTHER_KIN), R(OTHER_KIN), R(OTHER_KIN), R(MOTHER_OR_STEP), 0, R(HOUSEHOLD), R(HOUSEHOLD) } },
  { "朴孫", { R(GRANDPARENT), R(HOUSEHOLD), R(HOUSEHOLD), R(HOUSEHOLD), R(HOUSEHOLD), R(HOUSEHOLD), 0, R(HOUSEHOLD) } },
};

static void two_ties_to_the_head_say_what_follows_and_no_more(void **state) {
  static const char *const names[] = { "朴大植", "李貞子", "朴英子", "朴永吉", "崔福順", "朴小植", "朴孫", "金客" };
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", house, 0, NULL });
  for (gsize i = 0; i < G_N_ELEMENTS(house_ties); i++) {
    g_autoptr(SkPerson) person = load(scene->desk, scene_mention(scene, "Ministry", house_ties[i].name));
    for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
      SkRelation wanted = house_ties[i].relations[k];
      if (wanted == 0)
        continue;
      const SkKin *kin = kin_named(wanted == SK_RELATION_HOUSEHOLD ? person->household : person->kin, names[k]);
      if (kin == NULL || kin->relation != wanted)
        fail_msg("%s is to %s: %d instead of %d", names[k], house_ties[i].name, kin != NULL ? (int)kin->relation : 0,
                 (int)wanted);
      assert_int_equal(kin->derived, k != 0 && wanted != SK_RELATION_HOUSEHOLD);
    }
  }
}

static void both_statements_stand_behind_a_derived_tie(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", house, 0, NULL });
  g_autoptr(SkPerson) her = load(scene->desk, scene_mention(scene, "Ministry", "朴英子"));
  const SkKin *mother = kin_named(her->kin, "李貞子"), *father = kin_named(her->kin, "朴大植");
  assert_true(mother->derived);
  assert_int_equal(mother->ground[0].relation, SK_RELATION_DAUGHTER);
  assert_string_equal(mother->ground[0].written, "長女");
  assert_string_equal(mother->ground[0].locator, "row 3");
  assert_int_equal(mother->ground[1].relation, SK_RELATION_WIFE);
  assert_string_equal(mother->ground[1].locator, "row 2");
  assert_string_equal(mother->ground[1].title, "Ministry");
  assert_false(father->derived);
  assert_null(father->ground[0].locator);
}

/* Where an entry states the tie, that is what stands there, whatever follows from others. */
static void a_stated_tie_takes_the_place_of_a_derived_one(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  scene_add(scene, &(SceneList){ "left-behind", "Form", "1,金英子,女,昭和13年5月2日,,李貞子,母,\n", 0, NULL });
  scene_decide(scene, who[HER], scene_mention(scene, "Form", "金英子"), SK_VERDICT_SAME);
  scene_decide(scene, scene_mention(scene, "Ministry", "李貞子"), scene_mention(scene, "Form", "李貞子"),
               SK_VERDICT_SAME);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  guint mothers = 0;
  for (guint i = 0; i < her->kin->len; i++) {
    const SkKin *kin = her->kin->pdata[i];
    mothers += kin->relation == SK_RELATION_MOTHER && !kin->derived;
  }
  assert_int_equal(mothers, 1);
}

/* Nothing follows through a statement that the session does not see. */
static void nothing_follows_from_what_is_hidden(void **state) {
  Scene *scene = *state;
  scene_add(scene, &(SceneList){ "ministry-list", "Ministry", house, 1, NULL });
  SkIdText her = scene_mention(scene, "Ministry", "朴英子");
  g_autoptr(SkSession) low = scene_session(scene, "low", 0, NULL);
  g_autoptr(GError) error = NULL;
  assert_null(sk_person_load(low, her.text, &error));
  g_autoptr(SkSession) high = scene_session(scene, "high", 1, NULL);
  g_autoptr(SkPerson) person = load(high, her);
  assert_non_null(kin_named(person->kin, "李貞子"));
}

/* ---------------------------------------------------------------- on which shore */

static void who_stayed_stands_in_japan_until_a_list_says_they_sailed(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  scene_add(scene,
            &(SceneList){ "left-behind", "Form",
                          "1,金英子,女,昭和13年5月2日,17,金永吉,弟,\n2,金英子,女,昭和13年5月2日,17,朴鐘九,叔父,\n", 0,
                          NULL });
  SkIdText form = scene_mention(scene, "Form", "金英子");
  scene_decide(scene, who[HER], form, SK_VERDICT_SAME);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  const SkKin *brother = kin_named(her->kin, "金永吉");
  assert_int_equal(brother->relation, SK_RELATION_BROTHER);
  assert_int_equal(brother->shore, SK_SHORE_JAPAN);
  scene_add(scene,
            &(SceneList){ "ministry-list", "Later", "1,40,昭和36年2月3日,40-1,金永吉,男,,朝鮮,,,,世帯主\n", 0, NULL });
  scene_decide(scene, scene_mention(scene, "Form", "金永吉"), scene_mention(scene, "Later", "金永吉"), SK_VERDICT_SAME);
  g_autoptr(SkPerson) again = load(scene->desk, who[HER]);
  assert_int_equal(kin_named(again->kin, "金永吉")->shore, SK_SHORE_NORTH);
}

/* Two mentions of the father that nobody joined are two: the machine does not guess through the daughter. */
static void kin_nobody_joined_stay_apart(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  g_autoptr(SkPerson) her = load(scene->desk, who[HER]);
  guint fathers = 0;
  for (guint i = 0; i < her->kin->len; i++)
    fathers += strcmp(((SkKin *)her->kin->pdata[i])->name, "金順浩") == 0;
  assert_int_equal(fathers, 2);
}

/* ---------------------------------------------------------------- compartments of single facts */

/* Origin and place in the North are in circles of their own (rule 11). */
static void what_hurts_is_shown_to_those_who_may_know(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  bring_in(scene, who);
  static const struct {
    const char *name, *compartment;
    gboolean origin, residence;
  } rows[] = {
    { "none", NULL, FALSE, FALSE },
    { "origin", "origin", TRUE, FALSE },
    { "location", "location", FALSE, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(SkSession) session = scene_session(scene, rows[i].name, 0, rows[i].compartment);
    g_autoptr(SkPerson) her = load(session, who[HER]);
    g_autofree char *page = scene_page(session, who[HER]);
    assert_int_equal(her->mentions->len, 4);
    assert_int_equal(fact_of(her, SK_PROPERTY_HONSEKI) != NULL, rows[i].origin);
    assert_int_equal(fact_of(her, SK_PROPERTY_RESIDENCE) != NULL, rows[i].residence);
    assert_int_equal(strstr(page, "晋州") != NULL, rows[i].origin);
    assert_int_equal(strstr(page, "함흥") != NULL, rows[i].residence);
  }
}

/* ---------------------------------------------------------------- further than the page */

static void the_tree_reaches_from_relative_to_relative(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  g_autoptr(SkKindred) kindred = sk_kindred_load(scene->desk, who[HER].text, 3, &error);
  assert_no_error(error);
  guint mothers = 0;
  assert_string_equal(((SkKindredOne *)kindred->people->pdata[0])->name, "金英子");
  for (guint i = 0; i < kindred->people->len; i++) {
    const SkKindredOne *one = kindred->people->pdata[i];
    mothers += strcmp(one->name, "李貞子") == 0 && one->steps == 2; /* her father's wife: no entry ties the two */
  }
  assert_true(mothers > 0);
  for (guint i = 0; i < kindred->bonds->len; i++) {
    const SkBond *bond = &g_array_index(kindred->bonds, SkBond, i);
    assert_true(bond->a != bond->b && bond->a < kindred->people->len && bond->b < kindred->people->len);
  }
  g_autoptr(SkKindred) near = sk_kindred_load(scene->desk, who[HER].text, 1, &error);
  assert_true(near->people->len < kindred->people->len);
  assert_true(near->more);
}

static guint deeds_of(const GPtrArray *deeds, SkDeedKind kind) {
  guint count = 0;
  for (guint i = 0; i < deeds->len; i++)
    count += ((const SkDeed *)deeds->pdata[i])->kind == kind;
  return count;
}

static void everything_that_was_done_is_told(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  SkIdText link = scene_decide(scene, who[FATHER], who[FATHER_FORM], SK_VERDICT_SAME);
  assert_true(sk_review_undo(scene->desk, link.text, "another man of the name", &error));
  g_autoptr(GPtrArray) hers = sk_person_deeds(scene->desk, who[HER_NORTH].text, &error);
  assert_int_equal(deeds_of(hers, SK_DEED_CAME_IN), 4);
  assert_int_equal(deeds_of(hers, SK_DEED_SAME), 3);
  g_autoptr(GPtrArray) his = sk_person_deeds(scene->desk, who[FATHER].text, &error);
  assert_int_equal(deeds_of(his, SK_DEED_SAME), 1);
  assert_int_equal(deeds_of(his, SK_DEED_ENDED), 1);
  assert_string_equal(((const SkDeed *)his->pdata[0])->reason, "another man of the name"); /* newest first */
}

/* Mentions that a deed of this kind left joined, or had joined until then; 0 none such. */
static guint grew_to(const GPtrArray *deeds, SkDeedKind kind, guint mentions) {
  guint count = 0;
  for (guint i = 0; i < deeds->len; i++) {
    const SkDeed *deed = deeds->pdata[i];
    count += deed->kind == kind && deed->parts[0] > 0 && deed->parts[0] + deed->parts[1] == mentions;
  }
  return count;
}

/* Her four mentions became one person in three steps; his two were joined and parted. A decision between two whom
 * others had joined already did nothing to the person. */
static void each_deed_says_what_it_did_to_the_person(void **state) {
  Scene *scene = *state;
  SkIdText who[WHO];
  GError *error = NULL;
  bring_in(scene, who);
  g_autoptr(GPtrArray) hers = sk_person_deeds(scene->desk, who[HER_NORTH].text, &error);
  assert_int_equal(grew_to(hers, SK_DEED_SAME, 2), 1);
  assert_int_equal(grew_to(hers, SK_DEED_SAME, 3), 1);
  assert_int_equal(grew_to(hers, SK_DEED_SAME, 4), 1);
  scene_decide(scene, who[HER_NORTH], who[HER_FORM], SK_VERDICT_SAME);
  g_autoptr(GPtrArray) again = sk_person_deeds(scene->desk, who[HER_NORTH].text, &error);
  assert_int_equal(deeds_of(again, SK_DEED_SAME), 4);
  for (guint size = 2; size <= 4; size++)
    assert_int_equal(grew_to(again, SK_DEED_SAME, size), 1);
  SkIdText link = scene_decide(scene, who[FATHER], who[FATHER_FORM], SK_VERDICT_SAME);
  assert_true(sk_review_undo(scene->desk, link.text, "another man of the name", &error));
  g_autoptr(GPtrArray) his = sk_person_deeds(scene->desk, who[FATHER].text, &error);
  assert_int_equal(grew_to(his, SK_DEED_SAME, 2), 1);
  assert_int_equal(grew_to(his, SK_DEED_ENDED, 2), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    scene_test(conflicts_stand_side_by_side),
    scene_test(a_looser_statement_is_no_conflict),
    scene_test(names_of_every_script_are_cited),
    scene_test(citations_lead_to_source_and_row),
    scene_test(kin_and_household_are_met_once),
    scene_test(two_ties_to_the_head_say_what_follows_and_no_more),
    scene_test(both_statements_stand_behind_a_derived_tie),
    scene_test(a_stated_tie_takes_the_place_of_a_derived_one),
    scene_test(nothing_follows_from_what_is_hidden),
    scene_test(who_stayed_stands_in_japan_until_a_list_says_they_sailed),
    scene_test(kin_nobody_joined_stay_apart),
    scene_test(what_hurts_is_shown_to_those_who_may_know),
    scene_test(the_tree_reaches_from_relative_to_relative),
    scene_test(everything_that_was_done_is_told),
    scene_test(each_deed_says_what_it_did_to_the_person),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
