/* What the pages of this feature are drawn from. */
#pragma once
#include "billing.h"
#include "queries.h"

/* began, after: the page goes on behind this meeting. */
struct billing_range { int64_t from, until, began; const char *after; };

struct billing_row {
	const char *meeting, *day, *code, *project, *supporter, *supporter_id, *person, *person_id;
	int64_t began, units, minutes, kind, mode, headcount;
	bool group, exact;              /* group: no names, a headcount; exact: minutes are billed as they are */
};
struct billing_rows { size_t n; struct billing_row *at; };
struct billing_list_view {
	struct billing_rows meetings;
	const char *next, *csv;
	int64_t from, until;            /* day numbers */
	bool nothing_set;               /* no code has been set for any project */
	FORM_VIEW(billing_range) form;
};
PAGE(billing_list);

struct billing_service_edit { const char *project, *code; int64_t kind, unit_minutes, rounding, from; };
struct billing_service_row {
	const char *id, *code, *project;
	int64_t kind, unit_minutes, rounding, from, until;
	bool over, exact;
};
struct billing_service_rows { size_t n; struct billing_service_row *at; };
struct billing_services_view {
	struct billing_service_rows services;
	bool has_projects;
	FORM_VIEW(billing_service_edit) form;
};
PAGE(billing_services);

struct billing_card_view { char none; };
PAGE(billing_card);
struct billing_meeting_view { const char *code; };
PAGE(billing_meeting);
struct billing_limits_view { struct billing_service_rows services; };
PAGE(billing_limits);
