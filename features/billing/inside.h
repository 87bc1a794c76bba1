/* What the files of this feature share among themselves. */
#pragma once
#include <inttypes.h>
#include "billing.h"
#include "house.h"
#include "pages.h"

enum { BILLING_PAGE = 50, BILLING_FILE = 2000 };       /* meetings on a page; in one file */

extern const struct form billing_range_form, billing_service_form;
handler billing_list, billing_csv, billing_today_card;                                          /* list.c */
handler billing_services_show, billing_service_new, billing_service_of, billing_service_stop;    /* service.c */
handler billing_meeting_card, billing_limits_card;
