/* Evidence as stored beside a link. */
#include "link/link.h"

static void put(uint8_t *bytes, uint64_t value, unsigned count) {
  for (unsigned i = 0; i < count; i++)
    bytes[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get(const uint8_t *bytes, unsigned count) {
  uint64_t value = 0;
  for (unsigned i = 0; i < count; i++)
    value |= (uint64_t)bytes[i] << (8 * i);
  return value;
}

void sk_link_evidence_pack(SkEngineEvidence evidence, uint8_t bytes[SK_LINK_EVIDENCE_BYTES]) {
  put(bytes, evidence.pattern, 8);
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
    put(bytes + 8 + 2 * i, (uint16_t)evidence.rarity[i], 2);
}

SkEngineEvidence sk_link_evidence_unpack(const uint8_t bytes[SK_LINK_EVIDENCE_BYTES]) {
  SkEngineEvidence evidence = { .pattern = get(bytes, 8) };
  for (unsigned i = 0; i < SK_ENGINE_RARE_MAX; i++)
    evidence.rarity[i] = (int16_t)get(bytes + 8 + 2 * i, 2);
  return evidence;
}
