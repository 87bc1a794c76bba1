/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"
#include "queries.h"

const struct event surveys_changed = { "surveys_changed" };

enum status surveys_batch_of(struct req *r, const char *project, int64_t kind, int64_t month, const char **ret_batch)
{
	return surveys_batch(r, r->community.id, project, kind, month, ret_batch);
}

enum status surveys_bring(struct req *r, const struct surveys_brought *s)
{
	const struct surveys_answer *a = &s->answer;
	int64_t changed;
	return answer_add(r, id_new(r), s->batch, r->community.id, week_of(s->encounter_began), a->found, a->heard, a->hope_before,
			  a->hope_after, a->again, a->words, s->import, &changed);
}

enum status surveys_count(struct req *r, const char *batch, int64_t offered, int64_t returned)
{
	TRY(batch_count(r, batch, offered, returned, NULL));
	return returned > 0 ? surveys_into_lots(r, r->community.id) : OK;
}

static enum status hear_left(struct req *r, const void *what)
{
	int64_t changed;
	return leaver_offers(r, what, &changed);
}

static const struct ear ears[] = {
	{ &encounters_changed, surveys_hear_encounter },
	{ &people_left, hear_left },
};

static const struct route routes[] = {
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/survey", .may = MAY_PARTY, .of = encounters_of, .handle = surveys_draw_one,
	  .help = "Draw my code for the questions about a meeting; once" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/slips", .may = MAY_PARTY | MAY_OWNER, .of = encounters_of, .form = &survey_slips_form_table,
	  .handle = surveys_print_slips, .help = "Print slips for a group" },
	{ .method = "GET", .path = "/c/{c}/survey-words", .may = MAY_COORDINATOR, .handle = surveys_words_show,
	  .help = "Own words from surveys, in lots, in no order" },
	{ .method = "GET", .path = "/survey", .may = MAY_ANYONE, .form = &survey_asked_form_table, .handle = surveys_enter_show, .redraw = surveys_again,
	  .help = "Type a code, then answer" },
	{ .method = "POST", .path = "/survey", .may = MAY_ANYONE, .form = &survey_answer_form_table, .handle = surveys_answer_send,
	  .redraw = surveys_again, .no_csrf = true, .throttle = true, .help = "Answer; needs nothing but a code" },
	{ .method = "POST", .path = "/c/{c}/encounters/{id}/ticket", .may = MAY_PARTY, .of = encounters_of, .form = &survey_blinded_form_table,
	  .slow = surveys_sign_slow, .handle = surveys_ticket_give, .help = "Have my ticket for the questions about a meeting signed, unseen; once" },
	{ .method = "POST", .path = "/survey/ticket", .may = MAY_ANYONE, .form = &survey_ticket_form_table, .handle = surveys_ticket_answer,
	  .no_csrf = true, .throttle = true, .help = "Answer with a ticket; must come without a cookie" },
	{ .method = "GET", .path = "/survey/keys/{id}", .may = MAY_ANYONE, .handle = surveys_key_show, .help = "The public key of a batch of tickets (JWK)" },
	{ .method = "GET", .path = "/c/{c}/survey-keys", .may = MAY_MEMBER, .handle = surveys_keys_show,
	  .help = "The keys that sign tickets here, the same for everyone" },
	{ .method = "GET", .path = "/survey/thanks", .may = MAY_ANYONE, .form = &survey_asked_form_table, .handle = surveys_thanks_show,
	  .help = "Thank you" },
	{ .method = "GET", .path = "/s/{code}", .may = MAY_ANYONE, .handle = surveys_link_show, .redraw = surveys_again, .help = "From a link or a picture of a code" },
};

static const struct card cards[] = {
	{ "encounter", "survey", "/survey", 10, MAY_PARTY | MAY_OWNER, surveys_section_draw_card },
	{ "today", "surveys", "/survey", 40, MAY_MEMBER, surveys_card_draw_card },
};

static enum status returned_is_counted(struct req *r, const char **ret_why)
{
	struct check_returned n;
	TRY(check_returned(r, &n));
	*ret_why = n.n ? "the count of surveys that came back is not the number of answers, or more than were offered" : NULL;
	return OK;
}
static const struct check checks[] = { { "surveys that came back are counted", returned_is_counted } };

extern const struct db_query *const surveys_queries[];
extern const char surveys_schema_001[];
static const char *const schemas[] = { surveys_schema_001, NULL };

/* ---- what goes after a time ---- */

static enum status erase_offer(struct req *r, const char *id, const char *one)
{
	(void)one;
	return survey_offer_over(r, id, NULL);
}

static enum status erase_words(struct req *r, const char *id, const char *one)
{
	(void)one;
	return survey_word_over(r, id, NULL);
}

static const struct retain retained[] = {
	{ .code = "surveys", .title = N_("That you were offered a survey"), .from = N_("after the meeting"),
	  .why = N_("So that nobody is asked twice about one meeting."),
	  .time = RETAIN_1_YEAR, .least = RETAIN_90_DAYS, .most = RETAIN_3_YEARS, .due = &survey_offers_over_query, .erase = erase_offer },
	{ .code = "survey-words", .title = N_("Own words in surveys, which name nobody"), .from = N_("after they came back"),
	  .why = N_("Numbers stay: they hold no words and no names."),
	  .time = RETAIN_2_YEARS, .least = RETAIN_90_DAYS, .most = RETAIN_10_YEARS, .due = &survey_words_over_query, .erase = erase_words },
};
static const struct retain_of retain = RETAIN(retained);

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "survey_key.private", FIELD_OWN }, { "survey_answer.words", FIELD_TOLD },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "offers", N_("Surveys you were offered"), &surveys_mine_offers_query, "survey_offer.person" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .holdings = &surveys_holdings_query,
};

const struct feature surveys_feature = {
	.name = "surveys", .schemas = schemas, .queries = surveys_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .jobs = surveys_jobs, .n_jobs = COUNT(surveys_jobs), .cards = cards, .n_cards = COUNT(cards), .checks = checks, .n_checks = COUNT(checks),
	.fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain,
};
