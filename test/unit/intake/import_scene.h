/* A register with a source, lists to bring in, and a look at everything that is in it: what import tests share. */
#pragma once

#include "check.h"

#include "intake/batch.h"
#include "intake/import.h"
#include "intake/source.h"
#include "list_file.h"

typedef struct {
  char *directory;
  SkStore *store;
  SkSession *session; /* of the operator */
  SkIdText source;
  ListFile list;
} Scene;

/* cmocka setup and teardown. */
int scene_open(void **state);
int scene_close(void **state);
#define scene_test(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)

/* A ministry list of `rows` people in households of four, numbered from `first`; every `bad`th has a birth that is no
 * date (0: none). Shift_JIS, like the mapping. */
void scene_write_ministry(Scene *scene, const char *name, int first, int rows, int bad);
/* Imports scene->list. */
gboolean scene_import(Scene *scene, const char *mapping, SkImportReport *ret_report, GError **error);
/* The same, which must succeed. */
SkImportReport scene_imported(Scene *scene, const char *mapping);

/* Every row about people, whoever may see it: evidence, links and what is derived. The caller frees. */
char *scene_dump(Scene *scene);
/* Rows a table has, past the door. */
int scene_count(Scene *scene, const char *table);
/* A session of an account of its own with one role, at a level, with compartments. */
SkSession *scene_session(Scene *scene, const char *name, const char *role, const char *const *compartments);
/* Files kept beside the database. */
int scene_blobs(Scene *scene);
