#include "synth/draw.h"

static uint64_t splitmix(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

Draw draw_stream(uint64_t seed, const char *name, uint64_t index) {
  uint64_t state = seed;
  for (const char *letter = name; *letter != '\0'; letter++)
    state = splitmix(&state) ^ (uint8_t)*letter;
  state = splitmix(&state) ^ index;
  Draw draw;
  for (unsigned i = 0; i < G_N_ELEMENTS(draw.state); i++)
    draw.state[i] = splitmix(&state);
  return draw;
}

static uint64_t turn(uint64_t x, unsigned by) {
  return (x << by) | (x >> (64 - by));
}

uint64_t draw_bits(Draw *draw) {
  uint64_t *s = draw->state, result = turn(s[1] * 5, 7) * 9, shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = turn(s[3], 45);
  return result;
}

/* Lemire 2019: multiply, and throw away the few draws that would favour small values. */
uint32_t draw_below(Draw *draw, uint32_t limit) {
  uint64_t product = (draw_bits(draw) >> 32) * limit;
  uint32_t unfair = (uint32_t)(-limit) % limit;
  while ((uint32_t)product < unfair)
    product = (draw_bits(draw) >> 32) * limit;
  return (uint32_t)(product >> 32);
}

int draw_between(Draw *draw, int first, int last) {
  return first + (int)draw_below(draw, (uint32_t)(last - first + 1));
}

gboolean draw_hits(Draw *draw, uint32_t rate) {
  return draw_below(draw, 10000) < rate;
}

uint32_t draw_weighted(Draw *draw, const uint32_t *weights, uint32_t count) {
  uint32_t sum = 0, i = 0;
  for (uint32_t k = 0; k < count; k++)
    sum += weights[k];
  g_return_val_if_fail(sum > 0, 0);
  for (uint32_t at = draw_below(draw, sum); at >= weights[i]; i++)
    at -= weights[i];
  return i;
}
