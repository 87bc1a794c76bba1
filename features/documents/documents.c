/* The feature's door, its routes, and what it hears. */
#include "inside.h"
#include "mine.h"
#include "retain.h"

static const struct record shown_page = { "page", N_("Something you wrote about your life") };
static const struct record shown_pages = { "pages", N_("The list of what you share") };

static const struct record shown_answers = { "answers", N_("What you wrote on a page they showed you") };

#define MINE .of = documents_mine_of, .may = MAY_OWNER, .shows = &shown_answers
#define SHARED .of = documents_shared_of, .may = MAY_OWNER | MAY_PARTY | MAY_CONNECTED | MAY_IN_GROUP | MAY_MEMBER, .shows = &shown_page

static const struct route routes[] = {
	{ .method = "GET", .path = "/c/{c}/pages", .may = MAY_MEMBER, .form = &documents_page_form, .handle = documents_show,
	  .help = "What I wrote about my life, and the forms to begin with" },
	{ .method = "POST", .path = "/c/{c}/pages", .may = MAY_MEMBER, .form = &document_begin_form, .handle = document_begin, .help = "Begin a page" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}", MINE, .handle = document_show, .help = "A page of mine with its parts" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/settings", MINE, .handle = document_settings_show, .help = "Its title, and whether readers may answer" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/settings", MINE, .form = &document_settings_form, .handle = document_settings_save,
	  .redraw = document_settings_show, .help = "Its title, and whether readers may answer" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/remove", MINE, .handle = document_remove_all, .help = "Take it away with all its earlier words" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/sharing", MINE, .handle = document_sharing_all, .help = "Who reads which part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/sharing", MINE, .form = &document_share_form, .handle = document_share_all,
	  .redraw = document_sharing_all, .help = "Share all written parts in one way" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/withdraw", MINE, .handle = document_withdraw_all, .help = "From now on only I read it" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/print", MINE, .form = &document_print_form, .handle = document_print, .help = "For paper" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/export", MINE, .form = &document_export_form, .handle = document_export, .again = true, .shows = &shown_page,
	  .help = "Take it along as HTML, Markdown or JSON" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/parts", MINE, .form = &document_title_form, .handle = document_own_begin, .redraw = document_show,
	  .help = "A part of my own making" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/title", MINE, .form = &document_title_form, .handle = document_own_title,
	  .redraw = document_write, .help = "What a part of my own making is called" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/remove", MINE, .handle = document_own_remove, .help = "Take a part of my own making away" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/beside/{beside}/remove", MINE, .handle = document_beside_away,
	  .help = "Take away what somebody said beside a part" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/{part}", MINE, .handle = document_write, .help = "Write in one part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}", MINE, .form = &document_words_form, .handle = document_save, .redraw = document_write,
	  .body_max = PASTE_MAX, .help = "Save one part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/draft", MINE, .form = &document_draft_form, .handle = document_draft,
	  .body_max = PASTE_MAX, .help = "Keep what is being typed" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/draft/drop", MINE, .handle = document_draft_drop, .help = "Back to what was saved" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/{part}/earlier", MINE, .handle = document_earlier, .help = "Earlier words of a part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/earlier", MINE, .form = &document_bring_form, .handle = document_bring_back,
	  .redraw = document_earlier, .help = "Bring earlier words back" },
	{ .method = "GET", .path = "/c/{c}/pages/{id}/{part}/sharing", MINE, .handle = document_sharing, .help = "Who reads this part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/sharing", MINE, .form = &document_share_form, .handle = document_share,
	  .redraw = document_sharing, .help = "Say who reads this part, and until when" },
	{ .method = "GET", .path = "/c/{c}/shared", .may = MAY_MEMBER, .form = &documents_page_form, .handle = documents_shared_show, .shows = &shown_pages,
	  .help = "What others share with me" },
	{ .method = "GET", .path = "/c/{c}/shared/{id}", SHARED, .handle = document_read, .help = "The parts of a page that I may read now" },
	{ .method = "GET", .path = "/c/{c}/shared/{id}/{part}", SHARED, .handle = document_part_show, .help = "One part, and what readers said of it" },
	{ .method = "POST", .path = "/c/{c}/shared/{id}/{part}/comments", SHARED, .form = &document_comment_form, .handle = document_comment,
	  .redraw = document_part_show, .help = "Leave a few words about a part" },
	{ .method = "POST", .path = "/c/{c}/shared/{id}/{part}/comments/{comment}/remove", SHARED, .handle = document_comment_take_back,
	  .help = "Take my words about it back" },
	{ .method = "POST", .path = "/c/{c}/shared/{id}/{part}/beside", .of = documents_shared_of, .may = MAY_PARTY | MAY_CONNECTED, .shows = &shown_page,
	  .form = &document_beside_form, .handle = document_beside_save, .redraw = document_part_show, .help = "My own words beside a part, where I was there too" },
	{ .method = "POST", .path = "/c/{c}/shared/{id}/{part}/proposals", .of = documents_shared_of, .may = MAY_PARTY | MAY_CONNECTED, .shows = &shown_page,
	  .form = &document_propose_form, .handle = document_propose, .redraw = document_part_show, .body_max = PASTE_MAX,
	  .help = "Propose other words for a part" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/proposals/{proposal}", MINE, .form = &document_settle_form, .handle = document_settle,
	  .redraw = document_write, .help = "Take proposed words, or leave them" },
	{ .method = "POST", .path = "/c/{c}/pages/{id}/{part}/comments/{comment}/remove", MINE, .handle = document_comment_remove,
	  .help = "Take a reader's words away" },
	{ .method = "GET", .path = "/c/{c}/open/{id}", .may = MAY_ANYONE, .of = document_open_of, .handle = document_read_open, .shows = &shown_page,
	  .help = "The parts of a page that are open to anyone" },
};

static const struct ear ears[] = { { &people_left, documents_hear_left }, { &communities_left, documents_hear_gone } };

static const struct menu_entry menu[] = { { N_("My pages"), "/pages", MAY_MEMBER, 92 } };
static const struct card cards[] = {
	{ "today", "pages", "/pages", 50, MAY_MEMBER, documents_card },
	{ "group", "pages", "/shared", 50, MAY_IN_GROUP, documents_group_card },
};

static enum status parts_hold(struct req *r, const char **ret_why)
{
	struct check_documents n;
	TRY(check_documents(r, &n));
	*ret_why = n.n ? "a part of a document is not its owner's, or is shared nowhere with somebody" : NULL;
	return OK;
}
static const struct check checks[] = { { "parts of documents are their owner's", parts_hold } };

extern const struct db_query *const documents_queries[];
extern const char documents_schema_001[];
static const char *const schemas[] = { documents_schema_001, NULL };

/* ---- who opens what ---- */

static const struct sealed_field fields[] = {
	{ "document_section.title", FIELD_BETWEEN }, { "document_beside.words", FIELD_BETWEEN },
	{ "document.title", FIELD_BETWEEN }, { "document_section.words", FIELD_BETWEEN }, { "document_section.draft", FIELD_OWN },
	{ "document_version.words", FIELD_OWN }, { "document_proposal.words", FIELD_BETWEEN },
	{ "document_comment.words", FIELD_BETWEEN },
};

/* ---- everything of mine ---- */

static const struct mine parts[] = {
	{ "documents", N_("Pages about your life"), &documents_mine_documents_query, "document.owner" },
	{ "sections", N_("What you wrote in them"), &documents_mine_sections_query, "document_section.owner" },
	{ "versions", N_("Your earlier words"), &documents_mine_versions_query, "document_version.owner" },
	{ "proposals", N_("Words you proposed to others"), &documents_mine_proposals_query, "document_proposal.writer" },
	{ "comments", N_("What you said about others' pages"), &documents_mine_comments_query, "document_comment.writer" },
	{ "beside", N_("What you said beside others' pages"), &documents_mine_beside_query, "document_beside.writer" },
	{ "named", N_("Who was named as a reader, by you and of others' pages"), &documents_mine_named_query, "document_named.owner document_named.person" },
};
static const struct mine_apart apart[] = {
	{ "document_beside.owner", "the words are their writer's, to whom they are given; whose page it is stands with the page" },
	{ "document_proposal.owner", "the words are their writer's, to whom they are given; whose page it is stands with the page" },
	{ "document_comment.owner", "the words are their writer's, to whom they are given; whose page it is stands with the page" },
};
static const struct mine_of mine = {
	.n_parts = COUNT(parts), .parts = parts, .n_apart = COUNT(apart), .apart = apart, .holdings = &documents_holdings_query,
};

const struct feature documents_feature = {
	.name = "documents", .schemas = schemas, .queries = documents_queries, .routes = routes, .n_routes = COUNT(routes),
	.ears = ears, .n_ears = COUNT(ears), .menu = menu, .n_menu = COUNT(menu), .cards = cards, .n_cards = COUNT(cards),
	.checks = checks, .n_checks = COUNT(checks), .fields = fields, .n_fields = COUNT(fields), .mine = &mine, .retain = &retain_nothing,
};
