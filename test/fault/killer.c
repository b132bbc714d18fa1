/* A library to preload: ends the process with SIGKILL at a chosen call that writes, so that a test can interrupt a
 * commit as surely as anything else.
 *
 * KILLER_LOG names a file. Without KILLER_AT every call that writes is logged there, a letter each, to be counted.
 * With KILLER_AT=wN the process is killed at the Nth of that letter, and the log holds it:
 *   w  bytes to the write-ahead log          s  before the log is synced (a commit)     S  after that
 *   d  bytes to the database itself          f  a kept file, or a backup                r  a name put in place
 *   o  any other file */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t write(int fd, const void *bytes, size_t size);
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at);
int fsync(int fd);
int fdatasync(int fd);
int rename(const char *from, const char *to);

static atomic_long calls[128]; /* by letter */
static _Thread_local bool inside;

static void *next(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

/* What a descriptor is, by its name; 0 for what is no file of the register. */
static char letter_of(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0 || path[0] != '/' || strncmp(path, "/dev/", 5) == 0)
    return 0;
  path[length] = '\0';
  const char *name = strrchr(path, '/') + 1;
  if (strstr(name, "saikai.db-wal") != NULL)
    return 'w';
  if (strcmp(name, "saikai.db") == 0)
    return 'd';
  if (strstr(path, "/blobs/") != NULL || strstr(name, "backup") != NULL)
    return 'f';
  return strstr(name, "-shm") != NULL ? 0 : 'o';
}

static void reached(char letter) {
  const char *log = getenv("KILLER_LOG"), *at = getenv("KILLER_AT");
  if (letter == 0 || log == NULL || inside)
    return;
  inside = true;
  long number = atomic_fetch_add(&calls[(int)letter], 1) + 1;
  if (at == NULL || (at[0] == letter && number == strtol(at + 1, NULL, 10))) {
    ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))next("write");
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool logged = fd >= 0 && real(fd, &letter, 1) == 1;
    if (fd >= 0)
      close(fd);
    if (at != NULL && logged)
      raise(SIGKILL);
  }
  inside = false;
}

ssize_t write(int fd, const void *bytes, size_t size) {
  ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))next("write");
  reached(letter_of(fd));
  return real(fd, bytes, size);
}

/* Built with 64-bit file offsets, so this is pwrite64, which is what everybody calls. */
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  ssize_t (*real)(int, const void *, size_t, off_t) = (ssize_t(*)(int, const void *, size_t, off_t))next("pwrite64");
  reached(letter_of(fd));
  return real(fd, bytes, size, at);
}

static int sync_with(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))next(name);
  char letter = letter_of(fd);
  bool log = letter == 'w';
  reached(log ? 's' : letter);
  int result = real(fd);
  reached(log ? 'S' : 0);
  return result;
}

int fsync(int fd) {
  return sync_with("fsync", fd);
}

int fdatasync(int fd) {
  return sync_with("fdatasync", fd);
}

int rename(const char *from, const char *to) {
  int (*real)(const char *, const char *) = (int (*)(const char *, const char *))next("rename");
  reached('r');
  return real(from, to);
}
