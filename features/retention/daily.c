/* The daily look: what is over for longer than its kind stays is erased, a few hundred in one transaction, so that nobody waits
 * for it.  Leaves how a thing is erased to the feature that keeps it. */
#include "inside.h"

enum { AT_ONCE = 200, COMMUNITIES_AT_ONCE = 500, ID_ROOM = 64, MAIL_DAYS = 30, LATE_DAYS = 2 };

/* One transaction's worth of one kind in one community. */
struct sweep {
	const char *community;      /* '': what belongs to none */
	const struct retain *kind;
	char after[ID_ROOM], next[ID_ROOM];         /* next: where it goes on once this transaction is kept; it may be tried more than once */
	size_t looked;              /* how many were due; fewer than AT_ONCE: no more are */
};

static bool is_held(const struct held_people_list *held, const struct retain_due *d)
{
	for (size_t k = 0; k < held->n; k++)
		if (str_same(held->at[k].person, d->one) || str_same(held->at[k].person, d->other))
			return true;
	return false;
}

static enum status before_when(struct req *r, const struct sweep *s, int64_t *ret)
{
	int64_t lasts = s->kind->time;
	if (*s->community)
		TRY(retention_time(r, s->community, s->kind, &lasts));
	*ret = r->now - retain_days(lasts) * RETENTION_DAY;
	return OK;
}

static enum status sweep_some(struct req *r, void *context)
{
	struct sweep *s = context;
	struct held_people_list held;
	struct held_kind kind;
	const struct retain_due *due;
	void *rows;
	int64_t before, erased = 0;
	s->looked = 0;
	TRY(held_kind(r, s->community, s->kind->code, &kind));
	if (kind.n)
		return OK;
	TRY(held_people(r, s->community, &held));
	TRY(before_when(r, s, &before));
	TRY(db_many(r, s->kind->due, (struct db_val[]){ db_in_text(s->community), db_in_time(before), db_in_text(s->after), db_in_int(AT_ONCE) },
		    &s->looked, &rows));
	due = rows;
	for (size_t k = 0; k < s->looked; k++)
		if (!is_held(&held, &due[k])) {
			TRY(s->kind->erase(r, due[k].id, due[k].one));
			erased++;
		}
	if (s->looked)
		snprintf(s->next, sizeof s->next, "%s", due[s->looked - 1].id);
	if (!erased)
		return OK;
	db_gone(r);
	return retention_erased(r, s->community, s->kind->code, r->now / RETENTION_DAY, erased, NULL);
}

static enum status sweep_kind(const struct job_doors *d, const char *community, const struct retain *kind)
{
	struct sweep s = { .community = community, .kind = kind };
	do {
		TRY(d->write(d, sweep_some, &s));
		memcpy(s.after, s.next, sizeof s.after);
	} while (s.looked == AT_ONCE && !d->ending(d));
	return OK;
}

static enum status sweep_community(struct req *r, const struct job_doors *d, const char *community)
{
	for (size_t f = 0; f < r->house->n; f++)
		for (size_t k = 0; r->house->features[f]->retain && k < r->house->features[f]->retain->n; k++)
			if (r->house->features[f]->retain->at[k].due) {
				if (d->ending(d))
					return BUSY;
				TRY(sweep_kind(d, community, &r->house->features[f]->retain->at[k]));
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
	*s = (struct some){ .r = r, .after = "" };
	(void)payload;
	do {
		TRY(doors->read(doors, read_some, s));
		for (size_t k = 0; k < s->n; k++)
			TRY(sweep_community(r, doors, s->id[k]));
		s->after = s->n ? s->id[s->n - 1] : s->after;
	} while (s->n == COMMUNITIES_AT_ONCE);
	return sweep_community(r, doors, "");
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
