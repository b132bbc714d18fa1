#include "http/upload.h"

#include "base/error.h"

#include <string.h>

#define BUFFER (32 * 1024)       /* of the library's parser: the headers of a part fit in */
#define FIELDS_BYTES (64 * 1024) /* of all fields together, names too */
#define BOUNDARY_MOST 70         /* RFC 2046, section 5.1.1 */
#define NAME_MOST 200            /* characters of a file's name */

struct SkUpload {
  SkRequest *request;
  const SkUploadGate *gate;
  gpointer user;
  struct MHD_PostProcessor *parser;
  SkFields *fields;    /* of the request */
  char *name;          /* of the field at hand; NULL none */
  GString *value;      /* of it */
  gsize bytes;         /* of fields so far */
  char *field, *file;  /* where the file stands in the form, and what it is called */
  SkSpool *spool;      /* NULL: no file came yet */
  SkResponse *refusal; /* the answer is settled */
};

/* ---------------------------------------------------------------- what is one */

static const char multipart[] = "multipart/form-data";

gboolean sk_upload_is_one(const SkRequest *request) {
  const char *type = sk_request_header(request, "Content-Type");
  gsize size = sizeof multipart - 1;
  return type != NULL && sk_request_method(request) == SK_METHOD_POST &&
         g_ascii_strncasecmp(type, multipart, size) == 0 && (type[size] == ';' || type[size] == ' ');
}

/* The library takes any boundary, also an empty one. */
static gboolean has_boundary(const SkRequest *request) {
  static const char allowed[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=?";
  const char *at = strstr(sk_request_header(request, "Content-Type"), "boundary=");
  if (at == NULL)
    return FALSE;
  at += strlen("boundary=");
  gboolean quoted = *at == '"';
  gsize size = strspn(at + quoted, allowed);
  const char *end = at + quoted + size;
  return size >= 1 && size <= BOUNDARY_MOST && strcmp(end, quoted ? "\"" : "") == 0;
}

/* ---------------------------------------------------------------- the parts */

static enum MHD_Result refuse(SkUpload *upload, unsigned status, const char *why) {
  if (upload->refusal == NULL)
    upload->refusal = sk_response_text(status, why);
  return MHD_NO;
}

static enum MHD_Result malformed(SkUpload *upload) {
  return refuse(upload, 400, "The form is not well formed.");
}

/* The field at hand is whole: it joins the form. */
static gboolean end_field(SkUpload *upload) {
  if (upload->name == NULL)
    return TRUE;
  gboolean good = g_utf8_validate(upload->name, -1, NULL) && sk_fields_count(upload->fields) < SK_FIELDS_MAX &&
                  g_utf8_validate_len(upload->value->str, upload->value->len, NULL);
  if (good)
    sk_fields_add(upload->fields, upload->name, upload->value->str);
  g_clear_pointer(&upload->name, g_free);
  g_string_truncate(upload->value, 0);
  return good;
}

/* The library begins a part twice when the bytes at hand may still turn out to be the boundary: first with nothing,
 * then with something. A part of the same name after an empty one is therefore taken for its continuation, which loses
 * nothing: what is empty was not given. */
static gboolean goes_on(const char *name, gsize so_far, const char *next) {
  return name != NULL && so_far == 0 && strcmp(name, next) == 0;
}

static enum MHD_Result take_field(SkUpload *upload, const char *name, const char *bytes, gsize offset, gsize size) {
  if (offset == 0 && !goes_on(upload->name, upload->value->len, name)) {
    if (!end_field(upload))
      return malformed(upload);
    upload->name = g_strdup(name);
    upload->bytes += strlen(name);
  }
  upload->bytes += size;
  if (upload->bytes > FIELDS_BYTES)
    return refuse(upload, 413, "The fields of the form are larger than this server takes.");
  g_string_append_len(upload->value, bytes, (gssize)size);
  return MHD_YES;
}

/* The last part of the path that some browsers send, in one line. */
static char *plain_name(const char *sent) {
  const char *slash = strrchr(sent, '/'), *back = strrchr(sent, '\\');
  const char *last = MAX(slash != NULL ? slash + 1 : sent, back != NULL ? back + 1 : sent);
  g_autofree char *valid = g_utf8_make_valid(last, -1);
  g_autofree char *usual = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
  GString *name = g_string_new(NULL);
  glong length = 0;
  for (const char *c = usual; *c != '\0' && length < NAME_MOST; c += g_utf8_skip[(guchar)*c]) {
    gunichar character = g_utf8_get_char(c);
    if (g_unichar_iscntrl(character))
      continue;
    g_string_append_unichar(name, character);
    length++;
  }
  return g_string_free(name, FALSE);
}

/* A file begins: only one, and only when the fields before it say that it may. */
static enum MHD_Result begin_file(SkUpload *upload, const char *field, const char *sent) {
  g_autoptr(GError) error = NULL;
  if (upload->file != NULL)
    return malformed(upload);
  if (!sk_request_is_own(upload->request))
    return refuse(upload, 403, "This request comes from a page of another site.");
  upload->refusal = upload->gate->admit(upload->request, upload->user);
  if (upload->refusal != NULL)
    return MHD_NO;
  upload->spool = sk_spool_new(upload->gate->spool, &error);
  if (upload->spool == NULL) {
    g_warning("%s", error->message);
    return refuse(upload, 503, "There is no room for the file at the moment. Try again later.");
  }
  upload->field = g_strdup(field);
  upload->file = plain_name(sent);
  return MHD_YES;
}

static enum MHD_Result take_file(SkUpload *upload, const char *field, const char *sent, const char *bytes, gsize offset,
                                 gsize size) {
  g_autoptr(GError) error = NULL;
  if (!end_field(upload))
    return malformed(upload);
  if (*sent == '\0' && size == 0)
    return MHD_YES; /* nothing was chosen */
  gboolean same = upload->spool != NULL && goes_on(upload->field, sk_spool_size(upload->spool), field);
  if (offset == 0 && !same && begin_file(upload, field, sent) != MHD_YES)
    return MHD_NO;
  if (sk_spool_write(upload->spool, bytes, size, &error))
    return MHD_YES;
  g_warning("%s", error->message);
  return refuse(upload, 503, "There is no room for the file at the moment. Try again later.");
}

/* A transfer encoding in a part was given up by RFC 7578, section 4.7; one that changes bytes is not read. */
static gboolean is_as_sent(const char *encoding) {
  static const char *const plain[] = { "binary", "8bit", "7bit", NULL };
  g_autofree char *lower = encoding != NULL ? g_ascii_strdown(encoding, -1) : NULL;
  return lower == NULL || g_strv_contains(plain, lower);
}

static enum MHD_Result take_part(void *data, enum MHD_ValueKind kind, const char *name, const char *file,
                                 const char *type, const char *encoding, const char *bytes, uint64_t offset,
                                 size_t size) {
  (void)kind;
  (void)type;
  SkUpload *upload = data;
  if (name == NULL || *name == '\0' || !is_as_sent(encoding))
    return malformed(upload);
  return file == NULL ? take_field(upload, name, bytes, offset, size)
                      : take_file(upload, name, file, bytes, offset, size);
}

/* ---------------------------------------------------------------- the whole */

SkUpload *sk_upload_new(struct MHD_Connection *connection, SkRequest *request, const SkUploadGate *gate,
                        gpointer user) {
  if (!has_boundary(request))
    return NULL;
  g_autoptr(SkUpload) upload = g_new0(SkUpload, 1);
  upload->request = request;
  upload->gate = gate;
  upload->user = user;
  upload->fields = sk_fields_new();
  upload->value = g_string_new(NULL);
  sk_request_set_form(request, upload->fields);
  upload->parser = MHD_create_post_processor(connection, BUFFER, take_part, upload);
  return upload->parser != NULL ? g_steal_pointer(&upload) : NULL;
}

SkResponse *sk_upload_take(SkUpload *upload, const char *bytes, gsize size) {
  if (MHD_post_process(upload->parser, bytes, size) == MHD_YES)
    return NULL;
  malformed(upload);
  return g_steal_pointer(&upload->refusal);
}

gboolean sk_upload_is_admitted(const SkUpload *upload) {
  return upload->spool != NULL;
}

SkResponse *sk_upload_finish(SkUpload *upload) {
  g_autoptr(GError) error = NULL;
  enum MHD_Result whole = MHD_destroy_post_processor(g_steal_pointer(&upload->parser));
  if (whole != MHD_YES || !end_field(upload))
    malformed(upload);
  else if (upload->spool != NULL && !sk_spool_finish(upload->spool, &error))
    refuse(upload, 503, "There is no room for the file at the moment. Try again later.");
  else if (upload->spool != NULL)
    sk_request_set_file(upload->request, g_steal_pointer(&upload->field), g_steal_pointer(&upload->file),
                        g_steal_pointer(&upload->spool));
  return g_steal_pointer(&upload->refusal);
}

void sk_upload_free(SkUpload *upload) {
  if (upload == NULL)
    return;
  if (upload->parser != NULL)
    MHD_destroy_post_processor(upload->parser);
  g_string_free(upload->value, TRUE);
  sk_spool_free(upload->spool);
  sk_response_free(upload->refusal);
  g_free(upload->name);
  g_free(upload->field);
  g_free(upload->file);
  g_free(upload);
}
