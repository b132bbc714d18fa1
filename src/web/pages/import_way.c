#include "base/error.h"
#include "base/id.h"
#include "web/pages/import_parts.h"
#include "web/texts.h"

void import_show_way(GPtrArray *steps, const char *language, WayStep here, const char *source, const char *batch) {
  g_autofree char *of_source = g_strdup_printf("/sources/%s", source);
  g_autofree char *columns = batch != NULL ? g_strdup_printf("/batches/%s/columns", batch) : NULL;
  const struct {
    const char *label, *link;
  } all[] = {
    [WAY_SOURCE] = { sk_text(language, "Source"), of_source },
    [WAY_FILE] = { sk_text(language, "File"), NULL },
    [WAY_COLUMNS] = { sk_text(language, "Columns"), here == WAY_CHECK ? columns : NULL },
    [WAY_CHECK] = { sk_text(language, "Check"), NULL },
    [WAY_TAKEN] = { sk_text(language, "In the register"), NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    SkViewWayStep *step = sk_view_way_step_new();
    step->label = g_strdup(all[i].label);
    step->link = g_strdup(i < (guint)here ? all[i].link : NULL);
    step->here = i == (guint)here;
    step->done = i < (guint)here;
    g_ptr_array_add(steps, step);
  }
}

const char *import_failure_text(const char *language, int code) {
  switch (code) {
  case SK_ERROR_DUPLICATE:
    return sk_text(language,
                   "This very file is in the register already. If it has to be done anew, undo that import first.");
  case SK_ERROR_LIMIT:
    return sk_text(language,
                   "This file is beyond what can be read here. A workbook may have 64 MiB: save the sheet of a larger "
                   "one as CSV, UTF-8, in your spreadsheet, and hand that in.");
  case SK_ERROR_REFUSED:
    return sk_text(language, "This file cannot be read as a list, or does not fit its mapping.");
  case SK_ERROR_INTERRUPTED:
    return sk_text(language, "The work was stopped because the server ended.");
  case SK_ERROR_BUSY:
    return sk_text(language, "Too much is going on right now. Try again in a moment.");
  case SK_ERROR_STALE:
    return sk_text(language, "Somebody else decided about this list meanwhile.");
  case SK_ERROR_DENIED:
  case SK_ERROR_NOT_FOUND:
    return sk_text(language, "You may not do this, or not any more.");
  default:
    return sk_text(language, "It did not work, and it is not your fault.");
  }
}

char *import_once(void) {
  SkId once = sk_id_new();
  return g_strdup(sk_id_print(&once).text);
}
