#include "http/guests.h"

#include <sys/socket.h>

#define BYTES_A_SECOND 16384               /* slower than that on average is too slow */
#define WAITED_ENOUGH (2 * G_USEC_PER_SEC) /* with content on the way, before a full house shows somebody out */

struct SkGuest {
  int fd;
  char *peer;
  SkGuestStage stage;
  gint64 since, until; /* monotonic; until: the end of the stage, G_MAXINT64 none */
  gboolean shown_out;
};

struct SkGuests {
  GMutex mutex; /* of all below and of every guest's stage */
  GHashTable *by_fd;
  guint shown_out; /* of those: on their way to the door */
  SkServerOptions options;
  gboolean closing;
};

static void guest_free(gpointer data) {
  SkGuest *guest = data;
  g_free(guest->peer);
  g_free(guest);
}

SkGuests *sk_guests_new(const SkServerOptions *options) {
  SkGuests *guests = g_new0(SkGuests, 1);
  g_mutex_init(&guests->mutex);
  guests->by_fd = g_hash_table_new_full(NULL, NULL, NULL, guest_free);
  guests->options = *options;
  return guests;
}

void sk_guests_free(SkGuests *guests) {
  if (guests == NULL)
    return;
  g_hash_table_unref(guests->by_fd);
  g_mutex_clear(&guests->mutex);
  g_free(guests);
}

/* ---------------------------------------------------------------- the door; the lock is held */

/* The connection's thread finds its socket at an end and closes it. */
static void show_out(SkGuests *guests, SkGuest *guest) {
  if (guest->shown_out)
    return;
  guest->shown_out = TRUE;
  guests->shown_out++;
  shutdown(guest->fd, SHUT_RDWR);
}

static guint count_from(SkGuests *guests, const char *peer) {
  GHashTableIter iter;
  gpointer value;
  guint count = 0;
  g_hash_table_iter_init(&iter, guests->by_fd);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    const SkGuest *guest = value;
    count += !guest->shown_out && g_strcmp0(guest->peer, peer) == 0;
  }
  return count;
}

static gboolean may_be_shown_out(const SkGuest *guest, gint64 now) {
  if (guest->shown_out || guest->stage == SK_GUEST_ANSWERING)
    return FALSE;
  return guest->stage == SK_GUEST_HEAD || guest->stage == SK_GUEST_IDLE || now - guest->since > WAITED_ENOUGH;
}

/* Shows out whoever keeps us waiting longest; of one address, when `peer` is not NULL. */
static gboolean make_room(SkGuests *guests, const char *peer) {
  GHashTableIter iter;
  gpointer value;
  SkGuest *longest = NULL;
  gint64 now = g_get_monotonic_time();
  g_hash_table_iter_init(&iter, guests->by_fd);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    SkGuest *guest = value;
    if (may_be_shown_out(guest, now) && (peer == NULL || g_strcmp0(guest->peer, peer) == 0) &&
        (longest == NULL || guest->since < longest->since))
      longest = guest;
  }
  if (longest != NULL)
    show_out(guests, longest);
  return longest != NULL;
}

static gboolean has_room(SkGuests *guests, const char *peer) {
  guint inside = g_hash_table_size(guests->by_fd) - guests->shown_out;
  const SkServerOptions *options = &guests->options;
  if (guests->closing)
    return FALSE;
  if (!options->proxied && count_from(guests, peer) >= options->connections_a_peer && !make_room(guests, peer))
    return FALSE;
  return inside < options->connections || make_room(guests, NULL);
}

/* ---------------------------------------------------------------- coming and going */

static gint64 seconds_of(const SkServerOptions *options, SkGuestStage stage, gsize bytes) {
  const gint64 more = (gint64)(bytes / BYTES_A_SECOND);
  switch (stage) {
  case SK_GUEST_HEAD:
    return options->head_seconds;
  case SK_GUEST_IDLE:
    return options->idle_seconds;
  case SK_GUEST_BODY:
    return options->body_seconds + more;
  case SK_GUEST_TAKING:
    return options->answer_seconds + more;
  case SK_GUEST_ANSWERING:
  default:
    return 0;
  }
}

static void begin(SkGuests *guests, SkGuest *guest, SkGuestStage stage, gsize bytes) {
  guest->stage = stage;
  guest->since = g_get_monotonic_time();
  guest->until = stage == SK_GUEST_ANSWERING
                     ? G_MAXINT64
                     : guest->since + seconds_of(&guests->options, stage, bytes) * G_USEC_PER_SEC;
  if (guests->closing && stage == SK_GUEST_IDLE)
    show_out(guests, guest);
}

static void forget(SkGuests *guests, int fd) {
  const SkGuest *guest = g_hash_table_lookup(guests->by_fd, GINT_TO_POINTER(fd));
  if (guest == NULL)
    return;
  guests->shown_out -= guest->shown_out ? 1 : 0;
  g_hash_table_remove(guests->by_fd, GINT_TO_POINTER(fd));
}

gboolean sk_guests_crowd_the_door(SkGuests *guests) {
  g_mutex_lock(&guests->mutex);
  gboolean crowded = guests->shown_out > guests->options.connections / 2;
  g_mutex_unlock(&guests->mutex);
  return crowded;
}

SkGuest *sk_guests_admit(SkGuests *guests, int fd, char *peer) {
  SkGuest *guest = NULL;
  g_mutex_lock(&guests->mutex);
  forget(guests, fd);
  if (has_room(guests, peer)) {
    guest = g_new0(SkGuest, 1);
    guest->fd = fd;
    guest->peer = g_steal_pointer(&peer);
    begin(guests, guest, SK_GUEST_HEAD, 0);
    g_hash_table_insert(guests->by_fd, GINT_TO_POINTER(fd), guest);
  }
  g_mutex_unlock(&guests->mutex);
  g_free(peer);
  return guest;
}

SkGuest *sk_guests_find(SkGuests *guests, int fd) {
  g_mutex_lock(&guests->mutex);
  SkGuest *guest = g_hash_table_lookup(guests->by_fd, GINT_TO_POINTER(fd));
  g_mutex_unlock(&guests->mutex);
  return guest;
}

void sk_guests_leave(SkGuests *guests, SkGuest *guest) {
  g_mutex_lock(&guests->mutex);
  forget(guests, guest->fd);
  g_mutex_unlock(&guests->mutex);
}

const char *sk_guest_peer(const SkGuest *guest) {
  return guest->peer;
}

void sk_guests_stage(SkGuests *guests, SkGuest *guest, SkGuestStage stage, gsize bytes) {
  g_mutex_lock(&guests->mutex);
  begin(guests, guest, stage, bytes);
  g_mutex_unlock(&guests->mutex);
}

void sk_guests_request_line(SkGuests *guests, SkGuest *guest) {
  g_mutex_lock(&guests->mutex);
  if (guest->stage == SK_GUEST_IDLE)
    begin(guests, guest, SK_GUEST_HEAD, 0);
  g_mutex_unlock(&guests->mutex);
}

void sk_guests_sweep(SkGuests *guests) {
  GHashTableIter iter;
  gpointer value;
  gint64 now = g_get_monotonic_time();
  g_mutex_lock(&guests->mutex);
  g_hash_table_iter_init(&iter, guests->by_fd);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    SkGuest *guest = value;
    if (now >= guest->until)
      show_out(guests, guest);
  }
  g_mutex_unlock(&guests->mutex);
}

gboolean sk_guests_closing(SkGuests *guests) {
  GHashTableIter iter;
  gpointer value;
  gboolean quiet = TRUE;
  g_mutex_lock(&guests->mutex);
  guests->closing = TRUE;
  g_hash_table_iter_init(&iter, guests->by_fd);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    SkGuest *guest = value;
    if (guest->stage == SK_GUEST_IDLE || guest->stage == SK_GUEST_HEAD)
      show_out(guests, guest);
    else
      quiet = quiet && guest->shown_out;
  }
  g_mutex_unlock(&guests->mutex);
  return quiet;
}
