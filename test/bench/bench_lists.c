/* Links lists whose truth is known and says how well it went. Reads what test/bench/lists_to_records.py writes.
 *
 *   bench_lists RECORDS [THREADS] [EXAMPLES]
 *
 * RECORDS is lines of tab-separated fields. "#list NAME ONCE" declares list 0, 1, ...; every other line is a record:
 * list, entry, household, sailing, sex (m, f), nation (j, o), role (SkLinkRole), birth, calendar (SkCalendar),
 * departure, address, former address, origin, registration, person (truth, never shown to the engine), then one field a
 * name of seven parts between U+001F: kind, script, order, reading origin, family, given, written.
 */
#include "link/link.h"
#include "text/date.h"
#include "text/place.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum {
  LIST,
  ENTRY,
  HOUSEHOLD,
  SAILING,
  SEX,
  NATION,
  ROLE,
  BIRTH,
  CALENDAR,
  DEPARTURE,
  ADDRESS,
  FORMER,
  ORIGIN,
  REGISTRATION,
  PERSON,
  NAMES
};

#define LISTS_MAX 32

typedef struct {
  GArray *records; /* SkLinkRecord; names are indexes until all are read */
  GArray *names;   /* SkLinkName */
  GArray *persons; /* uint32_t */
  SkLinkSource sources[LISTS_MAX];
  char *list_names[LISTS_MAX];
  guint list_count;
  char **lines;
  char *content;
} Lists;

static SkLinkText text_of(const char *bytes) {
  return (SkLinkText){ bytes, (uint32_t)strlen(bytes) };
}

static uint32_t number_of(const char *text) {
  return (uint32_t)g_ascii_strtoull(text, NULL, 10);
}

static SkLinkDays days_of(const char *text, uint32_t calendar) {
  SkDate date;
  if (text[0] == '\0' || !sk_date_parse_in(text, strlen(text), (SkCalendar)calendar, &date))
    return SK_LINK_NO_DAYS;
  return (SkLinkDays){ date.first, date.last, (uint16_t)date.doubt, (uint8_t)date.calendar };
}

static SkLinkPlace place_of(const char *text) {
  SkPlace place;
  if (text[0] == '\0' || !sk_place_parse(text, strlen(text), &place))
    return (SkLinkPlace){ 0, 0 };
  SkPlaceKey key = sk_place_key(&place);
  return (SkLinkPlace){ key.area, key.town };
}

static void read_name(Lists *lists, const char *field) {
  char **parts = g_strsplit(field, "\x1f", 7); /* kept until the program ends: records point into them */
  if (g_strv_length(parts) != 7)
    return;
  SkLinkName name = { .kind = (uint8_t)number_of(parts[0]),
                      .script = (uint8_t)number_of(parts[1]),
                      .order = (uint8_t)number_of(parts[2]),
                      .reading_origin = (uint8_t)number_of(parts[3]),
                      .family = text_of(parts[4]),
                      .given = text_of(parts[5]),
                      .written = text_of(parts[6]) };
  g_array_append_val(lists->names, name);
}

static void read_record(Lists *lists, char **fields) {
  uint32_t list = number_of(fields[LIST]), household = number_of(fields[HOUSEHOLD]), person = number_of(fields[PERSON]);
  guint first_name = lists->names->len;
  for (guint i = NAMES; fields[i] != NULL; i++)
    if (fields[i][0] != '\0')
      read_name(lists, fields[i]);
  SkLinkRecord record = {
    .id = lists->records->len + 1,
    .source = list,
    .entry = number_of(fields[ENTRY]),
    .household = household != 0 ? list * 10000000u + household : 0,
    .sailing = (uint16_t)number_of(fields[SAILING]),
    .sex = fields[SEX][0] == 'm'   ? SK_LINK_SEX_MALE
           : fields[SEX][0] == 'f' ? SK_LINK_SEX_FEMALE
                                   : SK_LINK_SEX_UNKNOWN,
    .nation = fields[NATION][0] == 'j'   ? SK_LINK_NATION_JAPANESE
              : fields[NATION][0] == 'o' ? SK_LINK_NATION_OTHER
                                         : SK_LINK_NATION_UNKNOWN,
    .role = (uint8_t)number_of(fields[ROLE]),
    .birth = days_of(fields[BIRTH], number_of(fields[CALENDAR])),
    .departure = days_of(fields[DEPARTURE], 0),
    .address = place_of(fields[ADDRESS]),
    .former = place_of(fields[FORMER]),
    .origin = place_of(fields[ORIGIN]),
    .registration = text_of(fields[REGISTRATION]),
    .names = GUINT_TO_POINTER(first_name),
    .name_count = lists->names->len - first_name,
  };
  g_array_append_val(lists->records, record);
  g_array_append_val(lists->persons, person);
}

static void read_line(Lists *lists, char *line) {
  char **fields = g_strsplit(line, "\t", -1); /* kept likewise */
  if (g_str_equal(fields[0], "#list") && fields[1] != NULL && fields[2] != NULL && lists->list_count < LISTS_MAX) {
    lists->list_names[lists->list_count] = fields[1];
    lists->sources[lists->list_count++].once = number_of(fields[2]) != 0;
  } else if (g_strv_length(fields) >= NAMES)
    read_record(lists, fields);
}

static gboolean read_lists(const char *path, Lists *lists) {
  g_autoptr(GError) error = NULL;
  *lists = (Lists){ .records = g_array_new(FALSE, FALSE, sizeof(SkLinkRecord)),
                    .names = g_array_new(FALSE, FALSE, sizeof(SkLinkName)),
                    .persons = g_array_new(FALSE, FALSE, sizeof(uint32_t)) };
  if (!g_file_get_contents(path, &lists->content, NULL, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return FALSE;
  }
  for (char *line = lists->content, *end; *line != '\0'; line = end + 1) {
    end = strchr(line, '\n');
    if (end == NULL)
      break;
    *end = '\0';
    read_line(lists, line);
  }
  for (guint i = 0; i < lists->records->len; i++) {
    SkLinkRecord *record = &g_array_index(lists->records, SkLinkRecord, i);
    record->names = &g_array_index(lists->names, SkLinkName, GPOINTER_TO_UINT(record->names));
  }
  return TRUE;
}

/* ---- counting */

typedef struct {
  uint64_t right, joined, truth;
  uint64_t unseen, asked, refused; /* of the true pairs that are not joined */
} Count;

typedef struct {
  const Lists *lists;
  const SkLinkResult *result;
  GHashTable *proposals; /* pair -> index + 1 */
  Count counts[LISTS_MAX][LISTS_MAX];
  uint64_t held[16];
  guint examples;
} Score;

static const SkLinkRecord *record_at(const Score *score, uint32_t row) {
  return &g_array_index(score->lists->records, SkLinkRecord, row);
}

static uint32_t person_at(const Score *score, uint32_t row) {
  return g_array_index(score->lists->persons, uint32_t, row);
}

static Count *count_for(Score *score, uint32_t a, uint32_t b) {
  uint32_t one = record_at(score, a)->source, other = record_at(score, b)->source;
  return &score->counts[MIN(one, other)][MAX(one, other)];
}

static void print_pattern(uint64_t pattern) {
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    if (sk_engine_level(pattern, c) != 0)
      printf(" %s=%s", sk_link_comparison_code(c), sk_link_level_code(c, sk_engine_level(pattern, c)));
  printf("\n");
}

static void print_row(const Score *score, uint32_t row) {
  const SkLinkRecord *record = record_at(score, row);
  printf("    %s person %u household %u sailing %u sex %u birth %d..%d area %u town %u reg %.*s:",
         score->lists->list_names[record->source], person_at(score, row), record->household, record->sailing,
         record->sex, record->birth.first, record->birth.last, record->address.area, record->address.town,
         (int)record->registration.length, record->registration.bytes);
  for (uint32_t i = 0; i < record->name_count; i++)
    printf(" [%u %.*s|%.*s|%.*s]", record->names[i].kind, (int)record->names[i].family.length,
           record->names[i].family.bytes, (int)record->names[i].given.length, record->names[i].given.bytes,
           (int)record->names[i].written.length, record->names[i].written.bytes);
  printf("\n");
}

static const SkLinkProposal *proposal_of(const Score *score, uint32_t a, uint32_t b) {
  gint64 key = (gint64)MIN(a, b) << 32 | MAX(a, b);
  gsize found = GPOINTER_TO_SIZE(g_hash_table_lookup(score->proposals, &key));
  return found != 0 ? &score->result->proposals[found - 1] : NULL;
}

static void show(Score *score, const char *what, uint32_t a, uint32_t b) {
  const SkLinkProposal *proposal = proposal_of(score, a, b);
  if (score->examples == 0)
    return;
  score->examples--;
  printf("%s weight %.1f held %d", what, proposal != NULL ? (double)proposal->weight : 0.0,
         proposal != NULL ? proposal->held : -1);
  print_pattern(proposal != NULL ? proposal->evidence.pattern : 0);
  print_row(score, a);
  print_row(score, b);
}

static void count_missed(Score *score, uint32_t a, uint32_t b) {
  const SkLinkProposal *proposal = proposal_of(score, a, b);
  Count *count = count_for(score, a, b);
  if (proposal == NULL)
    count->unseen++;
  else if (proposal->band == SK_LINK_BAND_ASK) {
    count->asked++;
    score->held[proposal->held]++;
  } else
    count->refused++;
  if (g_random_int_range(0, 200) == 0)
    show(score, "missed", a, b);
}

typedef struct {
  uint32_t group, row;
} Member;

static int by_group(const void *left, const void *right) {
  const Member *a = left, *b = right;
  return a->group != b->group ? (a->group > b->group) - (a->group < b->group) : (a->row > b->row) - (a->row < b->row);
}

typedef void (*EachPair)(Score *score, uint32_t a, uint32_t b);

static void each_pair(Score *score, Member *members, EachPair look) {
  guint count = score->lists->records->len;
  qsort(members, count, sizeof *members, by_group);
  for (guint start = 0, stop; start < count; start = stop) {
    for (stop = start + 1; stop < count && members[stop].group == members[start].group;)
      stop++;
    for (guint i = start; i < stop; i++)
      for (guint j = i + 1; j < stop; j++)
        look(score, members[i].row, members[j].row);
  }
}

static void look_joined(Score *score, uint32_t a, uint32_t b) {
  Count *count = count_for(score, a, b);
  count->joined++;
  count->right += person_at(score, a) == person_at(score, b);
  if (person_at(score, a) != person_at(score, b))
    show(score, "wrong", a, b);
}

static void look_true(Score *score, uint32_t a, uint32_t b) {
  if (person_at(score, a) == 0)
    return;
  count_for(score, a, b)->truth++;
  if (score->result->cluster_of[a] != score->result->cluster_of[b])
    count_missed(score, a, b);
}

static void count_all(Score *score) {
  guint count = score->lists->records->len;
  g_autofree Member *members = g_new(Member, count);
  for (guint i = 0; i < count; i++)
    members[i] = (Member){ score->result->cluster_of[i], i };
  each_pair(score, members, look_joined);
  for (guint i = 0; i < count; i++)
    members[i] = (Member){ person_at(score, i), i };
  each_pair(score, members, look_true);
}

static void add_count(Count *to, const Count *from) {
  to->right += from->right, to->joined += from->joined, to->truth += from->truth;
  to->unseen += from->unseen, to->asked += from->asked, to->refused += from->refused;
}

static void print_count(const char *one, const char *other, const Count *count) {
  if (count->joined + count->truth == 0)
    return;
  printf("%-14s %-14s %9" G_GUINT64_FORMAT " true %9" G_GUINT64_FORMAT
         " joined  P %.4f R %.4f  unseen %" G_GUINT64_FORMAT " asked %" G_GUINT64_FORMAT " refused %" G_GUINT64_FORMAT
         "\n",
         one, other, count->truth, count->joined, (double)count->right / (double)MAX(count->joined, 1),
         (double)count->right / (double)MAX(count->truth, 1), count->unseen, count->asked, count->refused);
}

/* The lists that say enough of each person to be held to a recall. */
static gboolean is_rich(const char *list) {
  static const char *const rich[] = { "ministry", "redcross", "campaign", "registration", "school", NULL };
  return g_strv_contains(rich, list);
}

static void print_score(const Score *score) {
  const Lists *lists = score->lists;
  Count all = { 0 }, rich = { 0 };
  for (guint i = 0; i < lists->list_count; i++)
    for (guint j = i; j < lists->list_count; j++) {
      print_count(lists->list_names[i], lists->list_names[j], &score->counts[i][j]);
      add_count(&all, &score->counts[i][j]);
      if (is_rich(lists->list_names[i]) && is_rich(lists->list_names[j]))
        add_count(&rich, &score->counts[i][j]);
    }
  print_count("all", "lists", &all);
  print_count("rich", "lists", &rich);
  for (guint held = 0; held < G_N_ELEMENTS(score->held); held++)
    if (score->held[held] != 0)
      printf("asked, held by %u: %" G_GUINT64_FORMAT "\n", held, score->held[held]);
}

static void print_model(const SkEngineModel *model) {
  printf("prior 2^%.2f kin 2^%.2f\n", __builtin_log2(model->prior), __builtin_log2(model->kin_prior));
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 1; level < sk_link_plan()->comparisons[c].level_count; level++) {
      const SkEngineLevel *weight = &model->levels[c][level];
      printf("  %-13s %-10s m %.5f u %.7f kin %.6f  %+6.2f against kin %+6.2f\n", sk_link_comparison_code(c),
             sk_link_level_code(c, level), weight->m, weight->u, weight->kin, __builtin_log2(weight->m / weight->u),
             __builtin_log2(weight->m / weight->kin));
    }
}

static void print_blocking(const SkLinkResult *result) {
  for (size_t i = 0; i < result->blocking_count; i++) {
    const SkLinkBlocking *rule = &result->blocking[i];
    printf("%-18s keys %9" G_GUINT64_FORMAT " pairs %9" G_GUINT64_FORMAT " seen %9" G_GUINT64_FORMAT
           " given up %10" G_GUINT64_FORMAT " (%.0f true) divided %u\n",
           rule->rule, rule->keys, rule->pairs, rule->pairs_seen, rule->pairs_given_up, rule->matches_given_up,
           rule->blocks_divided);
  }
}

/* Probability against truth: of the proposals said to be so likely, how many were right. */
static void print_calibration(const Score *score) {
  uint64_t total[20] = { 0 }, right[20] = { 0 };
  double said[20] = { 0 };
  for (size_t i = 0; i < score->result->proposal_count; i++) {
    const SkLinkProposal *proposal = &score->result->proposals[i];
    int bin = MIN((int)(proposal->probability * 20), 19);
    total[bin]++;
    said[bin] += (double)proposal->probability;
    right[bin] += person_at(score, proposal->a) == person_at(score, proposal->b);
  }
  printf("said right pairs:");
  for (int bin = 0; bin < 20; bin++)
    if (total[bin] > 0)
      printf(" %.2f/%.2f(%" G_GUINT64_FORMAT ")", said[bin] / (double)total[bin],
             (double)right[bin] / (double)total[bin], total[bin]);
  printf("\n");
}

static void fill_score(Score *score) {
  score->proposals = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (size_t i = 0; i < score->result->proposal_count; i++) {
    gint64 *key = g_new(gint64, 1);
    uint32_t a = score->result->proposals[i].a, b = score->result->proposals[i].b;
    *key = (gint64)MIN(a, b) << 32 | MAX(a, b);
    g_hash_table_insert(score->proposals, key, GSIZE_TO_POINTER(i + 1));
  }
  count_all(score);
}

/* Prints when each stage began, in seconds of this process's own time. */
static bool tick(void *context, SkLinkStage stage, uint64_t done, uint64_t total) {
  (void)context;
  if (done == 0)
    printf("stage %d of %d at %.2f s of processor time (%" G_GUINT64_FORMAT " steps)\n", (int)stage + 1,
           SK_LINK_STAGE_CLUSTER + 1, (double)clock() / CLOCKS_PER_SEC, total);
  return true;
}

int main(int argc, char **argv) {
  Lists lists;
  if (argc < 2 || !read_lists(argv[1], &lists))
    return 2;
  SkLinkOptions options = { .threads = argc > 2 ? number_of(argv[2]) : 2, .invented = true, .progress = tick };
  SkLinkInput input = {
    (const SkLinkRecord *)(gpointer)lists.records->data, lists.records->len, lists.sources, lists.list_count, NULL, 0
  };
  SkLinkResult *result = NULL;
  gint64 begun = g_get_monotonic_time();
  SkLinkStatus status = sk_link_run(&input, &options, &result);
  double seconds = (double)(g_get_monotonic_time() - begun) / 1e6;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%s: %u records, %u names, %.2f s, %ld MB at most\n", sk_link_status_code(status), lists.records->len,
         lists.names->len, seconds, usage.ru_maxrss / 1024);
  if (status != SK_LINK_OK)
    return 1;
  Score score = { .lists = &lists, .result = result, .examples = argc > 3 ? number_of(argv[3]) : 0 };
  g_random_set_seed(1);
  fill_score(&score);
  printf("%" G_GUINT64_FORMAT " pairs compared, %zu proposals, %zu refused, %zu clusters\n", result->pairs_compared,
         result->proposal_count, result->refused_count, result->cluster_count);
  print_model(&result->model);
  print_blocking(result);
  print_calibration(&score);
  print_score(&score);
  sk_link_result_free(result);
  return 0;
}
