/* What each part weighs in a community: kept as coordinators gave it, used as shares of 1000, tried on invented people before
 * it is used.  Leaves what a part is to fit.c. */
#include "matching.h"
#include "weights.h"

enum { NOT_SAID = -1 };         /* no version is this */

#define PART(m, ...) INT_FIELD(struct matching_fit, m, .min = 0, .max = FIT_WEIGHT_MAX, __VA_ARGS__)
static const struct form_field matching_fit_fields[] = {
	PART(experience, .label = N_("Shared lived experience"), .hint = N_("What both have lived through. Rare ones count more, and those that matter most to whoever asks.")),
	PART(support_with, .label = N_("What the other would like to support with"), .hint = N_("A kind of support that was asked for, or an experience they would like to help with.")),
	PART(interests, .label = N_("Shared interests")),
	PART(hours, .label = N_("Common hours"), .hint = N_("The more hours of the week both are free, the more; about five hours are enough for all of it.")),
	PART(way, .label = N_("Place and way to meet")),
	PART(wishes, .label = N_("Wishes about the other"), .hint = N_("Only wishes. What somebody needs is always kept, whatever the number.")),
	PART(room, .label = N_("Room the other has left"), .hint = N_("So that those who walk with few people are found as well.")),
	INT_FIELD(struct matching_fit, version, .hidden = true, .min = 0, .max = INT64_MAX, .label = N_("Version")),
};
const struct form matching_fit_form = FORM(matching_fit, matching_fit_fields);

/* As they are kept; what Kith begins with where nothing is. */
static enum status kept(struct req *r, struct matching_fit *ret)
{
	const struct fit_weights *w = &fit_weights_first;
	struct matching_weights row;
	enum status st = matching_weights(r, r->community.id, &row);
	if (st == OK)
		*ret = (struct matching_fit){ row.experience, row.support_with, row.interests, row.hours, row.way, row.wishes, row.room, row.version };
	else
		*ret = (struct matching_fit){ w->experience, w->support_with, w->interests, w->hours, w->way, w->wishes, w->room, 0 };
	return st == MISSING ? OK : st;
}

static bool scale(const struct matching_fit *f, struct fit_weights *ret)
{
	return fit_weights_scale((const int64_t[FIT_PARTS]){ f->experience, f->support_with, f->interests, f->hours, f->way, f->wishes, f->room }, ret);
}

enum status weights_of(struct req *r, struct fit_weights *ret)
{
	struct matching_fit now;
	TRY(kept(r, &now));
	return scale(&now, ret) ? OK : BROKEN;  /* nothing that cannot be shared out is ever kept */
}

static int64_t or_as_it_is(int64_t typed, int64_t now) { return typed == NO_INT ? now : typed; }

/* What was left out stays as it is. */
static struct matching_fit with_typed(const struct matching_fit *now, const struct matching_fit *f)
{
	if (!f)
		return *now;
	return (struct matching_fit){
		.experience = or_as_it_is(f->experience, now->experience), .support_with = or_as_it_is(f->support_with, now->support_with),
		.interests = or_as_it_is(f->interests, now->interests), .hours = or_as_it_is(f->hours, now->hours),
		.way = or_as_it_is(f->way, now->way), .wishes = or_as_it_is(f->wishes, now->wishes), .room = or_as_it_is(f->room, now->room),
		.version = now->version,
	};
}

static enum status nothing_counts(struct req *r)
{
	return fault(r, NULL, "zero", N_("With 0 everywhere nothing would count. Give at least one part a number above 0."));
}

static const struct json_field row_json[] = {
	JSON_TEXT(weights_row, name), JSON_INT(weights_row, now_place), JSON_INT(weights_row, now), JSON_INT(weights_row, then_place),
	JSON_INT(weights_row, then),
};
static const struct json_field asker_json[] = {
	JSON_TEXT(weights_asker, name), JSON_TEXT(weights_asker, about), JSON_LIST(weights_asker, rows, row_json),
};
static const struct json_field matching_fit_json[] = {
	JSON_INT(matching_fit_view, experience), JSON_INT(matching_fit_view, support_with), JSON_INT(matching_fit_view, interests),
	JSON_INT(matching_fit_view, hours), JSON_INT(matching_fit_view, way), JSON_INT(matching_fit_view, wishes),
	JSON_INT(matching_fit_view, room), JSON_INT(matching_fit_view, version), JSON_FLAG(matching_fit_view, differs),
	JSON_LIST(matching_fit_view, askers, asker_json),
};

enum status weights_show(struct req *r)
{
	struct matching_fit now, tried;
	struct fit_weights now_w, tried_w;
	TRY(kept(r, &now));
	tried = with_typed(&now, r->form);
	if (!scale(&now, &now_w))
		return BROKEN;
	if (!scale(&tried, &tried_w)) {
		if (!r->came_back)
			return nothing_counts(r);
		tried = now;
		tried_w = now_w;
	}
	struct matching_fit_view v = {
		.experience = tried.experience, .support_with = tried.support_with, .interests = tried.interests, .hours = tried.hours,
		.way = tried.way, .wishes = tried.wishes, .room = tried.room, .version = now.version,
		.differs = memcmp(&now_w, &tried_w, sizeof now_w) != 0,
	};
	weights_try(r, &now_w, &tried_w, &v);
	form_show(r, &v.form, &matching_fit_form, &tried);
	return REPLY(r, matching_fit, &v);
}

enum status weights_save(struct req *r)
{
	const struct matching_fit *f = r->form;
	struct matching_fit now;
	struct fit_weights w;
	int64_t changed;
	TRY(kept(r, &now));
	struct matching_fit n = with_typed(&now, f);
	if (!scale(&n, &w))
		return nothing_counts(r);
	TRY(matching_weights_first(r, r->community.id, n.experience, n.support_with, n.interests, n.hours, n.way, n.wishes, n.room, NULL));
	TRY(matching_weights_set(r, r->community.id, f->version == NO_INT ? NOT_SAID : f->version, n.experience, n.support_with, n.interests, n.hours, n.way, n.wishes, n.room, &changed));
	if (!changed)
		return stale(r);
	return redirect_here(r, N_("Saved. Suggestions use these numbers from now on."), "/waiting/fit");
}
