/* kith audit head, export, prove, verify (witness is beside it): the log as it leaves this server.  Knows files and the command line; what stands
 * in a file and how it is checked is beside it. */
#include <inttypes.h>
#include "command.h"
#include "audit.h"
#include "queries.h"

static enum status usage(struct req *r, const char *words) { return fault(r, NULL, "usage", words); }

static void print_line(struct req *r, const char *s)
{
	out_raw(&r->out, s, strlen(s));
	OUT_LITERAL(&r->out, "\n");
}

enum status audit_head(struct req *r, int argc, char **argv)
{
	struct log_head h;
	(void)argv;
	if (argc > 1)
		return usage(r, N_("It takes no other words: kith audit head"));
	TRY(head_make(r, r->now, &h));
	print_line(r, head_text(&r->arena, &h));
	return OK;
}

static struct log_line line_of(const struct log_entries *e)
{
	return (struct log_line){ e->number, e->at, e->kind, e->by_whom, e->by_right, e->whose, e->community, e->record, e->record_id, e->why,
				  e->salt, e->commitment };
}

/* ---- export ---- */

struct exporting { struct arena scratch; struct file_out *to; bool well; struct log_head head; };

static bool put_line(struct file_out *to, const char *line)
{
	return to->put(to, (struct slice){ line, strlen(line) }) && to->put(to, SLICE("\n"));
}

static enum status export_entry(void *context, const struct log_entries *e)
{
	struct exporting *x = context;
	struct log_line l = line_of(e);
	x->well = put_line(x->to, export_line(&x->scratch, &l));
	arena_clear(&x->scratch);
	return x->well ? OK : FULL;
}

static enum status export_fill(struct req *r, struct file_out *to, void *context)
{
	struct exporting *x = context;
	x->to = to;
	x->scratch.way_out = r->arena.way_out;
	enum status st = put_line(to, EXPORT_FIRST_LINE) ? log_entries(r, 0, x->head.size, export_entry, x) : FULL;
	arena_end(&x->scratch);
	if (st == OK && !put_line(to, head_text(&r->arena, &x->head)))
		st = FULL;
	return st;
}

enum status audit_export(struct req *r, int argc, char **argv)
{
	struct exporting x = { 0 };
	if (argc != 2)
		return usage(r, N_("Say into which file: kith audit export FILE"));
	TRY(head_make(r, r->now, &x.head));
	TRY(r->house->file_new(r, argv[1], export_fill, &x));
	print_line(r, head_text(&r->arena, &x.head));
	return OK;
}

/* ---- prove ---- */

struct summing { struct arena scratch; struct merkle tree; };

static enum status sum_entry(void *context, const struct log_entries *e)
{
	struct summing *s = context;
	struct log_line l = line_of(e);
	struct merkle_hash leaf = log_leaf(&s->scratch, &l);
	merkle_add(&s->tree, &leaf);
	arena_clear(&s->scratch);
	return OK;
}

/* The root over each run, one a line.  Together they are read once. */
static enum status print_spans(struct req *r, size_t n, const struct merkle_span *span)
{
	for (size_t i = 0; i < n; i++) {
		struct summing s = { .scratch.way_out = r->arena.way_out };
		enum status st = log_entries(r, (int64_t)span[i].from, (int64_t)span[i].to, sum_entry, &s);
		arena_end(&s.scratch);
		if (st != OK)
			return st;
		struct merkle_hash root = merkle_root(&s.tree);
		print_line(r, hex_of(&r->arena, root.at, sizeof root.at));
	}
	return OK;
}

struct printing { struct req *r; };
static enum status print_entry(void *context, const struct log_entries *e)
{
	struct req *r = ((struct printing *)context)->r;
	struct log_line l = line_of(e);
	print_line(r, export_line(&r->arena, &l));
	return OK;
}

static enum status prove_entry(struct req *r, int64_t number, const struct log_head *h)
{
	struct merkle_span span[MERKLE_DEEP];
	if (number >= h->size)
		return fault_with(r, NULL, "entry", N_("There is no entry {0}: they are counted from 0."), word_int(number));
	print_line(r, PROOF_FIRST_LINE);
	TRY(log_entries(r, number, number + 1, print_entry, &(struct printing){ r }));
	return print_spans(r, merkle_path((uint64_t)number, (uint64_t)h->size, span), span);
}

static enum status prove_since(struct req *r, int64_t size, const struct log_head *h)
{
	struct merkle_span span[MERKLE_DEEP + 1];
	if (size < 1 || size > h->size)
		return fault_with(r, NULL, "since", N_("The log never had {0} entries."), word_int(size));
	print_line(r, PROOF_FIRST_LINE " since");
	return print_spans(r, merkle_since((uint64_t)size, (uint64_t)h->size, span), span);
}

enum status audit_prove(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "since", NULL };
	const char *entry = command_word(argc, argv, 0, NULL), *since = command_option(argc, argv, "since");
	const char *which = since ? since : entry;
	int64_t number;
	struct log_head h;
	TRY(command_known(r, argc, argv, known));
	if (!which || (since && entry) || !str_int((struct slice){ which, strlen(which) }, 0, INT64_MAX, &number))
		return usage(r, N_("Say which entry, or since which size: kith audit prove ENTRY, kith audit prove --since SIZE"));
	TRY(head_make(r, r->now, &h));
	TRY(since ? prove_since(r, number, &h) : prove_entry(r, number, &h));
	print_line(r, head_text(&r->arena, &h));
	return OK;
}

/* ---- verify ---- */

/* The head itself, or the name of a file of which it is the last line: an export or a proof will do. */
static enum status head_given(struct req *r, const char *given, const char *witness, struct log_witnessed *ret)
{
	uint8_t key[32];
	struct slice s = { given, strlen(given) };
	if (!str_begins(given, "kith-log-"))
		TRY(r->house->file(r, given, &s));
	s = head_last_line(s);
	*ret = (struct log_witnessed){ 0 };
	if (head_read(&r->arena, s, &ret->head))
		return witness ? fault(r, "witness", "witness", N_("No witness has signed this head.")) : OK;
	if (!witnessed_read(&r->arena, s, ret))
		return fault(r, "head", "head", N_("This is no head of a log: its signature does not fit."));
	if (!witness)
		return fault(r, "witness", "witness", N_("A witness signed this head. Say whose key they gave you: --witness KEY"));
	return hex_read((struct slice){ witness, strlen(witness) }, key, sizeof key) && memcmp(key, ret->key, sizeof key) == 0 ? OK
		: fault(r, "witness", "witness", N_("Somebody else signed this head, not this witness."));
}

enum status audit_verify(struct req *r, int argc, char **argv)
{
	static const char *const known[] = { "head", "witness", NULL };
	const char *path = command_word(argc, argv, 0, NULL), *head = command_option(argc, argv, "head");
	struct log_witnessed kept;
	struct verified v;
	struct slice file;
	TRY(command_known(r, argc, argv, known));
	if (!path || !head || !*head)
		return usage(r, N_("Say which file, and the head that was kept outside: kith audit verify FILE --head HEAD"));
	TRY(head_given(r, head, command_option(argc, argv, "witness"), &kept));
	TRY(r->house->file(r, path, &file));
	const char *wrong = log_verify(&r->arena, file, &kept.head, &v);
	if (wrong)
		return fault(r, NULL, "changed", wrong);
	struct word_arg n[] = { word_int(v.entries ? v.entries : kept.head.size), word_int(v.erased), word_int(v.since), word_int(v.keys) };
	print_line(r, words_say(&r->arena, &r->reader, N_("It is whole. Entries: {0}, erased: {1}, after the head that was kept: {2}."), 3, n));
	if (v.keys)
		print_line(r, words_say(&r->arena, &r->reader, N_("Keys of surveys: {0}, one for each batch."), 1, n + 3));
	return OK;
}
