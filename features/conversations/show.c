/* The page of a conversation: newest last, fifty at a time; what is pinned, who is here, the place to write.  Who reads it
 * when is noted nowhere and told to nobody. */
#include "inside.h"
#include "queries.h"
#include "asset.h"
#include "markup.h"

struct talk_page { int64_t before; const char *reply; };
static const struct form_field talk_page_fields[] = {
	INT_FIELD(struct talk_page, before, .min = 1, .max = INT64_MAX, .label = N_("Before")),
	ID_FIELD(struct talk_page, reply, .label = N_("In reply to")),
};
const struct form talk_page_form = FORM(talk_page, talk_page_fields);

const char *talk_snippet(struct req *r, const char *words)
{
	if (!words)
		return NULL;
	if (!*words)
		words = words_say(&r->arena, &r->reader, N_("A picture or a voice note"), 0, NULL);
	char *s = arena_take(&r->arena, 4 * TALK_SNIPPET + 4), *to = s;
	bool blank = true;
	size_t points = 0;
	struct slice left = { words, strlen(words) };
	while (left.n && points < TALK_SNIPPET) {
		uint32_t point;
		size_t n = str_point(left, &point);
		if (!n)
			break;
		bool space = point == ' ' || point == '\n' || point == '\t';
		if (space && !blank)
			*to++ = ' ';
		for (size_t k = 0; !space && k < n; k++)
			*to++ = left.at[k];
		blank = space;
		points++;
		left = (struct slice){ left.at + n, left.n - n };
	}
	memcpy(to, left.n ? "…" : "", left.n ? 4 : 1);
	return s;
}

static int64_t day_of(const struct req *r, int64_t at)
{
	struct civil c = zone_civil(r->reader.zone, at);
	return day_number(c.year, c.month, c.day);
}

/* Names, answers and folding of one message; what stands before it decides whether its name and day are shown again. */
static void fill(struct req *r, struct talk_line *l, const struct messages_before *m, const struct messages_before *before, int64_t fold)
{
	bool mine = m->writer && str_same(m->writer, r->who.person);
	*l = (struct talk_line){
		.id = m->id, .name = people_name_or_left(r, m->name), .said = m->said, .changed = m->changed, .place = m->place, .mine = mine,
		.topics = conversations_topics_set(m->topics), .edited = m->edited != NO_INT, .pinned = m->pinned != NO_INT,
		.left = !m->writer, .down = m->writer && m->taken_down != NO_INT, .day_at = m->said,
	};
	l->gone = m->writer && !l->down && !m->words;
	l->folded = !mine && l->topics & fold;
	l->day_first = !before || day_of(r, before->said) != day_of(r, m->said);
	l->first = l->day_first || !before->writer || !m->writer || !str_same(before->writer, m->writer);
	if (m->words && !l->down) {
		l->text = m->words;
		l->words = markup(&r->arena, m->words);
	}
	if (!m->reply_to || m->reply_apart)
		return;
	l->reply_to = m->reply_to;
	l->reply_name = people_name_or_left(r, m->reply_name);
	l->reply_words = conversations_topics_set(m->reply_topics) & fold ? NULL : talk_snippet(r, m->reply_words);
}

/* Newest come first from the database, oldest first onto the page.  Those of people kept apart are passed over. */
static enum status lines(struct req *r, const struct conversations_one *c, int64_t before, struct conversations_one_view *v)
{
	struct messages_before_list m;
	int64_t fold;
	TRY(conversations_fold(r, &fold));
	TRY(messages_before(r, c->id, r->who.person, before, TALK_PAGE + 1, c->after, &m));
	v->older = m.n > TALK_PAGE;
	size_t n = v->older ? TALK_PAGE : m.n;
	v->log.lines.at = ARENA_ARRAY(&r->arena, n + 1, struct talk_line);
	const struct messages_before *last = NULL;
	bool enclosed = false;
	for (size_t k = n; k-- > 0; ) {
		const struct messages_before *one = &m.at[k];
		if (one->apart && !c->pair)
			continue;
		struct talk_line *l = &v->log.lines.at[v->log.lines.n++];
		fill(r, l, one, last, fold);
		l->fresh_first = !l->mine && one->place > c->seen && c->seen > 0 && (!last || last->place <= c->seen);
		v->folds |= l->folded;
		enclosed |= one->enclosures && l->words.html;
		v->care.shown |= l->mine && r->now - one->said < HOUR && talk_heavy(r, l->text);
		last = one;
	}
	v->earlier = n ? m.at[n - 1].place : 0;
	v->earlier_changed = n ? m.at[n - 1].changed : 0;
	return enclosed ? enclosed_into_lines(r, c->id, v->log.lines.n, v->log.lines.at) : OK;
}

static enum status pinned(struct req *r, const struct conversations_one *c, struct conversations_one_view *v)
{
	struct messages_pinned_list m;
	int64_t fold;
	TRY(conversations_fold(r, &fold));
	TRY(messages_pinned(r, c->id, r->who.person, c->after, &m));
	v->pinned.at = ARENA_ARRAY(&r->arena, m.n + 1, struct talk_pin);
	for (size_t k = 0; k < m.n; k++)
		if (!(conversations_topics_set(m.at[k].topics) & fold) && m.at[k].words)
			v->pinned.at[v->pinned.n++] = (struct talk_pin){ m.at[k].id, talk_snippet(r, m.at[k].words) };
	return OK;
}

/* The other's name, and who of the others said "I'm here". */
static enum status others(struct req *r, const struct conversations_one *c, struct conversations_one_view *v)
{
	struct conversation_parties_list p;
	TRY(conversation_parties(r, c->id, r->now, c->pair ? NULL : r->who.person, &p));     /* a pair is two, or over */
	v->log.here_now.at = ARENA_ARRAY(&r->arena, p.n + 1, struct talk_party);
	for (size_t k = 0; k < p.n; k++) {
		if (str_same(p.at[k].person, r->who.person))
			continue;
		if (c->pair)
			v->name = people_name_or_left(r, p.at[k].name);
		if (p.at[k].here_until != NO_INT)
			v->log.here_now.at[v->log.here_now.n++] = (struct talk_party){ people_name_or_left(r, p.at[k].name), p.at[k].here_until };
	}
	if (c->pair && !v->name)
		v->name = people_name_or_left(r, NULL);
	return OK;
}

/* What the form begins with: a key of its own, and what is answered. */
static enum status composer(struct req *r, const struct conversations_one *c, const char *reply, struct conversations_one_view *v)
{
	struct talk_new *first = ARENA_NEW(&r->arena, struct talk_new);
	struct message_get m;
	enum status st = reply ? message_get(r, reply, c->id, c->after, &m) : MISSING;
	if (st == OK && m.words && m.taken_down == NO_INT) {
		v->reply_id = m.id;
		v->reply_name = people_name_or_left(r, m.name);
		v->reply_words = talk_snippet(r, m.words);
		first->reply = m.id;
	}
	first->form_key = id_new(r);
	form_show(r, &v->form, &talk_new_form, first);
	v->form.drawn.mark = "say";
	v->composer = (v->open && !v->paused) || v->form.drawn.typed;    /* what was typed comes back, also where it cannot be sent */
	return st == MISSING ? OK : st;
}

static const struct json_field enclosed_json[] = {
	JSON_TEXT(talk_enclosed, id), JSON_TEXT(talk_enclosed, words), JSON_FLAG(talk_enclosed, picture), JSON_INT(talk_enclosed, seconds),
};
static const struct json_field line_json[] = {
	JSON_TEXT(talk_line, id), JSON_TEXT(talk_line, name), JSON_TEXT(talk_line, reply_to), JSON_SET(talk_line, topics, &conversations_topics),
	JSON_TIME(talk_line, said), JSON_INT(talk_line, place), JSON_INT(talk_line, changed), JSON_FLAG(talk_line, mine), JSON_FLAG(talk_line, gone),
	JSON_FLAG(talk_line, left), JSON_FLAG(talk_line, down), JSON_FLAG(talk_line, edited), JSON_FLAG(talk_line, pinned),
	JSON_TEXT(talk_line, text), JSON_LIST(talk_line, enclosed, enclosed_json),
};
#define LINES(view) { .name = "lines", .kind = JSON_K_LIST, .at = offsetof(struct view, log.lines), .each = line_json, \
	.each_n = COUNT(line_json), .each_size = sizeof(struct talk_line) }
static const struct json_field conversations_since_json[] = { LINES(conversations_since_view), JSON_INT(conversations_since_view, more) };
static const struct json_field conversations_one_json[] = {
	JSON_TEXT(conversations_one_view, id), JSON_TEXT(conversations_one_view, title), JSON_TEXT(conversations_one_view, name),
	JSON_FLAG(conversations_one_view, open), JSON_FLAG(conversations_one_view, muted), JSON_INT(conversations_one_view, messages),
	JSON_FLAG(conversations_one_view, older), JSON_INT(conversations_one_view, earlier), LINES(conversations_one_view),
};

/* The address of what the conversation belongs to. */
static const char *back_of(const struct req *r, const struct conversations_one *c)
{
	(void)r;
	return c->pair ? "/conversations" : c->news ? "/news" : "/conversations";
}

enum status talk_show(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_page *f = r->form == NULL || r->came_back ? NULL : r->form;
	struct conversations_one_view v = {
		.log = { .id = c->id }, .assets = kith_assets_hash, .id = c->id, .title = c->title, .back = back_of(r, c), .messages = c->messages, .seen = c->seen, .pair = c->pair, .news = c->news,
		.party = c->party, .muted = c->muted, .resting = str_same(c->state, "resting"), .here_until = c->here_until,
		.here = c->here_until != NO_INT && c->here_until > r->now, .coordinator = c->news && may(r, MAY_COORDINATOR),
		.slow_minutes = (talk_slow(r, c) + 59) / 60, .slow = talk_slow(r, c) > 0, .slow_until = c->slow_until, .slow_ends = c->slow_until != NO_INT,
		.paused = talk_paused(r, c), .paused_until = c->paused_until, .pause = c->pause,
		.keeps_order = c->news ? may(r, MAY_COORDINATOR) : may(r, MAY_LEADS), .group = str_same(c->kind, "group") ? c->subject : NULL,
		.team = str_same(c->kind, "team") ? c->subject : NULL, .connection = c->pair ? c->subject : NULL,
	};
	TRY(talk_may_write(r, c, &v.open));
	TRY(enclosed_form(r, "say", &v.enclose));
	TRY(lines(r, c, f && f->before != NO_INT ? f->before : INT64_MAX, &v));
	TRY(pinned(r, c, &v));
	TRY(others(r, c, &v));
	TRY(composer(r, c, f ? f->reply : NULL, &v));
	v.care.shown |= talk_heavy_typed(r, &talk_new_form, "words");
	if (may(r, MAY_LEADS))
		TRY(conversation_paused(r, c->id, r->who.person, r->now, &v.pausing));
	if (v.coordinator && c->news)
		TRY(announcement_is_open(r, c->id, &v.anyone));
	return REPLY(r, conversations_one, &v);
}

struct talk_since { int64_t n, before; };
static const struct form_field talk_since_fields[] = {
	INT_FIELD(struct talk_since, n, .required = true, .max = INT64_MAX, .label = N_("After")),
	INT_FIELD(struct talk_since, before, .min = 1, .max = INT64_MAX, .label = N_("Before")),
};
const struct form talk_since_form = FORM(talk_since, talk_since_fields);

/* The newest page once more: what is old of it costs little, and there is one way to draw a message.  When even the oldest of it is new to
 * whoever asks, there may be more before it: they ask for the page before that place, until one is known. */
enum status talk_since(struct req *r)
{
	const struct conversations_one *c = r->object;
	const struct talk_since *f = r->form;
	struct conversations_one_view v = { .log = { .id = c->id } };
	struct conversations_since_view new;
	size_t kept = 0;
	TRY(lines(r, c, f->before == NO_INT ? INT64_MAX : f->before, &v));
	TRY(others(r, c, &v));
	new.log = v.log;
	new.more = v.older && v.earlier_changed > f->n ? v.earlier : NO_INT;
	new.has_more = new.more != NO_INT;
	for (size_t k = 0; k < v.log.lines.n; k++)
		if (v.log.lines.at[k].changed > f->n)
			new.log.lines.at[kept++] = v.log.lines.at[k];
	new.log.lines.n = kept;
	return REPLY(r, conversations_since, &new);
}

/* On the page of a connection. */
enum status talk_card_section(struct req *r)
{
	const struct connections_one *c = r->object;
	struct conversations_section_view v = { .connection = c->id, .open = c->open };
	struct conversation_of_pair x;
	enum status st = conversation_of_pair(r, c->id, r->who.person, &x);
	if (st != OK && st != MISSING)
		return st;
	if (st == OK) {
		v.id = x.id;
		v.fresh = x.fresh;
		v.any = x.messages > 0;
		v.last_at = x.last_at;
	} else if (c->open) {
		const char *id;
		st = conversation_of_subject(r, "pair", c->id, &id);
		if (st != OK && st != MISSING)
			return st;
		v.left = st == OK;
	}
	if (v.id || v.open)
		conversations_section_draw(&r->out, &v);
	return OK;
}
