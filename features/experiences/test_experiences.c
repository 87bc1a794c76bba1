/* Telling what one has lived through: choosing, own words, changing, taking back, who may read it. */
#include "test_world.h"
#include "queries.h"
#include "pages.h"
#include <unistd.h>

static enum status nothing_heard(struct req *r, const void *what);
static int64_t heard;
static const struct ear listener_ears[] = { { &experiences_changed, nothing_heard } };
static const char *const no_schemas[] = { NULL };
static const struct db_query *const no_queries[] = { NULL };
static const struct feature listener = { .name = "listener", .schemas = no_schemas, .queries = no_queries, .ears = listener_ears, .n_ears = 1 };
static enum status nothing_heard(struct req *r, const void *what)
{
	const struct communities_member *m = what;
	assert_non_null(m->community);
	assert_non_null(m->person);
	(void)r;
	heard++;
	return OK;
}

const struct feature *const harness_features[] = { &people_feature, &communities_feature, &listener, &experiences_feature, NULL };

#define NEW "/c/harbor/about-me/lived/new"
#define TELL(r, ...) harness_post(r, NEW, __VA_ARGS__, "matters", "some", NULL)

/* The id of what was told last, from the page. */
static const char *told_id(struct req *r)
{
	MUST(harness_get(r, "/c/harbor/about-me"));
	return after(r, "/about-me/lived/", '"');
}

static void the_list_is_grouped_without_gaps(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, "/c/harbor/about-me/lived"));
	for (size_t k = 0; k < experiences_tag_codes.n; k++)
		harness_says(r, arena_printf(&r->arena, "/lived/new?tag=%d\"", (int)k));
	harness_says(r, "left hospital within the last year");
	harness_says_not(r, "tag=left_hospital");      /* addresses stay in the history: they say nothing */
	const json_t *j = harness_json(r), *groups = json_object_get(j, "groups");
	size_t n = 0;
	for (size_t i = 0; i < json_array_size(groups); i++)
		n += json_array_size(json_object_get(json_array_get(groups, i), "tags"));
	assert_int_equal(n, experiences_tag_codes.n);
}

static void told_from_the_list_it_is_on_my_page_and_read_by_nobody_at_first(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, NEW "?tag=9"));
	harness_says(r, "<h1>left hospital within the last year</h1>");
	harness_says(r, "name=\"tag\" value=\"9\"");
	heard = 0;
	MUST(TELL(r, "tag", "9", "shown", "matching", "words", "The first nights were long."));
	assert_true(heard >= 1);
	assert_string_equal(r->reply.location, "/c/harbor/about-me");
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "left hospital within the last year");
	harness_says(r, "The first nights were long.");
	const json_t *item = json_array_get(json_object_get(harness_json(r), "items"), 0);
	assert_string_equal(json_string_value(json_object_get(item, "shown")), "matching");
	assert_int_equal(json_integer_value(json_object_get(item, "matters")), 2);
}

static void codes_and_own_words_work_too(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "tag", "quit_drinking", "shown", "members", "support_with", "1"));
	MUST(TELL(r, "own_tag", "living on a boat", "shown", "members"));
	MUST(TELL(r, "words", "Only a line.", "shown", "connected"));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "quit drinking");
	harness_says(r, "living on a boat");
	harness_says(r, "Only a line.");
	harness_says(r, "I would like to support others with this");
	assert_int_equal(json_array_size(json_object_get(harness_json(r), "items")), 3);
}

static void the_same_words_are_the_same_tag(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_mine_list a, b;
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "own_tag", "living on a boat", "shown", "matching"));
	assert_int_equal(TELL(r, "own_tag", "  Living on  a BOAT ", "shown", "matching"), INVALID);
	assert_true(harness_fault(r, "own_tag", "told_already"));
	harness_as(r, w.ben, 0);
	MUST(TELL(r, "own_tag", "LIVING ON A BOAT", "shown", "matching"));
	r->now++;
	MUST(TELL(r, "own_tag", "Dejar de beber", "shown", "matching"));         /* the list's words, in Spanish */
	MUST(experiences_mine(r, w.harbor, w.ana, &a));
	MUST(experiences_mine(r, w.harbor, w.ben, &b));
	assert_string_equal(a.at[0].tag, b.at[0].tag);
	assert_string_equal(b.at[1].code, "quit_drinking");
}

static void what_cannot_be_told_says_how_to_mend_it(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	char *long_words = arena_take(&r->arena, 1002);
	memset(long_words, 'a', 1001);
	harness_as(r, w.ana, 0);
	assert_int_equal(TELL(r, "shown", "matching"), INVALID);
	assert_true(harness_fault(r, "own_tag", "nothing"));
	assert_int_equal(TELL(r, "tag", "no_such_code", "shown", "matching", "words", "What I typed stays"), INVALID);
	assert_true(harness_fault(r, NULL, "tag"));
	harness_says(r, "What I typed stays");
	assert_int_equal(TELL(r, "tag", "999", "shown", "matching"), INVALID);
	assert_int_equal(TELL(r, "tag", "0", "shown", "everybody"), INVALID);
	assert_true(harness_fault(r, "shown", "choice"));
	assert_int_equal(TELL(r, "tag", "0"), INVALID);
	assert_true(harness_fault(r, "shown", "needed"));
	assert_int_equal(TELL(r, "words", long_words, "shown", "matching"), INVALID);
	assert_true(harness_fault(r, "words", "long"));
	assert_int_equal(TELL(r, "own_tag", "x", "shown", "matching"), INVALID);
	assert_true(harness_fault(r, "own_tag", "short"));
	MUST(TELL(r, "tag", "0", "shown", "matching"));
	assert_int_equal(TELL(r, "tag", "hearing_voices", "shown", "matching"), INVALID);
	assert_true(harness_fault(r, NULL, "told_already"));
}

static void fifty_things_are_enough(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	for (int i = 0; i < 50; i++)
		MUST(experiences_add(r, id_new(r), w.harbor, w.ana, NULL, "a line", 0, 2, false, r->now, NULL));
	harness_as(r, w.ana, 0);
	assert_int_equal(TELL(r, "words", "one more", "shown", "matching"), INVALID);
	assert_true(harness_fault(r, NULL, "full"));
}

static void changing_needs_the_version_that_was_read(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "words", "Before.", "shown", "matching"));
	const char *path = arena_printf(&r->arena, "/c/harbor/about-me/lived/%s", told_id(r));
	MUST(harness_get(r, path));
	harness_says(r, "Before.");
	harness_says(r, "name=\"version\" value=\"1\"");
	MUST(harness_post(r, path, "words", "From my phone.", "shown", "connected", "matters", "much", "version", "1", NULL));
	assert_int_equal(harness_post(r, path, "words", "From my desk.", "shown", "members", "matters", "little", "version", "1", NULL), CONFLICT);
	harness_says(r, "From my desk.");
	harness_says(r, "From my phone.");
	harness_says(r, "name=\"version\" value=\"2\"");
	MUST(harness_post(r, path, "words", "From my desk.", "shown", "members", "matters", "little", "version", "2", NULL));
	MUST(harness_get(r, path));
	const json_t *j = harness_json(r);
	assert_string_equal(json_string_value(json_object_get(j, "words")), "From my desk.");
	assert_string_equal(json_string_value(json_object_get(j, "shown")), "members");
	assert_int_equal(json_integer_value(json_object_get(j, "version")), 3);
	assert_int_equal(harness_post(r, path, "shown", "members", "matters", "little", "version", "3", NULL), INVALID);
	assert_true(harness_fault(r, "words", "nothing"));
}

static void what_is_mine_is_not_there_for_others(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "words", "Mine alone.", "shown", "members"));
	const char *path = arena_printf(&r->arena, "/c/harbor/about-me/lived/%s", told_id(r));
	const char *remove = arena_printf(&r->arena, "%s/remove", path);
	const char *const others[] = { w.ben, w.sue, w.cora, w.otto, NULL };
	for (size_t i = 0; i < COUNT(others); i++) {
		harness_as(r, others[i], 0);
		assert_int_equal(harness_get(r, path), MISSING);
		harness_says_not(r, "Mine alone.");
		assert_int_equal(harness_post(r, path, "words", "Not mine", "shown", "members", "matters", "some", "version", "1", NULL), MISSING);
		assert_int_equal(harness_post(r, remove, NULL), MISSING);
	}
	assert_int_equal(harness_get(r, "/c/harbor/about-me"), MISSING);
	harness_as(r, w.otto, 0);
	assert_int_equal(harness_get(r, "/c/harbor/about-me"), MISSING);
	assert_int_equal(TELL(r, "words", "From outside", "shown", "members"), MISSING);
	harness_as(r, w.ana, 0);
	MUST(harness_get(r, path));
	harness_says(r, "Mine alone.");
}

static void taken_back_it_is_gone_with_its_own_tag(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_tags_own_list own;
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "own_tag", "living on a boat", "shown", "matching"));
	harness_as(r, w.ben, 0);
	MUST(TELL(r, "own_tag", "living on a boat", "shown", "matching"));
	MUST(harness_post(r, arena_printf(&r->arena, "/c/harbor/about-me/lived/%s/remove", told_id(r)), NULL));
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says_not(r, "living on a boat");
	MUST(experiences_tags_own(r, w.harbor, INT64_MAX, "", &own));
	assert_int_equal(own.n, 1);                             /* Ana still uses it */
	harness_as(r, w.ana, 0);
	MUST(harness_post(r, arena_printf(&r->arena, "/c/harbor/about-me/lived/%s/remove", told_id(r)), NULL));
	MUST(experiences_tags_own(r, w.harbor, INT64_MAX, "", &own));
	assert_int_equal(own.n, 0);
}

/* What somebody who stands so to Ana reads, as first letters of her four things. */
static const char *reads(struct req *r, const struct world *w, unsigned relation)
{
	struct experiences_seen_list l;
	char *letters = arena_take(&r->arena, 9);
	in_harbor(r, w, w->ben);
	MUST(experiences_visible(r, w->ana, relation, &l));
	assert_true(l.n <= 4);
	for (size_t i = 0; i < l.n; i++)
		letters[i] = l.at[i].words[0];
	return letters;
}

static void each_thing_is_read_as_it_was_chosen(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "words", "1 for nobody", "shown", "matching"));
	r->now++;
	MUST(TELL(r, "words", "2 for those I walk with", "shown", "connected"));
	r->now++;
	MUST(TELL(r, "words", "3 for supporters", "shown", "supporters"));
	r->now++;
	MUST(TELL(r, "words", "4 for members", "shown", "members"));
	assert_string_equal(reads(r, &w, 0), "");
	assert_string_equal(reads(r, &w, MAY_SIGNED_IN), "");
	assert_string_equal(reads(r, &w, MAY_COORDINATOR), "");
	assert_string_equal(reads(r, &w, MAY_MEMBER), "4");
	assert_string_equal(reads(r, &w, MAY_MEMBER | MAY_SUPPORTER), "34");
	assert_string_equal(reads(r, &w, MAY_MEMBER | MAY_CONNECTED), "234");
	assert_string_equal(reads(r, &w, MAY_CONNECTED), "234");
	assert_string_equal(reads(r, &w, MAY_MEMBER | MAY_SUPPORTER | MAY_CONNECTED), "234");
}

static void what_was_told_elsewhere_is_not_read_here(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	struct experiences_seen_list l;
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "words", "For Harbor.", "shown", "members"));
	in_harbor(r, &w, w.ben);
	r->community.id = id_new(r);
	MUST(experiences_visible(r, w.ana, MAY_MEMBER | MAY_CONNECTED, &l));
	assert_int_equal(l.n, 0);
}

static void tags_are_said_in_the_readers_language(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	r->reader.lang = LANG_ES;
	assert_string_equal(experiences_tag_say(r, "quit_drinking", NULL, NULL), "dejar de beber");
	assert_string_equal(experiences_tag_say(r, NULL, "night shift", "turno de noche"), "turno de noche");
	assert_string_equal(experiences_tag_say(r, NULL, "night shift", NULL), "night shift");
	MUST(harness_get(r, "/c/harbor/about-me"));
	harness_says(r, "<h1>Sobre mí</h1>");
	r->reader.lang = LANG_EN;
	assert_string_equal(experiences_tag_say(r, "walking", NULL, NULL), "walking");
	assert_string_equal(experiences_tag_say(r, NULL, "night shift", "turno de noche"), "night shift");
}

enum { ON_DISK_MOST = 8 << 20 };

/* PostgreSQL writes a row as text with its bytes in hex: in clear, either would be there. */
struct row_text { const char *line; };
static const struct db_col row_text_out[] = { { .name = "line", .type = DB_text, .at = offsetof(struct row_text, line) } };
struct looked_for { const char *text, *hex; bool there; };

static enum status look(void *context, const void *row)
{
	struct looked_for *l = context;
	const char *line = ((const struct row_text *)row)->line;
	l->there |= strstr(line, l->text) || strstr(line, l->hex);
	return OK;
}

static bool in_rows(struct req *r, const char *text)
{
#define ROWS(table) { .name = table, .sql = "SELECT CAST(x AS text) AS line FROM " table " AS x", .feature = "test", \
	.n_out = 1, .out = row_text_out, .row_size = sizeof(struct row_text) }
	static const struct db_query rows[] = { ROWS("community"), ROWS("tag"), ROWS("experience"), ROWS("meeting_profile"), ROWS("keep_apart") };
	char *hex = arena_take(&r->arena, 2 * strlen(text) + 1);
	for (size_t i = 0; text[i]; i++)
		snprintf(hex + 2 * i, 3, "%02x", (unsigned char)text[i]);
	struct looked_for l = { .text = text, .hex = hex };
	for (size_t i = 0; i < COUNT(rows); i++)
		MUST(db_each(r, &rows[i], NULL, look, &l));
	return l.there;
}

/* Is this text anywhere in the database file, in clear? */
static bool on_disk(struct req *r, const char *text)
{
	if (harness_on_pg(r))
		return in_rows(r, text);
	char path[] = "/tmp/kith-test-XXXXXX.db";
	const char *why = "";
	int fd = mkstemps(path, 3);
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	if (db_backup(r->db, path, &why) != OK)
		fail_msg("%s", why);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *bytes = malloc(ON_DISK_MOST);
	assert_non_null(bytes);
	size_t n = fread(bytes, 1, ON_DISK_MOST, f);
	fclose(f);
	unlink(path);
	assert_true(n > 0 && n < ON_DISK_MOST);
	bool there = memmem(bytes, n, text, strlen(text)) != NULL;
	free(bytes);
	return there;
}

static void what_is_told_is_sealed_on_the_disk(void **state)
{
	struct req *r = *state;
	struct world w = a_world(r, 1);
	harness_as(r, w.ana, 0);
	MUST(TELL(r, "own_tag", "zanzibar lighthouse", "words", "quicksilver mornings", "shown", "members"));
	MUST(harness_post(r, "/c/harbor/about-me/helps", "helps", "marzipan walks", "helps_not", "brass advice", "version", "0", NULL));
	MUST(harness_post(r, "/c/harbor/about-me/meeting", "ways", "phone", "area", "gooseberry hill", "version", "1", NULL));
	MUST(harness_post(r, "/c/harbor/about-me/apart", "name", "Ozymandias", NULL));
	assert_true(on_disk(r, "harbor"));                      /* a slug is not sealed: looking works */
	const char *const sealed[] = { "zanzibar", "lighthouse", "quicksilver", "marzipan", "brass advice", "gooseberry", "Ozymandias", "ozymandias" };
	for (size_t i = 0; i < COUNT(sealed); i++)
		assert_false(on_disk(r, sealed[i]));
}

HARNESS(the_list_is_grouped_without_gaps, told_from_the_list_it_is_on_my_page_and_read_by_nobody_at_first,
	codes_and_own_words_work_too, the_same_words_are_the_same_tag, what_cannot_be_told_says_how_to_mend_it,
	fifty_things_are_enough, changing_needs_the_version_that_was_read, what_is_mine_is_not_there_for_others,
	taken_back_it_is_gone_with_its_own_tag, each_thing_is_read_as_it_was_chosen, what_was_told_elsewhere_is_not_read_here,
	tags_are_said_in_the_readers_language, what_is_told_is_sealed_on_the_disk)
