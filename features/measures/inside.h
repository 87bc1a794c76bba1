/* What the files of this feature share among themselves. */
#pragma once
#include "pages.h"

extern const struct form measure_answers_form;
handler measures_show, measure_of, measure_show, measure_save, measure_taken_away, measures_link;      /* take.c */
