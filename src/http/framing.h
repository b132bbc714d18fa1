/* Inside http only: whether a request says unmistakably where it ends and whom it asks. Two readers that disagree on
 * that (a proxy and we) can be made to see two different requests (RFC 9112, section 11.2), so any doubt refuses. */
#pragma once

#include "http/request_parts.h"

typedef struct {
  const char *version;      /* "HTTP/1.1" */
  gsize head_bytes;         /* of the request line and headers as they came; 0 unknown */
  const char *const *hosts; /* whom we answer for, NULL-terminated, without ports */
  gsize body_limit;
} SkFraming;

/* 0 when the request may be read on; else the status to refuse it with, and *ret_why (static). */
unsigned sk_framing_check(const SkRequest *request, const SkFraming *framing, const char **ret_why);
/* The length the request states; -1 when it states none. After the check. */
gint64 sk_framing_length(const SkRequest *request);
