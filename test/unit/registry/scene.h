/* A register of its own for each test, filled with invented people through the import service. */
#pragma once

#include "access/account.h"
#include "registry/person.h"
#include "registry/review.h"
#include "store/store.h"

typedef struct {
  char *directory; /* or the address of its database */
  SkStore *store;
  SkSession *desk; /* sees everything, may do everything but keep the register */
} Scene;

/* cmocka setup and teardown. */
int scene_make(void **state);
int scene_end(void **state);

/* A list under a label; `rows` is text: a line a row, cells divided by commas, without the header. */
typedef struct {
  const char *mapping; /* shipped */
  const char *title, *rows;
  int level;
  const char *compartment; /* or NULL */
  const char *series;      /* whose volume it is, or NULL */
} SceneList;

/* Adds a source and brings its list in; nothing may be refused. */
SkIdText scene_add(Scene *scene, const SceneList *list);
/* A session that sees `level` and one compartment (or NULL), as reviewer. */
SkSession *scene_session(Scene *scene, const char *name, int level, const char *compartment);

/* Lets the machine propose. */
SkLinkReport scene_link(Scene *scene);
/* The first mention of this source (by title) with this name, as the operator sees it: its public id. */
SkIdText scene_mention(Scene *scene, const char *title, const char *written);
/* Decides as the operator, and must be allowed to. */
SkIdText scene_decide(Scene *scene, SkIdText a, SkIdText b, SkVerdict verdict);

/* How many mentions the session finds joined with this one, itself included; 0: it does not see it. */
guint scene_mentions(SkSession *session, SkIdText persona);
/* The person page as text, every field of it, a line each; without the revision. The caller frees. */
char *scene_page(SkSession *session, SkIdText persona);
/* Persons of the session's clearance in a tally of the figures. */
int64_t scene_persons(SkSession *session);
/* The proposal waiting between two mentions, or NULL. Owned by `queue`. */
const SkReviewItem *scene_waiting(const GPtrArray *queue, SkIdText a, SkIdText b);
/* Derived tables are what they would be if they were all made again. */
void scene_is_derived(Scene *scene);

#define scene_test(name) cmocka_unit_test_setup_teardown(name, scene_make, scene_end)
