#include "http/door.h"

#include "base/error.h"
#include "http/listen.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define TICK_MS 200
#define TURNED_AWAY_MAX 128                      /* at once; more are closed without a word */
#define TURNED_AWAY_FOR (G_USEC_PER_SEC)         /* they may take so long to read the answer */
#define REST_FOR_CROWD (G_USEC_PER_SEC / 200)    /* newcomers wait outside while many leave */
#define REST_AFTER_FAILURE (G_USEC_PER_SEC / 10) /* when no descriptor is left, do not spin */

#define COME_BACK "10" /* seconds until whoever was turned away may try again */

typedef struct {
  int fd;
  gint64 until;
} Leaver;

struct SkDoor {
  SkGuests *guests;
  SkDoorKeeper keeper;
  GThread *thread;
  int listening, wake;
  GBytes *no_room;   /* what they get who are turned away: written at once, without a thread */
  gint ended;        /* atomic */
  GArray *leavers;   /* Leaver; of the thread */
  gint64 rest_until; /* of the thread */
};

/* ---------------------------------------------------------------- turning away */

/* A whole answer, as it stands on the wire. `page` may be NULL. */
static GBytes *write_no_room(const char *page) {
  g_autoptr(SkResponse) response =
      page != NULL ? sk_response_html(503, g_string_new(page))
                   : sk_response_text(503, "Nobody can be taken in at the moment. Try again a little later.");
  sk_response_set_header(response, "Retry-After", COME_BACK);
  sk_response_set_header(response, "Connection", "close");
  GString *out = g_string_new("HTTP/1.1 503 Service Unavailable\r\n");
  const SkFields *headers = sk_response_headers(response);
  for (guint i = 0; i < sk_fields_count(headers); i++)
    g_string_append_printf(out, "%s: %s\r\n", sk_fields_name(headers, i), sk_fields_value(headers, i));
  g_string_append_printf(out, "Content-Length: %" G_GUINT64_FORMAT "\r\n\r\n", sk_response_size(response));
  gsize size;
  const char *body = g_bytes_get_data(sk_response_body(response), &size);
  g_string_append_len(out, body, (gssize)size);
  return g_string_free_to_bytes(out);
}

/* Closing at once would throw away the answer while the request is still unread: it is read, and the other side
 * closes first, or a second passes. */
static void turn_away(SkDoor *door, int fd) {
  Leaver leaver = { fd, g_get_monotonic_time() + TURNED_AWAY_FOR };
  gsize size;
  const void *words = g_bytes_get_data(door->no_room, &size);
  gboolean told = door->leavers->len < TURNED_AWAY_MAX && send(fd, words, size, MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
  if (!told) {
    close(fd);
    return;
  }
  shutdown(fd, SHUT_WR);
  g_array_append_val(door->leavers, leaver);
}

/* Whether the other side has closed. */
static gboolean has_gone(int fd) {
  char unread[4096];
  ssize_t got;
  while ((got = recv(fd, unread, sizeof unread, MSG_DONTWAIT)) > 0)
    ;
  return got == 0 || (errno != EAGAIN && errno != EINTR);
}

static void see_off(SkDoor *door) {
  gint64 now = g_get_monotonic_time();
  for (guint i = door->leavers->len; i > 0; i--) {
    const Leaver *leaver = &g_array_index(door->leavers, Leaver, i - 1);
    if (!has_gone(leaver->fd) && now < leaver->until)
      continue;
    close(leaver->fd);
    g_array_remove_index_fast(door->leavers, i - 1);
  }
}

/* ---------------------------------------------------------------- taking in */

static void take_in(SkDoor *door, int fd) {
  SkGuest *guest = sk_guests_admit(door->guests, fd, sk_listen_peer(fd));
  if (guest == NULL)
    turn_away(door, fd);
  else if (!door->keeper.welcome(fd, door->keeper.user))
    sk_guests_leave(door->guests, guest);
}

static void rest(SkDoor *door, gint64 time) {
  door->rest_until = g_get_monotonic_time() + time;
}

static void take_all_in(SkDoor *door) {
  for (guint i = 0; i < 64; i++) { /* then sweep, however many are waiting */
    if (sk_guests_crowd_the_door(door->guests)) {
      rest(door, REST_FOR_CROWD);
      return;
    }
    int fd = accept4(door->listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0)
      take_in(door, fd);
    else if (errno != ECONNABORTED && errno != EINTR) {
      if (errno != EAGAIN)
        rest(door, REST_AFTER_FAILURE);
      return;
    }
  }
}

/* ---------------------------------------------------------------- the thread */

/* Waits for somebody to come, somebody turned away to go, a wake-up or the next tick. Whether somebody came. */
static gboolean wait_for_somebody(SkDoor *door) {
  struct pollfd watched[2 + TURNED_AWAY_MAX] = { { door->wake, POLLIN, 0 }, { -1, POLLIN, 0 } };
  gint64 rest_ms = (door->rest_until - g_get_monotonic_time() + 999) / 1000;
  if (rest_ms <= 0)
    watched[1].fd = door->listening;
  for (guint i = 0; i < door->leavers->len; i++)
    watched[2 + i] = (struct pollfd){ g_array_index(door->leavers, Leaver, i).fd, POLLIN, 0 };
  if (poll(watched, 2 + door->leavers->len, rest_ms > 0 ? (int)MIN(rest_ms, TICK_MS) : TICK_MS) <= 0)
    return FALSE;
  eventfd_t woken;
  if (watched[0].revents != 0)
    eventfd_read(door->wake, &woken);
  return watched[1].revents != 0;
}

static gpointer keep_door(gpointer data) {
  SkDoor *door = data;
  gint64 swept = 0;
  while (!g_atomic_int_get(&door->ended)) {
    if (wait_for_somebody(door))
      take_all_in(door);
    see_off(door);
    if (g_get_monotonic_time() - swept < TICK_MS * 1000)
      continue;
    sk_guests_sweep(door->guests);
    swept = g_get_monotonic_time();
  }
  return NULL;
}

SkDoor *sk_door_open(int listening, SkGuests *guests, const SkDoorKeeper *keeper, GError **error) {
  SkDoor *door = g_new0(SkDoor, 1);
  door->listening = listening;
  door->guests = guests;
  door->keeper = *keeper;
  door->no_room = write_no_room(keeper->no_room);
  door->leavers = g_array_new(FALSE, FALSE, sizeof(Leaver));
  door->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  g_autoptr(GError) failed = NULL;
  if (door->wake >= 0 && g_unix_set_fd_nonblocking(listening, TRUE, NULL))
    door->thread = g_thread_try_new("saikai-door", keep_door, door, &failed);
  if (door->thread != NULL)
    return door;
  sk_error_set(error, SK_ERROR_IO, "the server cannot start: %s", failed != NULL ? failed->message : g_strerror(errno));
  sk_door_free(door);
  return NULL;
}

void sk_door_free(SkDoor *door) {
  if (door == NULL)
    return;
  g_atomic_int_set(&door->ended, 1);
  if (door->thread != NULL) {
    eventfd_write(door->wake, 1);
    g_thread_join(door->thread);
  }
  for (guint i = 0; i < door->leavers->len; i++)
    close(g_array_index(door->leavers, Leaver, i).fd);
  g_array_unref(door->leavers);
  g_bytes_unref(door->no_room);
  if (door->wake >= 0)
    close(door->wake);
  close(door->listening);
  g_free(door);
}
