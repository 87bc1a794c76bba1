/* The log in tests: files in memory in the place of the house's, commands, and somebody who looks. */
#pragma once
#include "../connections/test_pair.h"
#include "audit.h"

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &experiences_feature, &asks_feature,
	&matching_feature, &connections_feature, &groups_feature, &encounters_feature, &surveys_feature, &sightings_feature, NULL };

/* ---- files in memory; a new one takes the place of an old one of its name ---- */

struct memory_file { struct file_out out; char name[32]; struct out text; };
static struct memory_file memory[8];

static inline struct memory_file *memory_of(const char *name)
{
	for (size_t i = 0; i < COUNT(memory); i++)
		if (!*memory[i].name || str_same(memory[i].name, name)) {
			snprintf(memory[i].name, sizeof memory[i].name, "%s", name);
			return &memory[i];
		}
	fail_msg("too many files");
	return NULL;
}

static inline bool memory_put(struct file_out *f, struct slice s)
{
	out_raw(&((struct memory_file *)f)->text, s.at, s.n);
	return true;
}

static inline enum status memory_new(struct req *r, const char *path, file_fill *fill, void *context)
{
	struct memory_file fresh = { .out.put = memory_put };
	struct memory_file *f = memory_of(path);
	enum status st = fill(r, &fresh.out, context);
	out_clear(&f->text);
	if (fresh.text.n)
		out_raw(&f->text, fresh.text.at, fresh.text.n);
	out_end(&fresh.text);
	return st;
}

static inline enum status memory_get(struct req *r, const char *path, struct slice *ret)
{
	const struct memory_file *f = memory_of(path);
	*ret = (struct slice){ arena_copy(&r->arena, f->text.at, f->text.n), f->text.n };
	return OK;
}

static inline void memory_write(const char *name, struct slice s)
{
	struct memory_file *f = memory_of(name);
	out_clear(&f->text);
	out_raw(&f->text, s.at, s.n);
}

/* ---- commands ---- */

/* A command's answer; its words end with NULL. */
static inline enum status tried(struct req *r, enum status (*command)(struct req *r, int argc, char **argv), const char *const *words)
{
	char *argv[8] = { (char *)(uintptr_t)"audit" };
	int argc = 1;
	struct house *h = (struct house *)(uintptr_t)r->house;
	h->file_new = h->file_anew = memory_new;
	h->file = memory_get;
	while (words[argc - 1]) {
		argv[argc] = (char *)(uintptr_t)words[argc - 1];
		argc++;
	}
	r->n_faults = 0;
	out_clear(&r->out);
	MUST(db_begin(r->db, true));
	enum status st = command(r, argc, argv);
	if (st == OK)
		MUST(db_commit(r->db));
	else
		db_rollback(r->db);
	return st;
}

/* What it prints when it goes well. */
static inline const char *run(struct req *r, enum status (*command)(struct req *r, int argc, char **argv), const char *a, const char *b)
{
	MUST(tried(r, command, (const char *const[]){ a, b, NULL }));
	return arena_copy(&r->arena, r->out.at, r->out.n);
}

static inline struct slice an_export(struct req *r)
{
	struct slice file;
	run(r, audit_export, "file", NULL);
	MUST(memory_get(r, "file", &file));
	return file;
}

static inline struct log_head a_head(struct req *r)
{
	struct log_head h;
	const char *line = run(r, audit_head, NULL, NULL);
	assert_true(head_read(&r->arena, (struct slice){ line, strlen(line) - 1 }, &h));
	return h;
}

/* Cora looks n times at Ana's entry in the list of people. */
static inline void looks(struct req *r, const struct world *w, int n)
{
	for (int i = 0; i < n; i++) {
		harness_as(r, w->cora, 0);
		MUST(harness_get(r, arena_printf(&r->arena, HARBOR "/people/%s", w->ana)));
	}
}

/* The log and its tree as if nothing had been entered; the key stays. */
static inline void forget_the_log(struct req *r)
{
	const char *none = NULL;
	MUST(db_begin(r->db, true));
	MUST(db_script(r->db, "DELETE FROM log_entry; DELETE FROM log_tree", &none));
	MUST(db_commit(r->db));
}
