/* What a decision did to the persons that its two mentions belonged to: worked out from when every link stood, since no
 * person of the past is kept. */
#include "base/error.h"
#include "registry/deeds_parts.h"
#include "registry/linking.h"
#include "store/queries/history.h"

#define MENTIONS_MOST 500 /* of all persons that were ever joined with one; beyond, effects are not told */

static gboolean add_mention(GArray *mentions, GHashTable *known, int64_t persona) {
  if (!g_hash_table_add(known, g_memdup2(&persona, sizeof persona)))
    return FALSE;
  g_array_append_val(mentions, persona);
  return TRUE;
}

/* The links that ever joined a mention with others, which are looked at in their turn. */
static gboolean read_links(SkDb *db, int64_t persona, DeedLinks *links, GArray *mentions, GHashTable *known,
                           GError **error) {
  g_auto(SkqHistoryLinks) row = { 0 };
  GError *failed = NULL;
  if (!skq_history_links(db, persona, &row, error))
    return FALSE;
  while (skq_history_links_next(&row, &failed)) {
    DeedLink link = { row.link, persona, row.other, row.decided, row.has_ended ? row.ended : G_MAXINT64 };
    if (row.verdict != SK_VERDICT_SAME || !g_hash_table_add(links->known, g_memdup2(&link.link, sizeof link.link)))
      continue;
    g_array_append_val(links->all, link);
    add_mention(mentions, known, row.other);
  }
  return sk_error_forward(error, failed);
}

gboolean deed_links_read(SkDb *db, const GArray *personae, DeedLinks *ret_links, GError **error) {
  g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  *ret_links = (DeedLinks){ g_array_new(FALSE, FALSE, sizeof(DeedLink)),
                            g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL) };
  for (guint i = 0; i < personae->len; i++)
    add_mention(mentions, known, g_array_index(personae, int64_t, i));
  for (guint i = 0; i < mentions->len; i++) {
    if (mentions->len > MENTIONS_MOST) {
      g_array_set_size(ret_links->all, 0);
      return TRUE;
    }
    if (!read_links(db, g_array_index(mentions, int64_t, i), ret_links, mentions, known, error))
      return FALSE;
  }
  return TRUE;
}

void deed_links_clear(DeedLinks *links) {
  g_clear_pointer(&links->all, g_array_unref);
  g_clear_pointer(&links->known, g_hash_table_unref);
}

/* ---------------------------------------------------------------- who was joined with whom */

/* Does a link stand right before `at` begins or ends? Of those of one moment the lower number comes first. */
static gboolean stands(const DeedLink *link, const DeedLink *at, SkTime when) {
  gboolean begun = link->decided < when || (link->decided == when && link->link < at->link);
  gboolean ended = link->ended < when || (link->ended == when && link->link < at->link);
  return link->link != at->link && begun && !ended;
}

/* Mentions joined with `from`, itself among them; *ret_meets whether `other` is one. */
static guint count_joined(const DeedLinks *links, const DeedLink *at, SkTime when, int64_t from, int64_t other,
                          gboolean *ret_meets) {
  g_autoptr(GArray) mentions = g_array_new(FALSE, FALSE, sizeof(int64_t));
  g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  add_mention(mentions, known, from);
  for (guint i = 0; i < mentions->len; i++) {
    int64_t mention = g_array_index(mentions, int64_t, i);
    for (guint k = 0; k < links->all->len; k++) {
      const DeedLink *link = &g_array_index(links->all, DeedLink, k);
      if ((link->a == mention || link->b == mention) && stands(link, at, when))
        add_mention(mentions, known, link->a == mention ? link->b : link->a);
    }
  }
  *ret_meets = g_hash_table_contains(known, &other);
  return mentions->len;
}

void deed_effect(const DeedLinks *links, int64_t link, gboolean ended, guint ret_parts[2]) {
  ret_parts[0] = ret_parts[1] = 0;
  for (guint i = 0; i < links->all->len; i++) {
    const DeedLink *at = &g_array_index(links->all, DeedLink, i);
    gboolean meets = FALSE;
    if (at->link != link)
      continue;
    SkTime when = ended ? at->ended : at->decided;
    guint one = count_joined(links, at, when, at->a, at->b, &meets);
    if (meets)
      return; /* they were, or stay, joined through others */
    ret_parts[0] = one;
    ret_parts[1] = count_joined(links, at, when, at->b, at->a, &meets);
    return;
  }
}
