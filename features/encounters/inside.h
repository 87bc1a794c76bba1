/* What the files of this feature share among themselves. */
#pragma once
#include "encounters.h"
#include "pages.h"

enum { ENCOUNTERS_PAGE = 50, ENCOUNTERS_ON_CONNECTION = 20, ENCOUNTER_WORDS_MAX = 20, FORMALITY_INFORMAL = 0 };

handler pair_new, pair_add, pair_edit, pair_save;                                   /* pair.c */
handler circle_met_show, circle_met_new, circle_met_add, circle_met_section;        /* circle.c */
handler group_new, group_add, group_edit, group_save, groups_show;                  /* group.c */
handler encounter_show, encounter_say, encounter_settle, encounter_take_back, encounters_show, encounters_section, encounters_card; /* show.c */
extern const struct form encounter_pair_form, encounter_group_form, encounter_own_form, encounters_page_form;
struct encounters_page { const char *after; int64_t began; };

/* The moment that a day and a time of the reader's mean; a fault when it lies ahead or more than two years back. */
enum status encounter_moment(struct req *r, int64_t day, int64_t clock, int64_t *ret) MUST_USE;
/* Today and the last full quarter of an hour, in the reader's zone: what a new form begins with. */
void encounter_now(struct req *r, int64_t *ret_day, int64_t *ret_clock);
/* projects.c.  The open projects, and the one a meeting is counted with already even if that is closed by now. */
enum status encounter_projects(struct req *r, const char *current, const char *current_name, struct form_options *ret) MUST_USE;
/* NULL, the current one, or an open one; else a fault at "project". */
enum status encounter_project_right(struct req *r, const char *chosen, const char *current) MUST_USE;
/* What recording a meeting of two begins with: as their last meeting was counted; for a first one what their connection
 * says, what I recorded last, the only project there is.  NULL: none. */
enum status encounter_project_first(struct req *r, const struct connections_one *c, const char **ret) MUST_USE;
/* group.c: the form, for a group that stands or for none; and what it says, into a meeting. */
enum status group_draw(struct req *r, const struct groups_one *g, const char *id, const struct encounter_group *stored, const char *project_name) MUST_USE;
void group_first(struct req *r, struct encounter_group *ret);
enum status group_record(struct req *r, const struct groups_one *g, const char **ret_id) MUST_USE;
/* The row behind r->object as it is stored. */
enum status encounter_stored(struct req *r, struct encounter_get *ret) MUST_USE;
struct encounters_one encounter_one_of(const struct encounter_get *e);
/* Tells who counts.  Either may be NULL. */
enum status encounter_tell(struct req *r, const struct encounters_one *before, const struct encounters_one *after) MUST_USE;
