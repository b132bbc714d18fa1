/* Runs a fuzz target without libFuzzer: over every seed, and over mutations of it that are the same in every run.
 * Usage: TARGET ROUNDS SEED_FILE... For long hunts link the target with -fsanitize=fuzzer instead of this file. */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* One of the ways in which inputs go wrong: a byte changed, a piece lost, doubled or moved. */
static void mutate(GByteArray *input, GRand *rand) {
  static const guint8 nasty[] = { 0, '\n', '\r', ' ', '%', '&', '=', ';', '"', '/', '.', ':', 0x7f, 0x80, 0xc0, 0xff };
  guint at = input->len > 0 ? (guint)g_rand_int_range(rand, 0, (gint32)input->len) : 0;
  guint size = input->len > 0 ? (guint)g_rand_int_range(rand, 0, (gint32)MIN(input->len - at, 64) + 1) : 0;
  guint8 byte = nasty[g_rand_int_range(rand, 0, G_N_ELEMENTS(nasty))];
  switch (input->len > 0 ? g_rand_int_range(rand, 0, 4) : 3) {
  case 0:
    input->data[at] = byte;
    break;
  case 1:
    g_byte_array_remove_range(input, at, size);
    break;
  case 2: {
    g_autofree guint8 *piece = g_memdup2(input->data + at, size);
    g_byte_array_append(input, piece, size);
    break;
  }
  default:
    g_byte_array_append(input, &byte, 1);
  }
}

/* The copy ends where the input does, so that reading on is seen. */
static void try_once(const GByteArray *input) {
  g_autofree guint8 *exact = g_memdup2(input->data, input->len);
  LLVMFuzzerTestOneInput(exact != NULL ? exact : (const uint8_t *)"", input->len);
}

static void replay(const char *path, int rounds, GRand *rand) {
  char *seed = NULL;
  gsize size = 0;
  if (!g_file_get_contents(path, &seed, &size, NULL))
    g_error("%s cannot be read", path);
  for (int i = 0; i <= rounds; i++) {
    g_autoptr(GByteArray) input = g_byte_array_new();
    g_byte_array_append(input, (const guint8 *)seed, (guint)size);
    for (int j = i > 0 ? 1 + i % 8 : 0; j > 0; j--)
      mutate(input, rand);
    try_once(input);
  }
  g_free(seed);
}

int main(int argc, char **argv) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(1959);
  for (int i = 2; i < argc; i++)
    replay(argv[i], (int)strtol(argv[1], NULL, 10), rand);
  return argc > 2 ? 0 : 2;
}
