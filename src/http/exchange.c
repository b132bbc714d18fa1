#include "http/exchange.h"

#include "base/error.h"
#include "http/framing.h"
#include "http/upload.h"

#include <string.h>

#define OUTGOING ((size_t)64 * 1024) /* bytes of a file that are read at once */
#define SWALLOW_TIMES                                                                                                  \
  4 /* a form up to so many times too large is read to its end, so that its sender reads the answer */

typedef struct {
  SkGuest *guest;
  char *target;
  SkRequest *request; /* NULL before the headers are there, or when the target is none */
  gboolean begun;
  GByteArray *body;    /* or: */
  SkUpload *upload;    /* the form brings a file */
  gsize limit;         /* bytes of the body */
  gsize came;          /* of them */
  SkResponse *refusal; /* the answer is settled; what still comes is thrown away */
} Exchange;

/* ---------------------------------------------------------------- connections */

static SkGuest *guest_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info->socket_context;
}

void sk_exchange_connection(void *data, struct MHD_Connection *connection, void **socket_context,
                            enum MHD_ConnectionNotificationCode code) {
  SkHouse *house = data;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *socket_context = sk_guests_find(house->guests, info->connect_fd);
  } else
    sk_guests_leave(house->guests, *socket_context);
}

void *sk_exchange_begin(void *data, const char *target, struct MHD_Connection *connection) {
  SkHouse *house = data;
  Exchange *exchange = g_new0(Exchange, 1);
  exchange->guest = guest_of(connection);
  exchange->target = g_strdup(target);
  sk_guests_request_line(house->guests, exchange->guest);
  return exchange;
}

void sk_exchange_end(void *data, struct MHD_Connection *connection, void **slot, enum MHD_RequestTerminationCode code) {
  (void)connection;
  (void)code;
  SkHouse *house = data;
  Exchange *exchange = *slot;
  if (exchange == NULL)
    return;
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_IDLE, 0);
  sk_upload_free(exchange->upload);
  sk_request_free(exchange->request);
  sk_response_free(exchange->refusal);
  if (exchange->body != NULL)
    g_byte_array_unref(exchange->body);
  g_free(exchange->target);
  g_free(exchange);
  *slot = NULL;
}

/* ---------------------------------------------------------------- answers */

static void release_body(void *data) {
  g_bytes_unref(data);
}

/* A file on its way out. */
typedef struct {
  SkSpool *spool;
  GInputStream *stream;
} Outgoing;

static ssize_t read_outgoing(void *data, uint64_t at, char *buffer, size_t size) {
  (void)at;
  gssize got = g_input_stream_read(((Outgoing *)data)->stream, buffer, size, NULL, NULL);
  return got > 0 ? got : got == 0 ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void release_outgoing(void *data) {
  Outgoing *outgoing = data;
  g_clear_object(&outgoing->stream);
  sk_spool_free(outgoing->spool);
  g_free(outgoing);
}

/* Takes the spool. */
static struct MHD_Response *translate_spool(SkSpool *spool) {
  Outgoing *outgoing = g_new0(Outgoing, 1);
  outgoing->spool = spool;
  outgoing->stream = sk_spool_read(spool, NULL);
  uint64_t size = outgoing->stream != NULL ? sk_spool_size(spool) : 0;
  return MHD_create_response_from_callback(size, OUTGOING, read_outgoing, outgoing, release_outgoing);
}

static struct MHD_Response *translate_body(const SkResponse *response) {
  gsize size = 0;
  GBytes *body = sk_response_body(response);
  const void *content = g_bytes_get_data(body, &size);
  gpointer unchanged = (gpointer)(gsize)content; /* the library reads it, though it does not say const */
  return MHD_create_response_from_buffer_with_free_callback_cls(size, unchanged, release_body, g_bytes_ref(body));
}

static struct MHD_Response *translate(SkResponse *response, gboolean close) {
  SkSpool *spool = sk_response_steal_spool(response);
  struct MHD_Response *answer = spool != NULL ? translate_spool(spool) : translate_body(response);
  const SkFields *headers = sk_response_headers(response);
  for (guint i = 0; i < sk_fields_count(headers); i++)
    MHD_add_response_header(answer, sk_fields_name(headers, i), sk_fields_value(headers, i));
  if (close)
    MHD_add_response_header(answer, "Connection", "close");
  return answer;
}

static enum MHD_Result answer(SkHouse *house, Exchange *exchange, struct MHD_Connection *connection,
                              SkResponse *response, gboolean close) {
  uint64_t size = sk_response_size(response);
  struct MHD_Response *translated = translate(response, close || g_atomic_int_get(&house->closing));
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_TAKING, size);
  enum MHD_Result queued = MHD_queue_response(connection, sk_response_status(response), translated);
  MHD_destroy_response(translated);
  return queued;
}

/* ---------------------------------------------------------------- the head */

static enum MHD_Result add_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value) {
  (void)kind;
  sk_request_add_header(data, name, value != NULL ? value : "");
  return MHD_YES;
}

/* The bytes of the headers as they came, without the request line. */
static gsize header_bytes(struct MHD_Connection *connection, const Exchange *exchange, const char *method,
                          const char *version) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  gsize line = strlen(method) + strlen(exchange->target) + strlen(version) + 4;
  return info != NULL && info->header_size > line ? info->header_size - line : 0;
}

/* A file that is too large: the handler says so in a page of its own. */
static SkResponse *refuse_excess(SkHouse *house, Exchange *exchange) {
  if (!sk_request_is_own(exchange->request))
    return sk_response_text(403, "This request comes from a page of another site.");
  sk_request_set_excess(exchange->request, exchange->limit);
  return house->handler(exchange->request, house->user);
}

/* Reads the head into exchange->request. An answer when it is refused. */
static SkResponse *read_head(SkHouse *house, Exchange *exchange, struct MHD_Connection *connection, const char *method,
                             const char *version) {
  g_autoptr(GError) error = NULL;
  const char *why = NULL;
  exchange->request = sk_request_new(method, exchange->target, &error);
  if (exchange->request == NULL)
    return sk_response_text(sk_error_http_status(error), error->message);
  MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header, exchange->request);
  sk_request_settle(exchange->request, sk_guest_peer(exchange->guest), house->proxied);
  gboolean brings_file = house->uploads != NULL && sk_upload_is_one(exchange->request) &&
                         house->uploads->is_taken(exchange->request, house->user);
  exchange->limit = brings_file ? house->uploads->limit : house->body_limit;
  const SkFraming framing = { .version = version,
                              .head_bytes = header_bytes(connection, exchange, method, version),
                              .hosts = house->hosts,
                              .body_limit = exchange->limit };
  unsigned status = sk_framing_check(exchange->request, &framing, &why);
  if (status == 413 && brings_file)
    return refuse_excess(house, exchange);
  if (status == 0 && brings_file) {
    exchange->upload = sk_upload_new(connection, exchange->request, house->uploads, house->user);
    if (exchange->upload == NULL)
      return sk_response_text(400, "The form is not well formed.");
  }
  return status != 0 ? sk_response_text(status, why) : NULL;
}

/* Whether the refused request may be read to its end before it is answered. */
static gboolean may_swallow(const Exchange *exchange) {
  return sk_response_status(exchange->refusal) == 413 &&
         sk_framing_length(exchange->request) / SWALLOW_TIMES <= (gint64)exchange->limit;
}

/* The body begins, with the time its length deserves: that of a small one, as long as no file was let in. */
static void await_body(SkHouse *house, const Exchange *exchange) {
  gint64 length = sk_framing_length(exchange->request);
  gboolean admitted = exchange->upload != NULL && sk_upload_is_admitted(exchange->upload);
  gsize bytes = length > 0 ? (gsize)length : 0;
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_BODY,
                  admitted ? bytes : MIN(bytes, house->body_limit * SWALLOW_TIMES));
}

static enum MHD_Result begin(SkHouse *house, Exchange *exchange, struct MHD_Connection *connection, const char *method,
                             const char *version) {
  exchange->begun = TRUE;
  exchange->refusal = read_head(house, exchange, connection, method, version);
  if (exchange->refusal != NULL && !may_swallow(exchange))
    return answer(house, exchange, connection, exchange->refusal, TRUE);
  if (exchange->upload == NULL)
    exchange->body = g_byte_array_new();
  await_body(house, exchange);
  return MHD_YES;
}

/* ---------------------------------------------------------------- the body, and after it */

static void take_upload(SkHouse *house, Exchange *exchange, const char *content, gsize size) {
  gboolean admitted = sk_upload_is_admitted(exchange->upload);
  exchange->refusal = sk_upload_take(exchange->upload, content, size);
  if (exchange->refusal == NULL && !admitted && sk_upload_is_admitted(exchange->upload))
    await_body(house, exchange);
}

static enum MHD_Result take_piece(SkHouse *house, Exchange *exchange, const char *content, size_t *size) {
  gsize piece = *size;
  *size = 0;
  if (exchange->refusal != NULL)
    return MHD_YES;
  exchange->came += piece;
  if (exchange->came > exchange->limit)
    return MHD_NO; /* only when it comes in pieces without a stated length: nobody to be polite to */
  if (exchange->upload != NULL)
    take_upload(house, exchange, content, piece);
  else
    g_byte_array_append(exchange->body, (const guint8 *)content, (guint)piece);
  return MHD_YES;
}

/* Reads what the body was into the request; an answer when it is refused. */
static SkResponse *read_body(Exchange *exchange) {
  g_autoptr(GError) error = NULL;
  if (exchange->upload != NULL)
    return sk_upload_finish(exchange->upload);
  GBytes *body = g_byte_array_free_to_bytes(g_steal_pointer(&exchange->body));
  if (!sk_request_set_body(exchange->request, body, &error))
    return sk_response_text(sk_error_http_status(error), error->message);
  return NULL;
}

static SkResponse *respond(SkHouse *house, Exchange *exchange) {
  SkResponse *refusal = read_body(exchange);
  if (refusal != NULL)
    return refusal;
  if (sk_request_is_unsafe(exchange->request) && !sk_request_is_own(exchange->request))
    return sk_response_text(403, "This request comes from a page of another site.");
  return house->handler(exchange->request, house->user);
}

enum MHD_Result sk_exchange_run(void *data, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *content, size_t *size, void **slot) {
  (void)url;
  SkHouse *house = data;
  Exchange *exchange = *slot;
  if (!exchange->begun)
    return begin(house, exchange, connection, method, version);
  if (*size > 0)
    return take_piece(house, exchange, content, size);
  if (exchange->refusal != NULL)
    return answer(house, exchange, connection, exchange->refusal, TRUE);
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_ANSWERING, 0);
  g_autoptr(SkResponse) response = respond(house, exchange);
  return answer(house, exchange, connection, response, FALSE);
}
