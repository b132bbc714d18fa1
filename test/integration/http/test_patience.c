#include "talking.h"

#include "base/error.h"
#include "http/probe.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define HOST "Host: localhost\r\n"
#define GET "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n"
#define LONG_MS 15000 /* given to what takes about a second; only a hanging server needs it */

static void nobody_waits_for_the_slow(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  int dawdler = connecting(server), busy = connecting(server), reader = connecting(server);
  assert_true(saying(dawdler, "GET / HT"));                                             /* never ends its headers */
  assert_true(saying(busy, "GET /slow HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n")); /* its handler sleeps */
  assert_true(saying(reader, "GET /large HTTP/1.1\r\n" HOST "\r\n"));                   /* does not read its answer */
  for (int i = 0; i < 50; i++) {
    g_autofree char *answer = asked(server, GET);
    assert_int_equal(status_of(answer), 200);
    assert_true(i > 0 || saying(dawdler, "T"));
  }
  g_autofree char *late = hearing(busy, LONG_MS);
  assert_int_equal(status_of(late), 200);
  close(dawdler);
  close(busy);
  close(reader);
  sk_server_stop(server, 1);
}

/* Says a byte now and then until the other side has enough. Whether it ever had. */
static gboolean drip(int fd, const char *begin, const char *drop) {
  gint64 until = g_get_monotonic_time() + LONG_MS * 1000;
  gboolean said = saying(fd, begin);
  while (said && g_get_monotonic_time() < until) {
    said = saying(fd, drop);
    g_usleep(100000);
  }
  return !said || closing(fd, 0);
}

static void a_byte_now_and_then_does_not_hold_a_connection(void **state) {
  (void)state;
  const SkServerOptions options = { .head_seconds = 1, .body_seconds = 1, .idle_seconds = 1, .answer_seconds = 1 };
  SkServer *server = serving(&options);
  const char *const begins[][2] = {
    { "GET / HTTP/1.1\r\nX-Slow: ", "a" },
    { "GET / HTTP/1.1\r\n" HOST "\r\nGET / HTTP/1.1\r\nX-Slow: ", "a" }, /* the second request of a connection */
    { "POST / HTTP/1.1\r\n" HOST "Content-Length: 10000\r\n\r\n", "a" },
    { "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(begins); i++) {
    int fd = connecting(server);
    if (!drip(fd, begins[i][0], begins[i][1]))
      fail_msg("row %zu still holds its connection", i);
    close(fd);
  }
  int silent = connecting(server), idle = connecting(server), deaf = connecting(server);
  saying(idle, "GET / HTTP/1.1\r\n" HOST "\r\n");
  saying(deaf, "GET /large HTTP/1.1\r\n" HOST "\r\n");
  assert_true(closing(silent, LONG_MS));
  assert_true(closing(idle, LONG_MS));
  close(silent);
  close(idle);
  close(deaf);
  sk_server_stop(server, 1);
}

#define CAP 4

static void a_full_house_shows_out_who_only_waits(void **state) {
  (void)state;
  const SkServerOptions options = { .connections = CAP, .connections_a_peer = CAP };
  SkServer *server = serving(&options);
  int waiting[CAP];
  for (int i = 0; i < CAP; i++) {
    waiting[i] = connecting(server);
    saying(waiting[i], "GET /");
  }
  for (int i = 0; i < 20; i++) {
    g_autofree char *answer = asked(server, GET);
    assert_int_equal(status_of(answer), 200);
  }
  assert_true(closing(waiting[0], LONG_MS));
  for (int i = 0; i < CAP; i++)
    close(waiting[i]);
  sk_server_stop(server, 1);
}

static void a_house_full_of_work_says_so_at_once(void **state) {
  (void)state;
  const SkServerOptions options = { .connections = CAP, .connections_a_peer = CAP, .no_room = "<p>full</p>" };
  SkServer *server = serving(&options);
  int working[CAP];
  unsigned status = 0;
  for (int i = 0; i < CAP; i++) {
    working[i] = connecting(server);
    saying(working[i], "GET /slow HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n");
  }
  g_usleep(250000); /* they are at work by then; the handler takes longer */
  g_autofree char *refused = asked(server, GET);
  assert_int_equal(status_of(refused), 503);
  assert_non_null(strstr(refused, "Retry-After: "));
  assert_non_null(strstr(refused, "Content-Type: text/html"));
  assert_non_null(strstr(refused, "Content-Security-Policy: "));
  assert_non_null(strstr(refused, "\r\n\r\n<p>full</p>"));
  for (int i = 0; i < CAP; i++) {
    g_autofree char *answer = hearing(working[i], LONG_MS);
    assert_int_equal(status_of(answer), 200);
    close(working[i]);
  }
  assert_true(sk_server_probe(server, "/", 10, &status, NULL));
  assert_int_equal(status, 200);
  sk_server_stop(server, 1);
}

/* A thousand clients that keep silent beside one that does not. */
static void a_crowd_of_silent_clients_shuts_nobody_out(void **state) {
  (void)state;
  const SkServerOptions options = { .connections = 64 };
  SkServer *server = serving(&options);
  g_autoptr(GArray) crowd = g_array_new(FALSE, FALSE, sizeof(int));
  for (int i = 0; i < 600; i++) {
    int fd = connecting(server);
    saying(fd, "GET / HTTP/1.1\r\nX: ");
    g_array_append_val(crowd, fd);
  }
  guint answered = 0;
  for (int i = 0; i < 50; i++) {
    g_autofree char *answer = asked(server, GET);
    answered += status_of(answer) == 200;
  }
  assert_int_equal(answered, 50);
  for (guint i = 0; i < crowd->len; i++)
    close(g_array_index(crowd, int, i));
  sk_server_stop(server, 1);
}

static void stopping_lets_work_finish(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  int busy = connecting(server), idle = connecting(server);
  saying(idle, "GET / HTTP/1.1\r\n" HOST "\r\n");
  saying(busy, "GET /slow HTTP/1.1\r\n" HOST "\r\n");
  g_usleep(250000);
  sk_server_stop(server, 20);
  g_autofree char *answer = hearing(busy, LONG_MS);
  assert_int_equal(status_of(answer), 200);
  assert_non_null(strstr(answer, "Connection: close"));
  assert_true(closing(idle, LONG_MS));
  close(busy);
  close(idle);
}

static gpointer stop(gpointer server) {
  sk_server_stop(server, 20);
  return NULL;
}

static void who_comes_while_it_stops_is_told(void **state) {
  (void)state;
  SkServer *server = serving(NULL);
  int busy = connecting(server);
  saying(busy, "GET /slow HTTP/1.1\r\n" HOST "\r\n");
  g_usleep(250000);
  GThread *stopping = g_thread_new("stop", stop, server);
  g_usleep(100000);
  g_autofree char *late = asked(server, GET);
  assert_int_equal(status_of(late), 503);
  assert_non_null(strstr(late, "Retry-After: "));
  g_autofree char *answer = hearing(busy, LONG_MS);
  assert_int_equal(status_of(answer), 200);
  g_thread_join(stopping);
  close(busy);
}

static void a_unix_socket_serves_too(void **state) {
  (void)state;
  g_autofree char *folder = g_dir_make_tmp("saikai-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "http.sock", NULL);
  const SkServerOptions options = { .socket = path };
  g_autoptr(GError) error = NULL;
  unsigned status = 0;
  SkServer *server = serving(&options);
  assert_true(sk_server_probe(server, "/", 10, &status, &error));
  assert_null(sk_server_start(&options, NULL, NULL, &error)); /* somebody listens there */
  assert_error(error, SK_ERROR_DUPLICATE, "in use");
  sk_server_stop(server, 1);
  assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
  g_rmdir(folder);
}

static void a_taken_port_is_named(void **state) {
  (void)state;
  g_autoptr(GError) error = NULL;
  SkServer *server = serving(NULL);
  const SkServerOptions same = { .port = sk_server_port(server) };
  assert_null(sk_server_start(&same, NULL, NULL, &error));
  assert_error(error, SK_ERROR_DUPLICATE, "another program listens");
  sk_server_stop(server, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nobody_waits_for_the_slow),
    cmocka_unit_test(a_byte_now_and_then_does_not_hold_a_connection),
    cmocka_unit_test(a_full_house_shows_out_who_only_waits),
    cmocka_unit_test(a_house_full_of_work_says_so_at_once),
    cmocka_unit_test(a_crowd_of_silent_clients_shuts_nobody_out),
    cmocka_unit_test(stopping_lets_work_finish),
    cmocka_unit_test(who_comes_while_it_stops_is_told),
    cmocka_unit_test(a_unix_socket_serves_too),
    cmocka_unit_test(a_taken_port_is_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
