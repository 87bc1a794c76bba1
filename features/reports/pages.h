/* What the pages of this feature are drawn from, and the forms on them. */
#pragma once
#include "reports.h"
#include "queries.h"

struct report_new { int64_t kind; const char *words; struct str_list items; bool block; };
struct reports_new_view {
	const char *name, *back;
	bool nobody, some;          /* nobody: there is no one who could read it now; some: there is something to attach */
	FORM_VIEW(report_new) form;
};
PAGE(reports_new);

struct reports_told_one { const char *id, *name, *words, *how, *answer; int64_t kind, made; bool open, fresh; };
struct reports_mine_view { struct { size_t n; struct reports_told_one *at; } all; };
PAGE(reports_mine);
struct reports_told_view { int64_t n; };
PAGE(reports_told);

struct reports_page { int64_t before; const char *id; };
struct reports_ended { const char *id, *name, *how; int64_t decided; };
struct reports_in_force { const char *id, *name; int64_t until, decided; bool for_good, paused; };
struct reports_queue_view {
	struct reports_open_list open;
	struct decisions_heard_list heard;
	struct { size_t n; struct reports_in_force *at; } now;
	struct { size_t n; struct reports_ended *at; } over;
	const char *next_id;
	int64_t next;
};
PAGE(reports_queue);
struct reports_waiting_view { int64_t n, heard; };
PAGE(reports_waiting);

struct report_carried_seen { const char *id, *words, *length; int64_t width, height; bool picture; };
struct report_item_seen { const char *what, *words; struct { size_t n; struct report_carried_seen *at; } with; };
struct report_decide { int64_t outcome, days; const char *words, *answer; };
struct reports_show_view {
	const char *id, *about, *reporter_name, *name, *words, *how, *answer, *decider;
	int64_t kind, made, decided;
	struct { size_t n; struct report_item_seen *at; } items;
	bool open, may_decide;      /* may_decide: not one's own, unless there is nobody else */
	FORM_VIEW(report_decide) form;
};
PAGE(reports_show);

struct decision_answer_form { const char *answer; bool lift; };
struct reports_decision_view {
	const char *id, *name, *words, *heard, *message, *answer;
	int64_t until, decided, heard_at, answered, lifted;
	bool for_good, in_force, waits, down, paused, may_answer, was_answered, was_lifted;
	FORM_VIEW(decision_answer_form) form;
};
PAGE(reports_decision);

struct decision_mine { const char *id, *place; int64_t until, decided; bool for_good, over, lifted, answered, down, paused; };
struct reports_decisions_view { struct { size_t n; struct decision_mine *at; } all; };
PAGE(reports_decisions);
struct decision_hear_form { const char *heard; };
struct reports_hear_view {
	const char *id, *place, *words, *heard, *answer;
	int64_t until, decided, heard_at, answered, lifted;
	bool for_good, over, down, paused, may_say, was_heard, was_answered, was_lifted;
	FORM_VIEW(decision_hear_form) form;
};
PAGE(reports_hear);
struct reports_me_card_view { int64_t n; };
PAGE(reports_me_card);
struct reports_person_card_view { const char *id; };
PAGE(reports_person_card);
