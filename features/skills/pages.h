/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "skills.h"
#include "queries.h"

extern const struct choices skills_audiences, skills_improvements;

/* ---- forms ---- */
struct skills_find { int64_t topic, before; const char *before_id; };
struct skill_words { const char *title, *about; int64_t topic, version; };
struct skill_step_words { const char *words; };
struct skill_share { int64_t audience; };
struct skill_propose { int64_t kind; const char *step, *words; };
struct skill_settle { int64_t answer; };

/* ---- the list ---- */
struct skill_row { const char *id, *title, *name; int64_t topic, done, of, audience; bool proposed; };
struct skills_list_view {
	struct { size_t n; struct skill_row *at; } mine, others;
	bool more, later, searched;
	int64_t next;
	const char *next_id, *topic;
	FORM_VIEW(skills_find) form;
};
PAGE(skills_list);
struct skills_words_view { const char *id, *title; FORM_VIEW(skill_words) form; };
PAGE(skills_words);

/* ---- one of mine ---- */
struct skill_step_row { const char *id, *words; bool done, first; };
struct skill_proposal_row { const char *id, *name, *words, *of; int64_t kind, made; };
struct skills_show_view {
	const char *id, *title, *about, *from_name, *from;
	int64_t topic, audience, done, of;
	bool has_steps, taken, shared, any_done, all_done;
	struct { size_t n; struct skill_step_row *at; } steps;
	struct { size_t n; struct skill_proposal_row *at; } proposals;
	struct safe_html cards;
	struct cards_named_list see;
	FORM_VIEW(skill_step_words) step;
};
PAGE(skills_show);
struct skills_step_view { const char *id, *step, *title; FORM_VIEW(skill_step_words) form; };
PAGE(skills_step);
struct skills_sharing_view { const char *id, *title; bool elsewhere; FORM_VIEW(skill_share) form; };
PAGE(skills_sharing);

/* ---- one of others ---- */
struct skills_read_view {
	const char *id, *title, *about, *name, *from_name, *copy;
	int64_t topic;
	bool mine, taken;
	struct { size_t n; struct skill_step_row *at; } steps;
	FORM_VIEW(skill_propose) form;
};
PAGE(skills_read);
struct skills_link_view { bool none; };
PAGE(skills_link);
