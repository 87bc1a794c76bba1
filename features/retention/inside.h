/* What the files of this feature share among themselves. */
#pragma once
#include "retention.h"
#include "house.h"
#include "retain.h"
#include "pages.h"

enum { RETENTION_DAY = 86400, RETENTION_PAGE = 50 };

/* ---- kept.c: what stays how long, and changing it ---- */
handler retention_kept, retention_change_of, retention_change, retention_save, retention_everything_card, retention_team_card;
extern const struct form retention_change_form;
/* What holds in this community for a kind: a place in retain_times. */
enum status retention_time(struct req *r, const char *community, const struct retain *kind, int64_t *ret) MUST_USE;
/* The kind's own words in the reader's language. */
const char *retention_words(struct req *r, const char *english);

/* ---- daily.c ---- */
enum status retention_think(struct req *r, const char *payload, const struct job_doors *doors);
enum status retention_work(struct req *r, const char *payload);
enum status retention_hear_signed_in(struct req *r, const void *what);

/* ---- hold.c ---- */
handler hold_person_of, hold_person_ask, hold_person_add, hold_kind_ask, hold_kind_add, holds_show, hold_of, hold_ended, hold_way_card, hold_leaving_card;
extern const struct form hold_form;

/* ---- hold_copies.c: what stays of those who leave while a hold lasts ---- */
enum status hold_hear_leaving(struct req *r, const void *what), hold_hear_leaving_community(struct req *r, const void *what);
enum status hold_hear_left(struct req *r, const void *what);
/* Destroys what was kept for this hold, with its keys. */
enum status hold_copies_end(struct req *r, const char *hold) MUST_USE;
enum status held_list_command(struct req *r, int argc, char **argv), held_show_command(struct req *r, int argc, char **argv);
