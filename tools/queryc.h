/* The query compiler: a feature's queries.sql becomes typed C, its schemas become C strings and documentation.
 * queryc.c reads the headings, queryc_sql.c the statements, queryc_write.c writes the C, queryc_schema.c reads tables,
 * queryc_main.c is the command. */
#pragma once
#include "source.h"

enum { FIELDS_MAX = 64, QUERIES_MAX = 256 };

enum field_type { F_TEXT, F_INT, F_TIME, F_FLAG, F_REAL, F_BLOB, F_SEALED, F_ID, F_CHOICE, F_SET, F_TYPES };

/* One value going in or one column coming out. */
struct field {
	char name[NAME_MAX_];
	enum field_type type;
	bool null;
	char of[NAME_MAX_];             /* choice, set: the list of choices */
	char place[2 * NAME_MAX_];      /* sealed: table.column */
	char owner[NAME_MAX_], row[NAME_MAX_];  /* sealed: names of other fields; owner may be "@server" */
	int line;
};

enum query_kind { KIND_ONE, KIND_MANY, KIND_RUN, KIND_EACH };

struct query {
	char name[NAME_MAX_];
	enum query_kind kind;
	int line;                       /* of the heading */
	int sql_line;                   /* where its SQL begins */
	struct field in[FIELDS_MAX], out[FIELDS_MAX];
	int n_in, n_out;
	bool heading;                   /* still in the heading */
	bool writes;
	struct text raw, sql;           /* as in the file; without comments and closing semicolon */
};

struct queries {
	struct source *s;
	const char *feature;
	char base[NAME_MAX_];           /* "queries": the name of the header that is made */
	size_t n;
	struct query *at;
};

/* All false when there is a fault; s->fault then says what to mend. */
bool queries_header(struct source *s, const char *feature, struct text *ret);
bool queries_code(struct source *s, const char *feature, struct text *ret);
/* A schema as the string FEATURE_schema_001, the number from the name of the file. */
bool schema_text(struct source *s, const char *feature, struct text *ret);

/* Tables as the schema files of a feature, read in order, leave them. */
struct column { char name[NAME_MAX_], type[NAME_MAX_]; bool not_null; struct text comment; struct column *next; };
struct table { char name[NAME_MAX_]; struct text comment; struct column *columns; struct table *next; };
bool schema_read(struct source *s, struct table **tables);
void schema_docs(const struct table *tables, const char *feature, struct text *ret);
void tables_end(struct table *tables);

/* ---- shared by the parts ---- */

/* raw → sql; refuses words that the two engines do not share, values that are missing and values nobody uses. */
void sql_check(struct source *s, struct query *q);
/* Refuses words that the two engines do not share, anywhere in a schema. */
void sql_words_check(struct source *s, const char *sql, int line);
/* Steps over one literal, quoted name, comment, word, number or character; counts its line breaks. */
enum sql_piece { SQL_END, SQL_BLANK, SQL_COMMENT, SQL_WORD, SQL_STRING, SQL_NAME, SQL_NUMBER, SQL_VALUE, SQL_MARK };
enum sql_piece sql_next(struct source *s, const char **at, int *line);

void queries_read(struct queries *q);
void header_write(const struct queries *q, struct text *ret);
void code_write(const struct queries *q, struct text *ret);
