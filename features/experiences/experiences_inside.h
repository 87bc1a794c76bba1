/* What the files of this feature share.  Nothing here is for other features: experiences.h is. */
#pragma once
#include "experiences.h"
#include "queries.h"
#include "pages.h"

enum { EXPERIENCES_GROUPS = 10, EXPERIENCES_MOST = 50, EXPERIENCES_APART_MOST = 100, EXPERIENCES_INTERESTS_MOST = 40, EXPERIENCES_TOO_MUCH_MOST = 20 };

/* A heading over some of experiences_tag_codes: n of them, from the one with this code. */
struct experiences_group { const char *title, *first; int64_t n; };
extern const struct experiences_group experiences_groups[EXPERIENCES_GROUPS];
extern const struct choices experiences_tag_kinds;  /* experience, interest */
enum { EXPERIENCES_KIND_EXPERIENCE, EXPERIENCES_KIND_INTEREST };

/* Tells experiences_changed about this person in r->community. */
enum status experiences_tell_changed(struct req *r, const char *person) MUST_USE;

/* experiences_tags.c: the list that ships with Kith for a kind of tag. */
const struct choices *experiences_list_of(int64_t kind);
/* A tag that was chosen from the list: a place in it, a code of it, or the id of an offered tag.  MISSING: none of these. */
struct experiences_chosen { const char *id, *code, *say; };
enum status experiences_tag_chosen(struct req *r, int64_t kind, const char *what, struct experiences_chosen *ret) MUST_USE;
/* The row of a chosen tag: made when the code was not used here before. */
enum status experiences_tag_id(struct req *r, int64_t kind, const struct experiences_chosen *chosen, const char **ret_id) MUST_USE;
/* The row of somebody's own words for a tag; the same words as one of the list are that one. */
enum status experiences_tag_own(struct req *r, int64_t kind, const char *words, const char **ret_id) MUST_USE;

/* The pages, one file each: told, profile, apart, settings. */
enum status experiences_about_me(struct req *r);
enum status experiences_card(struct req *r);
enum status experiences_choose(struct req *r);
enum status experiences_new(struct req *r);
enum status experiences_new_again(struct req *r);
enum status experiences_tell_one(struct req *r);
enum status experiences_of(struct req *r);
enum status experiences_change(struct req *r);
enum status experiences_change_one(struct req *r);
enum status experiences_remove_one(struct req *r);
extern const struct form experiences_pick_form, experiences_told_form, experiences_changed_form;

enum status experiences_helps_show(struct req *r);
enum status experiences_helps_save(struct req *r);
enum status experiences_meeting_show(struct req *r);
enum status experiences_meeting_save(struct req *r);
enum status experiences_week_show(struct req *r);
enum status experiences_week_save(struct req *r);
enum status experiences_facts_show(struct req *r);
enum status experiences_facts_save(struct req *r);
enum status experiences_wishes_show(struct req *r);
enum status experiences_wishes_save(struct req *r);
enum status experiences_interests_show(struct req *r);
enum status experiences_interests_save(struct req *r);
enum status experiences_too_much_show(struct req *r);
enum status experiences_too_much_save(struct req *r);
extern const struct form experiences_sparing_form;
/* Kith's list and what this community offers beside it, with room for `more` of one's own behind. */
enum status experiences_options(struct req *r, int64_t kind, const char *field, size_t more, struct form_options *ret, struct form_option **ret_at) MUST_USE;
extern const struct form experiences_helping_form, experiences_meeting_form, experiences_hours_form, experiences_facts_form,
	experiences_wishing_form, experiences_liking_form;

/* experiences_places.c: the community's list, and what can be chosen from it: code is the id. */
enum status experiences_places_show(struct req *r);
enum status experiences_places_add(struct req *r);
enum status experiences_places_remove(struct req *r);
extern const struct form experiences_placing_form;
enum status experiences_place_options(struct req *r, const char *field, struct form_options *ret) MUST_USE;

enum status experiences_apart_show(struct req *r);
enum status experiences_apart_say(struct req *r);
enum status experiences_apart_unsay(struct req *r);
extern const struct form experiences_parting_form;

enum status experiences_tags_show(struct req *r);
enum status experiences_tags_show_again(struct req *r);
enum status experiences_tags_add(struct req *r);
enum status experiences_tag_show(struct req *r);
enum status experiences_tag_save(struct req *r);
extern const struct form experiences_from_form, experiences_offering_form, experiences_wording_form;

/* The profile as stored, or as it is before anything was told. */
enum status experiences_profile_now(struct req *r, struct experiences_profile *ret) MUST_USE;

/* experiences_leave.c */
enum status experiences_hear_left(struct req *r, const void *what);
enum status experiences_hear_gone(struct req *r, const void *what);
extern const struct check experiences_checks[5];
