/* What each page of this feature is drawn from, and the forms on them. */
#pragma once
#include "contact.h"
#include "queries.h"

struct contact_new { const char *words, *reach, *form_key; };
struct contact_list { const char *after; int64_t at; };
struct contact_open { bool open; int64_t version; };

struct contact_write_view { const char *name; FORM_VIEW(contact_new) form; };
PAGE(contact_write);
struct contact_thanks_view { const char *name; };
PAGE(contact_thanks);
struct contact_way_in_view { const char *name; };
PAGE(contact_way_in);
struct contact_row { const char *id, *words, *reach, *spoken, *by; int64_t came, done; };
struct contact_rows { size_t n; struct contact_row *at; };
struct contact_list_view { bool closed; const char *more_after; int64_t more_at; struct contact_rows waiting, done; };
PAGE(contact_list);
struct contact_rule_view { bool open; FORM_VIEW(contact_open) form; };
PAGE(contact_rule);
struct contact_waiting_view { int64_t n; };
PAGE(contact_waiting);
struct contact_link_view { int64_t n; };
PAGE(contact_link);
