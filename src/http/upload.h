/* Inside http only: a form that brings a file (multipart/form-data, RFC 7578), taken in piece by piece. Its fields
 * stand in the request's form as they come; the file goes into a spool, and not before the gate has let it in. */
#pragma once

#include "http/request_parts.h"
#include "http/server.h"

#include <microhttpd.h>

typedef struct SkUpload SkUpload;

/* Whether the request says that it brings such a form. */
gboolean sk_upload_is_one(const SkRequest *request);
/* The request outlives it, and so does what `gate` points to. NULL: the form is not well formed. */
SkUpload *sk_upload_new(struct MHD_Connection *connection, SkRequest *request, const SkUploadGate *gate, gpointer user);
/* Takes the next piece. NULL: go on; else the answer, and the rest is not wanted. */
SkResponse *sk_upload_take(SkUpload *upload, const char *bytes, gsize size);
/* Whether the gate has let a file in. */
gboolean sk_upload_is_admitted(const SkUpload *upload);
/* After the last piece: gives the file to the request. NULL: all is well; else the answer. */
SkResponse *sk_upload_finish(SkUpload *upload);
void sk_upload_free(SkUpload *upload);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SkUpload, sk_upload_free)
