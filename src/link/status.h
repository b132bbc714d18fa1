/* How a run of src/link ends, what it is doing meanwhile, and whose memory it uses. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  SK_LINK_OK,
  SK_LINK_NO_MEMORY,
  SK_LINK_BAD_INPUT, /* an index out of range, two records with one id, a text without bytes */
  SK_LINK_STOPPED    /* the progress function said so */
} SkLinkStatus;

/* "no memory" and so on, for logs. */
const char *sk_link_status_code(SkLinkStatus status);

typedef enum {
  SK_LINK_STAGE_READ,
  SK_LINK_STAGE_TRAIN,
  SK_LINK_STAGE_COMPARE,
  SK_LINK_STAGE_HOUSEHOLDS,
  SK_LINK_STAGE_CLUSTER
} SkLinkStage;

/* Memory from elsewhere (a database server's, or one that fails on purpose in a test). Both are called from one thread
 * at a time. `take` returns NULL when there is none, else memory aligned for any type. */
typedef struct {
  void *(*take)(void *context, size_t size);
  void (*give)(void *context, void *memory);
  void *context;
} SkLinkMemory;

/* UTF-8 that need not end in NUL; length 0 says "not stated". Not copied. */
typedef struct {
  const char *bytes;
  uint32_t length;
} SkLinkText;
