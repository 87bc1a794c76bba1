/* Writes the C of the queries: structs, functions, tables for core/db.h.  Everything was checked when it comes here. */
#include "queryc.h"
#include <string.h>

/* The C type, ready to stand before a name; the type in core/db.h; the function that makes a value of it. */
static const struct { const char *c, *db; } types[F_TYPES] = {
	[F_TEXT] = { "const char *", "text" }, [F_ID] = { "const char *", "text" }, [F_SEALED] = { "const char *", "sealed" },
	[F_INT] = { "int64_t ", "int" }, [F_CHOICE] = { "int64_t ", "int" }, [F_SET] = { "int64_t ", "int" },
	[F_TIME] = { "int64_t ", "time" }, [F_FLAG] = { "bool ", "flag" }, [F_REAL] = { "double ", "real" },
	[F_BLOB] = { "struct bytes ", "blob" },
};

static void literal(struct text *t, const char *indent, const struct text *sql)
{
	const char *s = sql->at, *end = s + sql->n;
	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));
		stop = stop ? stop + 1 : end;
		text_print(t, "%s\"", indent);
		text_c(t, s, (size_t)(stop - s));
		text_str(t, stop < end ? "\"\n" : "\"");
		s = stop;
	}
}

static void signature(const struct query *q, struct text *t)
{
	text_print(t, "enum status %s(struct req *r", q->name);
	for (int i = 0; i < q->n_in; i++)
		text_print(t, ", %s%s", types[q->in[i].type].c, q->in[i].name);
	switch (q->kind) {
	case KIND_ONE:
		text_print(t, ", struct %s *ret)", q->name);
		break;
	case KIND_MANY:
		text_print(t, ", struct %s_list *ret)", q->name);
		break;
	case KIND_RUN:
		text_str(t, ", int64_t *ret_changed)");
		break;
	case KIND_EACH:
		text_print(t, ", %s_row *each, void *context)", q->name);
		break;
	}
}

static void query_header(const struct query *q, struct text *t)
{
	if (q->n_out) {
		text_print(t, "struct %s {\n", q->name);
		for (int i = 0; i < q->n_out; i++)
			text_print(t, "\t%s%s;\n", types[q->out[i].type].c, q->out[i].name);
		text_print(t, "};\nstruct %s_list { size_t n; struct %s *at; };\n", q->name, q->name);
	}
	if (q->kind == KIND_EACH)
		text_print(t, "typedef enum status %s_row(void *context, const struct %s *row);\n", q->name, q->name);
	text_print(t, "extern const struct db_query %s_query;\n", q->name);
	signature(q, t);
	text_str(t, " MUST_USE;\n\n");
}

/* Schemas are declared ahead, so that a new file needs no other change than its place in meson.build. */
enum { SCHEMAS_DECLARED = 40 };

void header_write(const struct queries *all, struct text *t)
{
	text_str(t, "#pragma once\n#include \"core.h\"\n\n");
	for (size_t i = 0; i < all->n; i++)
		query_header(&all->at[i], t);
	text_print(t, "extern const struct db_query *const %s_queries[];\n", all->feature);
	for (int i = 1; i <= SCHEMAS_DECLARED; i++)
		text_print(t, "extern const char %s_schema_%03d[];\n", all->feature, i);
}

static int place_of(const char *name, const struct field *fields, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	return -1;
}

static void columns(const struct query *q, const struct field *fields, int n, bool out, struct text *t)
{
	if (!n)
		return;
	text_print(t, "static const struct db_col %s_%s[] = {\n", q->name, out ? "out" : "in");
	for (int i = 0; i < n; i++) {
		const struct field *f = &fields[i];
		text_print(t, "\t{ .name = \"%s\", .type = DB_%s", f->name, types[f->type].db);
		if (f->null)
			text_str(t, ", .null = true");
		if (out)
			text_print(t, ", .at = offsetof(struct %s, %s)", q->name, f->name);
		if (f->type == F_SEALED) {
			text_print(t, ", .place = \"%s\", .owner = %d, .row = %d", f->place, place_of(f->owner, fields, n), place_of(f->row, fields, n));
			if (f->owner[0] == '@')
				text_print(t, ", .fixed_owner = \"%s\"", f->owner);
		}
		if (f->of[0])
			text_print(t, ", .of = &%s", f->of);
		if (f->type == F_SET)
			text_str(t, ", .set = true");
		text_str(t, " },\n");
	}
	text_str(t, "};\n");
}

static void lists(const struct query *q, struct text *t)
{
	for (int i = 0; i < q->n_in + q->n_out; i++) {
		const struct field *f = i < q->n_in ? &q->in[i] : &q->out[i - q->n_in];
		bool said = false;
		for (int j = 0; j < i; j++)
			said = said || strcmp((j < q->n_in ? &q->in[j] : &q->out[j - q->n_in])->of, f->of) == 0;
		if (f->of[0] && !said)
			text_print(t, "extern const struct choices %s;\n", f->of);
	}
}

static void table(const struct queries *all, const struct query *q, struct text *t)
{
	text_print(t, "const struct db_query %s_query = {\n\t.name = \"%s\", .feature = \"%s\",\n\t.sql =\n", q->name, q->name, all->feature);
	literal(t, "\t\t", &q->sql);
	text_print(t, ",\n\t.n_in = %d, .n_out = %d,\n", q->n_in, q->n_out);
	if (q->n_in)
		text_print(t, "\t.in = %s_in,\n", q->name);
	if (q->n_out)
		text_print(t, "\t.out = %s_out, .row_size = sizeof(struct %s),\n", q->name, q->name);
	if (q->writes)
		text_str(t, "\t.writes = true,\n");
	text_str(t, "};\n\n");
}

static void body(const struct query *q, struct text *t)
{
	const char *in = q->n_in ? "in_" : "NULL";
	text_str(t, "{\n");
	if (q->n_in) {
		text_str(t, "\tconst struct db_val in_[] = {\n");
		for (int i = 0; i < q->n_in; i++)
			text_print(t, "\t\tdb_in_%s(%s),\n", types[q->in[i].type].db, q->in[i].name);
		text_str(t, "\t};\n");
	}
	switch (q->kind) {
	case KIND_ONE:
		text_print(t, "\treturn db_one(r, &%s_query, %s, ret);\n", q->name, in);
		break;
	case KIND_MANY:
		text_print(t, "\tsize_t n_ = 0;\n\tvoid *at_ = NULL;\n\tTRY(db_many(r, &%s_query, %s, &n_, &at_));\n", q->name, in);
		text_print(t, "\t*ret = (struct %s_list){ .n = n_, .at = at_ };\n\treturn OK;\n", q->name);
		break;
	case KIND_RUN:
		text_print(t, "\treturn db_run(r, &%s_query, %s, ret_changed);\n", q->name, in);
		break;
	case KIND_EACH:
		text_print(t, "\tstruct %s_walk walk_ = { each, context };\n", q->name);
		text_print(t, "\treturn db_each(r, &%s_query, %s, %s_step, &walk_);\n", q->name, in, q->name);
		break;
	}
	text_str(t, "}\n\n");
}

static void query_code(const struct queries *all, const struct query *q, struct text *t)
{
	lists(q, t);
	columns(q, q->in, q->n_in, false, t);
	columns(q, q->out, q->n_out, true, t);
	table(all, q, t);
	if (q->kind == KIND_EACH)
		text_print(t, "struct %s_walk { %s_row *each; void *context; };\n\n"
			   "static enum status %s_step(void *context, const void *row)\n{\n"
			   "\tconst struct %s_walk *w = context;\n\treturn w->each(w->context, row);\n}\n\n",
			   q->name, q->name, q->name, q->name);
	signature(q, t);
	text_char(t, '\n');
	body(q, t);
}

void code_write(const struct queries *all, struct text *t)
{
	text_print(t, "#include \"%s.h\"\n\n", all->base);
	for (size_t i = 0; i < all->n; i++)
		query_code(all, &all->at[i], t);
	text_print(t, "const struct db_query *const %s_queries[] = {\n", all->feature);
	for (size_t i = 0; i < all->n; i++)
		text_print(t, "\t&%s_query,\n", all->at[i].name);
	text_str(t, "\tNULL,\n};\n");
}
