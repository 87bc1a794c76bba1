/* What the files of this feature share.  Nothing here is for other features: asks.h is. */
#pragma once
#include "asks.h"
#include "queries.h"
#include "pages.h"

enum { ASKS_ASK, ASKS_OFFER };                  /* places in asks_directions */
enum { ASKS_OPEN_MOST = 10, ASKS_PAGE = 50, ASKS_CAPACITY_MOST = 50, ASKS_OFF_MOST = 20, ASKS_OFF_DAYS_MOST = 366 };

/* The whole row, as asks_of leaves it behind the struct asks_one. */
struct asks_loaded { struct asks_one one; struct asks_by_id row; };

int64_t asks_place(const struct choices *list, const char *code);      /* NO_INT: not in it */
int64_t asks_days(const struct req *r, int64_t since);                  /* whole days since then */

enum status asks_list(struct req *r);
enum status asks_ask(struct req *r);
enum status asks_ask_again(struct req *r);
enum status asks_say(struct req *r);
enum status asks_show(struct req *r);
enum status asks_edit(struct req *r);
enum status asks_edit_save(struct req *r);
enum status asks_take_back(struct req *r);
enum status asks_once_more(struct req *r);
enum status asks_offers_show(struct req *r);
enum status asks_card(struct req *r);
extern const struct form asks_direction_form, asks_new_form, asks_change_form, asks_from_form;

enum status asks_room_of(struct req *r);
enum status asks_room_show(struct req *r);
enum status asks_room_save(struct req *r);
enum status asks_off_save(struct req *r);
enum status asks_off_take_away(struct req *r);
bool asks_may_have_room(const struct req *r);
extern const struct form asks_room_form, asks_away_form;

enum status asks_hear_left(struct req *r, const void *what);
enum status asks_hear_closed(struct req *r, const void *what);
enum status asks_hear_gone(struct req *r, const void *what);
extern const struct check asks_checks[6];
