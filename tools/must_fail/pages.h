/* What the pages that must not compile are drawn from. */
#pragma once
#include "core.h"

extern const struct choices example_kinds;
struct example_form { const char *about; };

struct example_misspelt_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_misspelt);

struct example_misspelt_list_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_misspelt_list);

struct example_misspelt_item_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_misspelt_item);

struct example_misspelt_field_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_misspelt_field);

struct example_flag_in_text_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_flag_in_text);

struct example_story_in_attribute_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_story_in_attribute);

struct example_story_in_textarea_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_story_in_textarea);

struct example_share_in_message_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_share_in_message);

struct example_story_in_message_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_story_in_message);

struct example_share_in_address_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_share_in_address);

struct example_include_other_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_include_other);

struct example_no_such_page_view {
	const char *name;
	bool open;
	double share;
	struct safe_html story;
	struct str_list words;
	FORM_VIEW(example_form) form;
};
PAGE(example_no_such_page);
