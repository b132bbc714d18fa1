/* Forms that count once, however often they are sent: an impatient second click or a page sent again after "back"
 * gets the first answer's address instead of doing the same again. Each form carries a random key (SK_ONCE_FIELD); what
 * came of it is remembered for an hour by the running server. It spares people a double entry; the services' own
 * idempotency keys are what the register relies on. */
#pragma once

#include "http/request.h"

#define SK_ONCE_FIELD "once"

typedef struct SkOnce SkOnce; /* shared by threads */

typedef enum {
  SK_ONCE_FIRST,   /* do it, then say what came of it: sk_once_done or sk_once_undone */
  SK_ONCE_RUNNING, /* the first is still at work */
  SK_ONCE_BEFORE   /* it was done: *ret_location is where that led (free it) */
} SkOnceResult;

SkOnce *sk_once_new(void);
void sk_once_free(SkOnce *once);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkOnce, sk_once_free)

/* `scope` keeps people apart: their session's secret. A NULL or empty key is always the first. */
SkOnceResult sk_once_begin(SkOnce *once, const char *scope, const char *key, char **ret_location);
/* It was done and led to `location`. */
void sk_once_done(SkOnce *once, const char *scope, const char *key, const char *location);
/* Nothing came of it: the form may be sent again. */
void sk_once_undone(SkOnce *once, const char *scope, const char *key);
