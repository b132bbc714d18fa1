#include "synth/list.h"

#include <string.h>

/* What a register asks of every source, by the kind of list. */
static const struct {
  const char *mapping, *kind, *title, *holder, *reliability, *bias, *purpose;
  gboolean once;    /* holds a person at most once */
  gboolean volumes; /* so do all its volumes together: they follow each other by sailing */
} kinds[] = {
  { "ministry-list", "moj_list", "Departures by sea, ministry copy", "Ministry (invented)", "A",
    "Official, written for departure control.", "Who left, when and with whom.", TRUE, TRUE },
  { "red-cross-list", "jrc_list", "Applications, Red Cross copy", "Red Cross (invented)", "A",
    "Written from what applicants said; pass-names are common.", "Who applied, with whom.", TRUE, TRUE },
  { "campaign-volume", "campaign_org_list", "Branch volume of the campaign", "Campaign organisation (invented)", "C",
    "Praises the departure; roles are raised, reasons are stock phrases.", "Members of branches who left.", TRUE },
  { "registration-cards", "alien_registration", "Registration cards", "Municipal offices (invented)", "B",
    "Official; addresses are often old.", "Names and addresses before departure.", TRUE },
  { "school-roll", "school_record", "School rolls", "Schools (invented)", "B", "Names as children used them.",
    "Children before departure.", TRUE },
  { "letters", "letter", "Letters from the North", "Families (invented)", "C", "Written under censorship.",
    "Signs of life, places, kin.", FALSE },
  { "testimonies", "testimony_text", "Mentions in testimonies", "Interviewers (invented)", "D",
    "Memory after decades; much is hearsay.", "Fates and places.", FALSE },
  { "counterpart-list", "counterpart_government_list", "List handed over by the other government",
    "Other government (invented)", "E", "Serves its government; deaths are reported too freely.",
    "What the other side admits.", TRUE },
};

json_t *manifest_entry(const char *mapping, const char *file, const char *part) {
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    if (strcmp(kinds[i].mapping, mapping) != 0)
      continue;
    g_autofree char *title = part != NULL ? g_strdup_printf("%s, %s", kinds[i].title, part) : g_strdup(kinds[i].title);
    return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:b,s:s*}", "file", file, "mapping", mapping, "kind",
                     kinds[i].kind, "title", title, "holder", kinds[i].holder, "reliability", kinds[i].reliability,
                     "bias", kinds[i].bias, "purpose", kinds[i].purpose, "legal_basis",
                     "Invented people: no personal data.", "once", (int)kinds[i].once, "series",
                     kinds[i].volumes ? kinds[i].title : NULL);
  }
  g_error("%s is no kind of list", mapping);
}
