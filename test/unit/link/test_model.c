#include "check.h"

#include "link/link.h"

#include <math.h>
#include <string.h>

static const struct row {
  const char *what;
  unsigned levels[SK_LINK_COMPARISON_COUNT];
  SkLinkHeld held;
} rows[] = {
  { "two cities, near-equal names, nothing else",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_FUZZY,
      [SK_LINK_ADDRESS] = SK_LINK_PLACE_CONFLICT },
    SK_LINK_HELD_NAME_ONLY },
  { "equal names, nothing else",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_EXACT,
      [SK_LINK_ADDRESS] = SK_LINK_PLACE_TOWN },
    SK_LINK_HELD_NAME_ONLY },
  { "near-equal names on one sailing",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_FUZZY,
      [SK_LINK_SAILING] = SK_LINK_SAILING_SAME },
    SK_LINK_HELD_NEAR_NAME },
  { "near-equal names, one sailing, one birthday",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_FUZZY,
      [SK_LINK_BIRTH] = SK_LINK_BIRTH_DAY,
      [SK_LINK_SAILING] = SK_LINK_SAILING_SAME },
    SK_LINK_HELD_NOT },
  { "father and son of one name",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_EXACT,
      [SK_LINK_BIRTH] = SK_LINK_BIRTH_CONFLICT,
      [SK_LINK_SAILING] = SK_LINK_SAILING_SAME,
      [SK_LINK_HOUSEHOLD] = SK_ENGINE_HOUSEHOLD_MOST },
    SK_LINK_HELD_BIRTH },
  { "sisters",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_CONFLICT,
      [SK_LINK_BIRTH] = SK_LINK_BIRTH_YEARS,
      [SK_LINK_SAILING] = SK_LINK_SAILING_SAME,
      [SK_LINK_HOUSEHOLD] = SK_ENGINE_HOUSEHOLD_MOST },
    SK_LINK_HELD_GIVEN },
  { "two registration numbers: cards were renewed, and weigh what was learnt of that",
    { [SK_LINK_GIVEN] = SK_LINK_NAME_EXACT,
      [SK_LINK_BIRTH] = SK_LINK_BIRTH_DAY,
      [SK_LINK_REGISTRATION] = SK_LINK_NUMBER_CONFLICT },
    SK_LINK_HELD_NOT },
  { "registered name here, pass-name there, one birthday",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_OTHER_KIND,
      [SK_LINK_GIVEN] = SK_LINK_NAME_EXACT,
      [SK_LINK_BIRTH] = SK_LINK_BIRTH_DAY },
    SK_LINK_HELD_NEAR_NAME },
  { "two letters of one name to one name",
    { [SK_LINK_FAMILY] = SK_LINK_NAME_EXACT,
      [SK_LINK_GIVEN] = SK_LINK_NAME_EXACT,
      [SK_LINK_COMPANY] = SK_LINK_COMPANY_SAME },
    SK_LINK_HELD_NOT },
};

static void assert_near(double found, double wanted, double within) {
  if (!(fabs(found - wanted) <= within))
    fail_msg("%.17g is not %.17g", found, wanted);
}

static uint64_t pattern_of(const unsigned *levels) {
  uint64_t pattern = 0;
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    pattern = sk_engine_with_level(pattern, c, levels[c]);
  return pattern;
}

static void what_must_not_be_joined_is_held(void **state) {
  (void)state;
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    unsigned held = sk_link_plan()->hold(pattern_of(rows[i].levels));
    if (held != rows[i].held)
      fail_msg("%s: held %u, not %u", rows[i].what, held, rows[i].held);
    SkLinkBand band = sk_engine_band(&model, 1000, held);
    assert_int_equal(band, held == SK_LINK_HELD_NOT ? SK_LINK_BAND_LINK : SK_LINK_BAND_ASK);
  }
  assert_int_equal(sk_engine_band(&model, -10, SK_LINK_HELD_NOT), SK_LINK_BAND_LEAVE);
}

/* The arithmetic of the header, written out with plain products instead of logarithms. */
static void a_weight_is_the_odds_of_its_levels(void **state) {
  (void)state;
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  model.prior = 0.001, model.kin_prior = 0.002;
  model.levels[SK_LINK_SEX][SK_LINK_FLAG_SAME] = (SkEngineLevel){ 0.99, 0.5, 0.45 };
  model.levels[SK_LINK_FAMILY][SK_LINK_NAME_EXACT] = (SkEngineLevel){ 0.8, 0.05, 0.7 };
  model.levels[SK_LINK_GIVEN][SK_LINK_NAME_READING] = (SkEngineLevel){ 0.25, 0.25, 0.25 };
  SkEngineEvidence evidence = { .rarity = { 2 * SK_ENGINE_RARITY, SK_ENGINE_RARITY / 2 } };
  evidence.pattern = sk_engine_with_level(evidence.pattern, SK_LINK_GIVEN, SK_LINK_NAME_READING);
  evidence.pattern = sk_engine_with_level(evidence.pattern, SK_LINK_SEX, SK_LINK_FLAG_SAME);
  evidence.pattern = sk_engine_with_level(evidence.pattern, SK_LINK_FAMILY, SK_LINK_NAME_EXACT);
  double against_strangers = 0.001 / 0.999 * (0.99 / 0.5) * (0.8 / 0.05) * 4 * sqrt(2);
  double against_kin = 0.001 / 0.002 * (0.99 / 0.45) * (0.8 / 0.7) * sqrt(2);
  double odds = 1 / (1 / against_strangers + 1 / against_kin);
  assert_near(sk_engine_weight(sk_link_plan(), &model, evidence), log2(odds), 1e-12);
  assert_near(sk_link_weight_probability(log2(odds)), odds / (1 + odds), 1e-12);

  SkEngineExplanation why;
  sk_engine_explain(sk_link_plan(), &model, evidence, &why);
  assert_int_equal(why.reason_count, 3);
  double sum = why.prior + why.kin;
  for (size_t i = 0; i < why.reason_count; i++)
    sum += why.reasons[i].weight + why.reasons[i].frequency;
  assert_near(sum, why.weight, 1e-9);
  assert_true(why.kin <= 0);
  assert_int_equal(why.reasons[0].comparison, SK_LINK_FAMILY);
  assert_near(why.reasons[0].frequency, 2, 0);
}

static void silence_weighs_nothing(void **state) {
  (void)state;
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  model.kin_prior = 1e-300;
  assert_near(sk_engine_weight(sk_link_plan(), &model, (SkEngineEvidence){ 0 }), log2(model.prior / (1 - model.prior)),
              1e-9);
}

static void every_pattern_has_a_finite_weight(void **state) {
  (void)state;
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  for (uint64_t i = 0, x = 1; i < 5000; i++, x = x * 6364136223846793005u + 1442695040888963407u)
    assert_true(isfinite(sk_engine_weight(sk_link_plan(), &model, (SkEngineEvidence){ .pattern = x >> 8 })));
}

static void a_model_reads_back_bit_for_bit(void **state) {
  (void)state;
  char text[16384], again[16384];
  SkEngineModel model, read;
  sk_engine_model_init(sk_link_plan(), &model);
  model.prior = 1.0 / 3e7, model.invented = true;
  size_t length = sk_link_model_print(&model, text, sizeof text);
  assert_in_range(length, 1, sizeof text - 1);
  assert_int_equal(sk_link_model_print(&model, NULL, 0), length);
  assert_true(sk_link_model_parse(text, length, &read));
  assert_memory_equal(&model, &read, sizeof model);
  assert_int_equal(sk_link_model_print(&read, again, sizeof again), length);
  assert_string_equal(text, again);
}

static void what_is_no_model_is_refused(void **state) {
  (void)state;
  char text[16384];
  SkEngineModel model, untouched;
  sk_engine_model_init(sk_link_plan(), &model);
  memset(&untouched, 0x5a, sizeof untouched);
  size_t length = sk_link_model_print(&model, text, sizeof text);
  for (size_t cut = 0; cut < length; cut++)
    assert_false(sk_link_model_parse(text, cut, &untouched));
  for (size_t at = 0; at < 19; at++) {
    text[at] ^= 1;
    assert_false(sk_link_model_parse(text, length, &untouched));
    text[at] ^= 1;
  }
  assert_int_equal(((uint8_t *)&untouched)[0], 0x5a);
}

static void evidence_survives_storage(void **state) {
  (void)state;
  uint8_t bytes[SK_LINK_EVIDENCE_BYTES];
  SkEngineEvidence evidence = { 0x0123456789abcdefu, { -384, 1856, 1, INT16_MIN } };
  sk_link_evidence_pack(evidence, bytes);
  assert_int_equal(bytes[0], 0xef);
  SkEngineEvidence again = sk_link_evidence_unpack(bytes);
  assert_memory_equal(&evidence, &again, sizeof evidence);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_must_not_be_joined_is_held), cmocka_unit_test(a_weight_is_the_odds_of_its_levels),
    cmocka_unit_test(silence_weighs_nothing),          cmocka_unit_test(every_pattern_has_a_finite_weight),
    cmocka_unit_test(a_model_reads_back_bit_for_bit),  cmocka_unit_test(what_is_no_model_is_refused),
    cmocka_unit_test(evidence_survives_storage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
