/* The daily look: what is over for longer than its kind stays is found in a reading of its own and erased a few hundred at a time,
 * so that nobody waits for it.  Leaves how a thing is erased to the feature that keeps it. */
#include "inside.h"

enum { AT_ONCE = 200, COMMUNITIES_AT_ONCE = 500, ID_ROOM = 64, MAIL_DAYS = 30, LATE_DAYS = 2 };

/* A row of .due, kept from the look until it is erased. */
struct over { char id[ID_ROOM], one[ID_ROOM], other[ID_ROOM]; };

/* Some of one kind in one community: found beside other readers, erased in one write.  To find them may mean to walk a table that
 * is long, and whoever writes must not wait for that. */
struct sweep {
	const char *community;      /* '': what belongs to none */
	const struct retain *kind;
	char after[ID_ROOM];        /* the last that was looked at */
	int64_t before;             /* over since before this: what holds may change until they are erased */
	size_t looked;              /* how many were due; fewer than AT_ONCE: no more are */
	struct over due[AT_ONCE];
};

static bool is_held(const struct held_people_list *held, const struct over *d)
{
	for (size_t k = 0; k < held->n; k++)
		if (str_same(held->at[k].person, d->one) || str_same(held->at[k].person, d->other))
			return true;
	return false;
}

/* Since when a thing of this kind must be over to go; NO_INT: nothing goes, because the kind is held. */
static enum status before_when(struct req *r, const struct sweep *s, int64_t *ret)
{
	int64_t lasts = s->kind->time;
	struct held_kind kind;
	*ret = NO_INT;
	TRY(held_kind(r, s->community, s->kind->code, &kind));
	if (kind.n)
		return OK;
	if (*s->community)
		TRY(retention_time(r, s->community, s->kind, &lasts));
	*ret = r->now - retain_days(lasts) * RETENTION_DAY;
	return OK;
}

static enum status find_some(struct req *r, void *context)
{
	struct sweep *s = context;
	const struct retain_due *due;
	void *rows;
	s->looked = 0;
	TRY(before_when(r, s, &s->before));
	if (s->before == NO_INT)
		return OK;
	TRY(db_many(r, s->kind->due, (struct db_val[]){ db_in_text(s->community), db_in_time(s->before), db_in_text(s->after), db_in_int(AT_ONCE) },
		    &s->looked, &rows));
	due = rows;
	for (size_t k = 0; k < s->looked; k++) {
		snprintf(s->due[k].id, ID_ROOM, "%s", due[k].id);
		snprintf(s->due[k].one, ID_ROOM, "%s", due[k].one ? due[k].one : "");
		snprintf(s->due[k].other, ID_ROOM, "%s", due[k].other ? due[k].other : "");
	}
	return OK;
}

/* Who is held, and how long this kind stays, is asked again: a hold that came meanwhile holds. */
static enum status erase_some(struct req *r, void *context)
{
	struct sweep *s = context;
	struct held_people_list held;
	int64_t before, erased = 0;
	TRY(before_when(r, s, &before));
	if (before == NO_INT || before < s->before)
		return OK;
	TRY(held_people(r, s->community, &held));
	for (size_t k = 0; k < s->looked; k++)
		if (!is_held(&held, &s->due[k])) {
			TRY(s->kind->erase(r, s->due[k].id, *s->due[k].one ? s->due[k].one : NULL));
			erased++;
		}
	if (!erased)
		return OK;
	db_gone(r);
	return retention_erased(r, s->community, s->kind->code, r->now / RETENTION_DAY, erased, NULL);
}

static enum status sweep_kind(const struct job_doors *d, struct sweep *s)
{
	*s->after = '\0';
	do {
		TRY(d->read(d, find_some, s));
		if (s->looked == 0)
			return OK;
		TRY(d->write(d, erase_some, s));
		memcpy(s->after, s->due[s->looked - 1].id, sizeof s->after);
	} while (s->looked == AT_ONCE && !d->ending(d));
	return OK;
}

static enum status sweep_community(struct req *r, const struct job_doors *d, const char *community, struct sweep *s)
{
	s->community = community;
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; r->house->features[f]->retain && k < r->house->features[f]->retain->n; k++)
			if (r->house->features[f]->retain->at[k].due) {
				if (d->ending(d))
					return BUSY;
				s->kind = &r->house->features[f]->retain->at[k];
				TRY(sweep_kind(d, s));
			}
	return OK;
}

/* The next communities, in memory that outlives the transaction. */
struct some { struct req *r; const char *after; size_t n; const char *id[COMMUNITIES_AT_ONCE]; };

static enum status read_some(struct req *r, void *context)
{
	struct some *s = context;
	struct retention_communities_list rows;
	TRY(retention_communities(r, s->after, COMMUNITIES_AT_ONCE, &rows));
	for (s->n = 0; s->n < rows.n; s->n++)
		s->id[s->n] = arena_str(&s->r->kept, rows.at[s->n].id);
	return OK;
}

enum status retention_think(struct req *r, const char *payload, const struct job_doors *doors)
{
	struct some *s = ARENA_NEW(&r->kept, struct some);
	struct sweep *sweep = ARENA_NEW(&r->kept, struct sweep);
	*s = (struct some){ .r = r, .after = "" };
	(void)payload;
	do {
		TRY(doors->read(doors, read_some, s));
		for (size_t k = 0; k < s->n; k++)
			TRY(sweep_community(r, doors, s->id[k], sweep));
		s->after = s->n ? s->id[s->n - 1] : s->after;
	} while (s->n == COMMUNITIES_AT_ONCE);
	return sweep_community(r, doors, "", sweep);
}

static enum status plan(struct req *r, int64_t last, int64_t next)
{
	TRY(retention_run_put(r, last, next, NULL));
	return job_add(r, "retention", "", next);
}

enum status retention_work(struct req *r, const char *payload)
{
	(void)payload;
	TRY(job_forget(r, r->now - MAIL_DAYS * RETENTION_DAY));
	return plan(r, r->now, r->now + RETENTION_DAY);
}

/* The first who signs in begins it; later ones begin it again should it ever have been given up. */
enum status retention_hear_signed_in(struct req *r, const void *what)
{
	struct retention_run_get run;
	enum status st = retention_run_get(r, &run);
	(void)what;
	if (st != OK && st != MISSING)
		return st;
	return st == OK && run.next > r->now - LATE_DAYS * RETENTION_DAY ? OK : plan(r, NO_INT, r->now);
}
