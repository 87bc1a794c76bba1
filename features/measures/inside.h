/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

#include "file.h"

extern const struct form measure_answers_form, measure_load_form;
handler measures_show, measure_of, measure_show, measure_save, measure_taken_away, measures_link;      /* take.c */
handler measures_load_show, measures_load, measures_close;                                             /* loaded.c */
enum status measures_command(struct req *r, int argc, char **argv);

/* ---- loaded.c ---- */
/* One that was loaded, as it was read; content: the stored file.  BROKEN: it does not read any more. */
enum status measure_loaded(struct req *r, const char *id, const char *content, const struct measure **ret) MUST_USE;
/* By code, in r->community: offered before not offered any more. */
enum status measure_find(struct req *r, const char *code, const struct measure **ret) MUST_USE;
/* Its name and the like: messages where it comes with Kith, its own words where it was loaded. */
const char *measure_say(struct req *r, const struct measure *m, const char *words);
