/* Slow: the reader against files that are too large to hold. */
#include "check.h"

#include "intake/reader.h"
#include "list_file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rows taken and refused; FALSE when the file as a whole was refused. */
static gboolean count_rows(const char *path, guint *ret_taken, guint *ret_too_long) {
  g_autoptr(SkReader) reader = sk_reader_open(path, NULL, NULL);
  *ret_taken = *ret_too_long = 0;
  for (;;) {
    SkRow row;
    SkRefusal refusal;
    SkReadResult result = reader == NULL ? SK_READ_FAILED : sk_reader_next(reader, &row, &refusal, NULL);
    if (result == SK_READ_END || result == SK_READ_FAILED)
      return result == SK_READ_END;
    *ret_taken += result == SK_READ_ROW;
    *ret_too_long += result == SK_READ_REFUSED && refusal.rule == SK_RULE_ROW_TOO_LONG;
  }
}

/* In a child, so that the peak belongs to this file alone: 2 wrong answer, 3 too much memory. */
static int read_in_child(const char *path, guint taken, guint too_long, long limit_kib) {
  pid_t child = fork();
  if (child == 0) {
    guint really_taken, really_too_long;
    gboolean ended = count_rows(path, &really_taken, &really_too_long);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    gboolean right = ended && really_taken == taken && really_too_long == too_long;
    _exit(!right ? 2 : usage.ru_maxrss > limit_kib ? 3 : 0);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The hole of a sparse file reads as NUL bytes: one line, with or without quotation marks. */
static void a_line_of_a_gigabyte_costs_no_memory(void **state) {
  (void)state;
  static const char *const around[][2] = { { "a,b\n\"start", "\"\nafter,it\n" }, { "a,b\nstart", "\nafter,it\n" } };
  ListFile file;
  list_file_init(&file);
  for (gsize i = 0; i < G_N_ELEMENTS(around); i++) {
    list_file_write(&file, "list.csv", around[i][0], strlen(around[i][0]));
    int fd = open(file.path, O_WRONLY | O_CLOEXEC);
    assert_int_equal(lseek(fd, 1 << 30, SEEK_SET), 1 << 30);
    assert_int_equal(write(fd, around[i][1], strlen(around[i][1])), strlen(around[i][1]));
    close(fd);
    assert_int_equal(read_in_child(file.path, 2, 1, 64 * 1024), 0);
  }
  list_file_clear(&file);
}

/* The measure itself must be able to fail: a child that keeps what it reads is over the limit. */
static void the_measure_notices_memory(void **state) {
  (void)state;
  ListFile file;
  list_file_init(&file);
  list_file_write(&file, "list.csv", "a,b\nc,d\n", 8);
  assert_int_equal(read_in_child(file.path, 2, 0, 64), 3);
  assert_int_equal(read_in_child(file.path, 3, 0, 64 * 1024), 2);
  list_file_clear(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_line_of_a_gigabyte_costs_no_memory),
    cmocka_unit_test(the_measure_notices_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
