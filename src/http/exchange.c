#include "http/exchange.h"

#include "base/error.h"
#include "http/framing.h"

#include <string.h>

#define SWALLOW_TIMES                                                                                                  \
  4 /* a form up to so many times too large is read to its end, so that its sender reads the answer */

typedef struct {
  SkGuest *guest;
  char *target;
  SkRequest *request; /* NULL before the headers are there, or when the target is none */
  GByteArray *body;
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

static struct MHD_Response *translate(const SkResponse *response, gboolean close) {
  gsize size = 0;
  GBytes *body = sk_response_body(response);
  const void *content = g_bytes_get_data(body, &size);
  gpointer unchanged = (gpointer)(gsize)content; /* the library reads it, though it does not say const */
  struct MHD_Response *answer =
      MHD_create_response_from_buffer_with_free_callback_cls(size, unchanged, release_body, g_bytes_ref(body));
  const SkFields *headers = sk_response_headers(response);
  for (guint i = 0; i < sk_fields_count(headers); i++)
    MHD_add_response_header(answer, sk_fields_name(headers, i), sk_fields_value(headers, i));
  if (close)
    MHD_add_response_header(answer, "Connection", "close");
  return answer;
}

static enum MHD_Result answer(SkHouse *house, Exchange *exchange, struct MHD_Connection *connection,
                              const SkResponse *response, gboolean close) {
  struct MHD_Response *translated = translate(response, close || g_atomic_int_get(&house->closing));
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_TAKING, g_bytes_get_size(sk_response_body(response)));
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
  const SkFraming framing = { .version = version,
                              .head_bytes = header_bytes(connection, exchange, method, version),
                              .hosts = house->hosts,
                              .body_limit = house->body_limit };
  unsigned status = sk_framing_check(exchange->request, &framing, &why);
  return status != 0 ? sk_response_text(status, why) : NULL;
}

/* Whether the refused request may be read to its end before it is answered. */
static gboolean may_swallow(const SkHouse *house, const Exchange *exchange) {
  return sk_response_status(exchange->refusal) == 413 &&
         sk_framing_length(exchange->request) <= (gint64)house->body_limit * SWALLOW_TIMES;
}

static enum MHD_Result begin(SkHouse *house, Exchange *exchange, struct MHD_Connection *connection, const char *method,
                             const char *version) {
  exchange->refusal = read_head(house, exchange, connection, method, version);
  exchange->body = g_byte_array_new();
  if (exchange->refusal != NULL && !may_swallow(house, exchange))
    return answer(house, exchange, connection, exchange->refusal, TRUE);
  gint64 length = sk_framing_length(exchange->request);
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_BODY, length > 0 ? (gsize)length : 0);
  return MHD_YES;
}

/* ---------------------------------------------------------------- the body, and after it */

static enum MHD_Result take_piece(SkHouse *house, Exchange *exchange, const char *content, size_t *size) {
  gsize piece = *size;
  *size = 0;
  if (exchange->refusal != NULL)
    return MHD_YES;
  if (exchange->body->len + piece > house->body_limit)
    return MHD_NO; /* only when it comes in pieces without a stated length: nobody to be polite to */
  g_byte_array_append(exchange->body, (const guint8 *)content, (guint)piece);
  return MHD_YES;
}

static SkResponse *respond(SkHouse *house, Exchange *exchange) {
  g_autoptr(GError) error = NULL;
  GBytes *body = g_byte_array_free_to_bytes(g_steal_pointer(&exchange->body));
  if (!sk_request_set_body(exchange->request, body, &error))
    return sk_response_text(sk_error_http_status(error), error->message);
  if (sk_request_is_unsafe(exchange->request) && !sk_request_is_own(exchange->request))
    return sk_response_text(403, "This request comes from a page of another site.");
  return house->handler(exchange->request, house->user);
}

enum MHD_Result sk_exchange_run(void *data, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *content, size_t *size, void **slot) {
  (void)url;
  SkHouse *house = data;
  Exchange *exchange = *slot;
  if (exchange->body == NULL)
    return begin(house, exchange, connection, method, version);
  if (*size > 0)
    return take_piece(house, exchange, content, size);
  if (exchange->refusal != NULL)
    return answer(house, exchange, connection, exchange->refusal, TRUE);
  sk_guests_stage(house->guests, exchange->guest, SK_GUEST_ANSWERING, 0);
  g_autoptr(SkResponse) response = respond(house, exchange);
  return answer(house, exchange, connection, response, FALSE);
}
