/* The pack of Japanese readings (text/readings.h) a register works with. Name keys follow from the evidence and the
 * pack together, so the register records the digest of the pack its keys were made with, and no key is made or taken
 * away with another one. */
#pragma once

#include "store/work.h"
#include "text/readings.h"

/* From now on names are read with `pack` (NULL: none), of which a reference is kept. Before connections of other
 * threads work. SK_ERROR_CORRUPT: it is no pack. */
gboolean sk_store_use_readings(SkStore *store, GBytes *pack, GError **error);
/* What names are to be prepared with; NULL: no pack. */
const SkReadings *sk_store_readings(const SkStore *store);
/* BLAKE2b of the pack in use, as hexadecimal text; "" without one. */
const char *sk_store_readings_digest(const SkStore *store);
/* The same of bytes; the caller frees. */
char *sk_readings_digest(GBytes *pack);

/* The digest of the pack the keys were made with; "" for none. The caller frees. */
char *sk_readings_recorded(SkSystem *system, GError **error);
/* Records the pack in use; the caller makes the keys again in the same work. */
gboolean sk_readings_record(SkWork *work, GError **error);
/* SK_ERROR_STALE when the pack in use is not the one recorded; says what to do. */
gboolean sk_readings_expect(SkSystem *system, const SkStore *store, GError **error);
