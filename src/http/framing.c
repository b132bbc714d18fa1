#include "http/framing.h"

#include "base/error.h"

#include <string.h>

typedef struct {
  unsigned status;
  const char *why;
} Verdict;

static const Verdict fine = { 0, NULL };

/* Digits alone: no sign, no blank, no list of lengths. -1 when it is no length. */
static gint64 length_of(const char *text) {
  guint64 length = 0;
  if (!g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, &length, NULL))
    return -1;
  return (gint64)length;
}

gint64 sk_framing_length(const SkRequest *request) {
  const char *text = sk_request_header(request, "Content-Length");
  return text != NULL ? length_of(text) : -1;
}

static gboolean has_body(const SkRequest *request) {
  return sk_request_header(request, "Transfer-Encoding") != NULL || sk_framing_length(request) > 0;
}

static Verdict check_length(const SkRequest *request, const SkFraming *framing) {
  guint lengths = sk_request_header_count(request, "Content-Length");
  guint codings = sk_request_header_count(request, "Transfer-Encoding");
  const char *coding = sk_request_header(request, "Transfer-Encoding");
  if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1))
    return (Verdict){ 400, "The request states its length more than once." };
  if (lengths == 1 && sk_framing_length(request) < 0)
    return (Verdict){ 400, "The length of the request is no number." };
  if (coding != NULL && g_ascii_strcasecmp(coding, "chunked") != 0)
    return (Verdict){ 501, "The request comes in a coding that this server does not read." };
  if (coding != NULL && strcmp(framing->version, "HTTP/1.1") != 0)
    return (Verdict){ 400, "A request of this version cannot come in pieces." };
  if (sk_framing_length(request) > (gint64)framing->body_limit)
    return (Verdict){ 413, "The request is larger than this server takes." };
  if (has_body(request) && sk_request_method(request) != SK_METHOD_POST)
    return (Verdict){ 400, "A request of this method has no content." };
  return fine;
}

/* The name before the port, in `buffer`; NULL when it is no host. */
static const char *host_name(const char *host, char *buffer, gsize size) {
  const char *end = *host == '[' ? strchr(host, ']') : strchr(host, ':');
  gsize length = end == NULL ? strlen(host) : (gsize)(end - host) + (*host == '[' ? 1 : 0);
  const char *port = host + length;
  if (length == 0 || length >= size || (*host == '[' && end == NULL))
    return NULL;
  if (*port != '\0' && (*port != ':' || strspn(port + 1, "0123456789") != strlen(port + 1)))
    return NULL;
  memcpy(buffer, host, length);
  buffer[length] = '\0';
  return buffer;
}

/* A page elsewhere can give its own name our address and have a browser ask us under it; we answer to our names only.
 */
static Verdict check_host(const SkRequest *request, const SkFraming *framing) {
  char buffer[256];
  guint count = sk_request_header_count(request, "Host");
  const char *host = sk_request_header(request, "Host");
  if (count != 1)
    return (Verdict){ 400, "The request does not say, or says twice, whom it asks (Host)." };
  if ((host = host_name(host, buffer, sizeof buffer)) == NULL)
    return (Verdict){ 400, "The request asks a host that cannot be (Host)." };
  for (gsize i = 0; framing->hosts[i] != NULL; i++)
    if (g_ascii_strcasecmp(framing->hosts[i], host) == 0)
      return fine;
  return (Verdict){ 421, "This server does not answer under that name (Host)." };
}

static gboolean is_token(const char *text) {
  gsize size = strspn(text, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return size > 0 && text[size] == '\0';
}

static gboolean has_control(const char *text) {
  for (; *text != '\0'; text++)
    if (((unsigned char)*text < ' ' && *text != '\t') || *text == 0x7f)
      return TRUE;
  return FALSE;
}

/* The bytes that the headers explain when each is "Name: value" on one line. More than that, and a value was folded
 * over lines, which the library joins before we see it. */
static gsize explained_bytes(const SkFields *headers) {
  gsize bytes = 2;
  for (guint i = 0; i < sk_fields_count(headers); i++)
    bytes += strlen(sk_fields_name(headers, i)) + strlen(sk_fields_value(headers, i)) + 4;
  return bytes;
}

static Verdict check_shape(const SkRequest *request, const SkFraming *framing) {
  const SkFields *headers = sk_request_headers(request);
  for (guint i = 0; i < sk_fields_count(headers); i++)
    if (!is_token(sk_fields_name(headers, i)) || has_control(sk_fields_value(headers, i)))
      return (Verdict){ 400, "A header of the request is not well formed." };
  if (framing->head_bytes > explained_bytes(headers))
    return (Verdict){ 400, "A header of the request is folded or padded." };
  return fine;
}

unsigned sk_framing_check(const SkRequest *request, const SkFraming *framing, const char **ret_why) {
  static Verdict (*const checks[])(const SkRequest *, const SkFraming *) = { check_shape, check_length, check_host };
  for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
    Verdict verdict = checks[i](request, framing);
    if (verdict.status != 0) {
      *ret_why = verdict.why;
      return verdict.status;
    }
  }
  return 0;
}
