#include "talking.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define LIMIT 400000
#define BOUND "----xyz"
#define FIELD(name, value) "--" BOUND "\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_HEAD(name, file)                                                                                          \
  "--" BOUND "\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file                                 \
  "\"\r\nContent-Type: text/csv\r\n\r\n"
#define LAST "--" BOUND "--\r\n"
#define TOKEN FIELD("csrf", "right")

static guint admitted; /* how often the gate was asked and said yes */

static gboolean is_taken(SkRequest *request, gpointer user) {
  (void)user;
  return g_str_has_prefix(sk_request_path(request), "/lists");
}

static SkResponse *admit(SkRequest *request, gpointer user) {
  (void)user;
  if (g_strcmp0(sk_request_form(request, "csrf"), "right") != 0)
    return sk_response_text(403, "no token before the file");
  g_atomic_int_inc(&admitted);
  return NULL;
}

/* The same bytes, as a file that is read as it goes out. */
static SkResponse *back(const char *bytes, gsize size) {
  SkSpool *spool = sk_spool_new(g_get_tmp_dir(), NULL);
  g_autoptr(GOutputStream) output = sk_spool_append(spool);
  assert_true(g_output_stream_write_all(output, bytes, size, NULL, NULL, NULL));
  assert_true(sk_spool_finish(spool, NULL));
  return sk_response_spool(200, spool, "text/plain");
}

/* "name/size/first and last four bytes/note", or what there is instead. */
static SkResponse *answering(SkRequest *request, gpointer user) {
  (void)user;
  const char *name = NULL, *note = sk_request_form(request, "note");
  SkSpool *file = sk_request_file(request, "list", &name);
  if (sk_request_excess(request) != 0) {
    g_autofree char *text = g_strdup_printf("at most %zu", sk_request_excess(request));
    return sk_response_text(413, text);
  }
  if (file == NULL)
    return sk_response_text(200, note != NULL ? note : "nothing");
  g_autoptr(GInputStream) stream = sk_spool_read(file, NULL);
  g_autofree char *bytes = g_malloc0(sk_spool_size(file) + 1);
  gsize got = 0;
  assert_true(g_input_stream_read_all(stream, bytes, sk_spool_size(file) + 1, &got, NULL, NULL));
  assert_int_equal(got, sk_spool_size(file));
  if (g_str_has_suffix(sk_request_path(request), "/back"))
    return back(bytes, got);
  g_autofree char *text =
      g_strdup_printf("%s/%zu/%.4s%s/%s", name, got, bytes, got > 8 ? bytes + got - 4 : "", note != NULL ? note : "");
  return sk_response_text(200, text);
}

static SkUploadGate gate = { .limit = LIMIT, .is_taken = is_taken, .admit = admit };

static SkServer *taking_lists(void) {
  static const SkServerOptions options = { .uploads = &gate };
  g_autoptr(GError) error = NULL;
  gate.spool = g_get_tmp_dir();
  SkServer *server = sk_server_start(&options, answering, NULL, &error);
  assert_no_error(error);
  return server;
}

static char *request_for(const char *path, const char *type, const char *body) {
  return g_strdup_printf("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
                         "Connection: close\r\n\r\n%s",
                         path, type, strlen(body), body);
}

/* Said a few bytes at a time, so that every mark of the form is cut somewhere. */
static char *asked_in_pieces(const SkServer *server, const char *said, gsize piece) {
  int fd = connecting(server);
  for (gsize at = 0; at < strlen(said); at += piece) {
    g_autofree char *part = g_strndup(said + at, piece);
    if (!saying(fd, part))
      break;
  }
  char *answer = hearing(fd, 2000);
  close(fd);
  return answer;
}

#define TYPE "multipart/form-data; boundary=" BOUND

static const struct {
  const char *type, *body;
  unsigned status;
  const char *says;
} rows[] = {
  { TYPE, TOKEN FIELD("note", "n") FILE_HEAD("list", "a.csv") "1,2\r\n3,4\r\n\r\n" LAST, 200,
    "a.csv/10/1,2\r,4\r\n/n" },
  { TYPE, TOKEN FILE_HEAD("list", "a.csv") "x\r\n" FIELD("note", "after") LAST, 200, "a.csv/1/x/after" },
  { TYPE, TOKEN FILE_HEAD("list", "C:\\\\lists\\\\名簿.csv") "x\r\n" LAST, 200, "名簿.csv/1/x" },
  { TYPE, TOKEN FILE_HEAD("list", "../../key") "x\r\n" LAST, 200, "key/1/x" },
  { TYPE, TOKEN FILE_HEAD("list", "a\xff.csv") "x\r\n" LAST, 200, "\xef\xbf\xbd.csv/1/x" },
  { TYPE, TOKEN FILE_HEAD("list", "a.csv") "\r\n------xy\r\n\r\n" LAST, 200, "a.csv/12/" }, /* nearly the boundary */
  { TYPE,
    TOKEN FIELD("note", "\r\n--"
                        "x") LAST,
    200, "\r\n--x" },
  { TYPE, TOKEN FIELD("note", "no file") FILE_HEAD("list", "") "\r\n" LAST, 200, "no file" },
  { TYPE, TOKEN FILE_HEAD("list", "empty.csv") "\r\n" LAST, 200, "empty.csv/0/" },
  { "multipart/form-data; boundary=\"" BOUND "\"", TOKEN FIELD("note", "quoted") LAST, 200, "quoted" },
  { TYPE, TOKEN FILE_HEAD("other", "a.csv") "x\r\n" LAST, 200, "nothing" },
  /* without its token, or with it behind the file */
  { TYPE, FILE_HEAD("list", "a.csv") "x\r\n" LAST, 403, "no token" },
  { TYPE, FILE_HEAD("list", "a.csv") "x\r\n" TOKEN LAST, 403, "no token" },
  { TYPE, FIELD("csrf", "wrong") FILE_HEAD("list", "a.csv") "x\r\n" LAST, 403, "no token" },
  /* two files, no end, no boundary, bytes that are no text, an encoding nobody reads */
  { TYPE, TOKEN FILE_HEAD("list", "a") "x\r\n" FILE_HEAD("list", "b") "y\r\n" LAST, 400, NULL },
  { TYPE, TOKEN FILE_HEAD("list", "a") "x", 400, NULL },
  { TYPE, TOKEN FILE_HEAD("list", "a") "x\r\n--" BOUND, 400, NULL },
  { TYPE, "", 200, "nothing" },
  { TYPE, TOKEN FIELD("note", "\xff") LAST, 400, NULL },
  { TYPE, FIELD("\xff", "a") LAST, 400, NULL },
  { TYPE, "--" BOUND "\r\nContent-Disposition: form-data\r\n\r\nx\r\n" LAST, 400, NULL },
  { TYPE,
    TOKEN "--" BOUND "\r\nContent-Disposition: form-data; name=\"list\"; filename=\"a\"\r\n"
          "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n" LAST,
    400, NULL },
  { "multipart/form-data", TOKEN LAST, 200, "nothing" }, /* says no boundary: no such form */
  { "multipart/form-data; boundary=", TOKEN LAST, 400, NULL },
  { "multipart/form-data; boundary=a b", TOKEN LAST, 400, NULL },
  { "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901", "", 400,
    NULL },
};

static void a_form_with_a_file_is_read_or_refused(void **state) {
  (void)state;
  SkServer *server = taking_lists();
  static const gsize pieces[] = { 100000, 7, 1 };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
    for (gsize p = 0; p < G_N_ELEMENTS(pieces); p++) {
      g_autofree char *said = request_for("/lists", rows[i].type, rows[i].body);
      g_autofree char *answer = asked_in_pieces(server, said, pieces[p]);
      if (status_of(answer) != rows[i].status || (rows[i].says != NULL && strstr(answer, rows[i].says) == NULL))
        fail_msg("row %zu in pieces of %zu: \"%s\" was answered: %s", i, pieces[p], rows[i].body, answer);
    }
  sk_server_stop(server, 1);
}

static void many_pieces_come_back_as_they_were(void **state) {
  (void)state;
  SkServer *server = taking_lists();
  static const gsize sizes[] = { 65535, 65536, 65537, 131072, 390000 };
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autofree char *content = g_malloc0(sizes[i] + 1);
    for (gsize at = 0; at < sizes[i]; at++)
      content[at] = (char)('a' + at % 26);
    g_autofree char *body = g_strconcat(TOKEN FILE_HEAD("list", "long"), content, "\r\n" LAST, NULL);
    g_autofree char *said = request_for("/lists", TYPE, body);
    g_autofree char *answer = asked(server, said);
    g_autofree char *wanted = g_strdup_printf("long/%zu/abcd%s", sizes[i], content + sizes[i] - 4);
    if (strstr(answer, wanted) == NULL)
      fail_msg("%zu bytes were answered: %s", sizes[i], answer);
  }
  sk_server_stop(server, 1);
}

static void a_file_goes_out_as_it_came_in(void **state) {
  (void)state;
  SkServer *server = taking_lists();
  static const gsize sizes[] = { 1, 65536, 390000 };
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autofree char *content = g_strnfill(sizes[i], 'b');
    g_autofree char *body = g_strconcat(TOKEN FILE_HEAD("list", "long"), content, "\r\n" LAST, NULL);
    g_autofree char *said = request_for("/lists/back", TYPE, body);
    g_autofree char *answer = asked(server, said);
    g_autofree char *wanted = g_strdup_printf("Content-Length: %zu\r\n", sizes[i]);
    assert_non_null(strstr(answer, wanted));
    assert_true(g_str_has_suffix(answer, content));
  }
  sk_server_stop(server, 1);
}

static void what_is_too_large_is_refused_in_our_words(void **state) {
  (void)state;
  SkServer *server = taking_lists();
  g_autofree char *content = g_strnfill(LIMIT + 1000, 'x');
  g_autofree char *body = g_strconcat(TOKEN FILE_HEAD("list", "long"), content, "\r\n" LAST, NULL);
  g_autofree char *said = request_for("/lists", TYPE, body);
  g_autofree char *elsewhere = request_for("/people", TYPE, body);
  guint before = admitted;
  g_autofree char *answer = asked(server, said), *other = asked(server, elsewhere);
  assert_int_equal(status_of(answer), 413);
  assert_non_null(strstr(answer, "at most 400000"));
  assert_int_equal(status_of(other), 200); /* below the limit of any form, and nothing is read from it */
  assert_non_null(strstr(other, "nothing"));
  assert_int_equal(admitted, before);
  sk_server_stop(server, 1);
}

static void nothing_is_left_behind(void **state) {
  (void)state;
  g_autofree char *folder = g_dir_make_tmp("saikai-spool-XXXXXX", NULL);
  SkServer *server = taking_lists();
  gate.spool = folder;
  int fd = connecting(server);
  g_autofree char *said = request_for("/lists", TYPE, TOKEN FILE_HEAD("list", "a") "half of it");
  assert_true(saying(fd, said));
  g_usleep(200000);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  assert_null(g_dir_read_name(dir)); /* it has no name, even while it comes */
  close(fd);
  sk_server_stop(server, 1);
  assert_int_equal(g_rmdir(folder), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_form_with_a_file_is_read_or_refused),
    cmocka_unit_test(many_pieces_come_back_as_they_were),
    cmocka_unit_test(a_file_goes_out_as_it_came_in),
    cmocka_unit_test(what_is_too_large_is_refused_in_our_words),
    cmocka_unit_test(nothing_is_left_behind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
