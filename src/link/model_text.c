/* The model as text, one line a level. A number is written twice: the bits of its double, which are what is read, so
 * that no locale and no rounding can change it, and millionths for a person's eye. */
#include "link/link.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define HEADING "saikai-link-model 2\n"

struct printer {
  char *text;
  size_t size, length;
};

__attribute__((format(printf, 2, 3))) static void print(struct printer *out, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  bool room = out->length < out->size;
  int written = vsnprintf(room ? out->text + out->length : NULL, room ? out->size - out->length : 0, format, arguments);
  va_end(arguments);
  out->length += written > 0 ? (size_t)written : 0;
}

static void print_number(struct printer *out, double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  print(out, " %016" PRIx64 "=%" PRId64, bits, (int64_t)llround(number * 1e6));
}

static void print_line(struct printer *out, const char *first, const char *second, const double *numbers,
                       size_t count) {
  print(out, "%s%s%s", first, second[0] == '\0' ? "" : " ", second);
  for (size_t i = 0; i < count; i++)
    print_number(out, numbers[i]);
  print(out, "\n");
}

size_t sk_link_model_print(const SkEngineModel *model, char *text, size_t size) {
  struct printer out = { text, size, 0 };
  print(&out, HEADING);
  print_line(&out, "prior", "", (const double[]){ model->prior, model->kin_prior }, 2);
  print_line(&out, "bands", "", (const double[]){ model->ask_from, model->link_from }, 2);
  print_line(&out, "calibration", "", (const double[]){ model->slope, model->shift }, 2);
  print_line(&out, "invented", "", (const double[]){ model->invented }, 1);
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 1; level < sk_link_plan()->comparisons[c].level_count; level++) {
      const SkEngineLevel *weight = &model->levels[c][level];
      print_line(&out, sk_link_comparison_code(c), sk_link_level_code(c, level),
                 (const double[]){ weight->m, weight->u, weight->kin }, 3);
    }
  return out.length;
}

struct reader {
  const char *at, *end;
  bool failed;
};

static void read_word(struct reader *in, const char *word) {
  size_t length = strlen(word);
  if (in->failed || (size_t)(in->end - in->at) < length || memcmp(in->at, word, length) != 0)
    in->failed = true;
  else
    in->at += length;
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static double read_number(struct reader *in, double from, double to) {
  uint64_t bits = 0;
  double number;
  read_word(in, " ");
  for (int i = 0; i < 16; i++, in->at++) {
    int digit = in->failed || in->at == in->end ? -1 : hex_digit(*in->at);
    if (digit < 0) {
      in->failed = true;
      return 0;
    }
    bits = bits << 4 | (unsigned)digit;
  }
  while (in->at < in->end && *in->at != ' ' && *in->at != '\n')
    in->at++;
  memcpy(&number, &bits, sizeof number);
  in->failed = in->failed || !(number >= from && number <= to);
  return number;
}

static double read_share(struct reader *in) {
  return read_number(in, 0x1p-1000, 1);
}

static void read_level(struct reader *in, unsigned c, unsigned level, SkEngineLevel *ret_weight) {
  read_word(in, sk_link_comparison_code(c));
  read_word(in, " ");
  read_word(in, sk_link_level_code(c, level));
  ret_weight->m = read_share(in);
  ret_weight->u = read_share(in);
  ret_weight->kin = read_share(in);
  read_word(in, "\n");
}

bool sk_link_model_parse(const char *text, size_t length, SkEngineModel *ret_model) {
  struct reader in = { text, text + length, false };
  SkEngineModel model;
  sk_engine_model_init(sk_link_plan(), &model);
  read_word(&in, HEADING "prior");
  model.prior = read_share(&in);
  model.kin_prior = read_share(&in);
  read_word(&in, "\nbands");
  model.ask_from = read_number(&in, -1000, 1000);
  model.link_from = read_number(&in, model.ask_from, 1000);
  read_word(&in, "\ncalibration");
  model.slope = read_number(&in, 0x1p-10, 1000);
  model.shift = read_number(&in, -1000, 1000);
  read_word(&in, "\ninvented");
  model.invented = read_number(&in, 0, 1) > 0;
  read_word(&in, "\n");
  for (unsigned c = 0; c < SK_LINK_COMPARISON_COUNT; c++)
    for (unsigned level = 1; level < sk_link_plan()->comparisons[c].level_count; level++)
      read_level(&in, c, level, &model.levels[c][level]);
  bool good = !in.failed && in.at == in.end && model.prior < 1;
  if (good)
    *ret_model = model;
  return good;
}
