/* What the service manager is told (sd_notify(3)): that people are answered, and that it ends.  Without one nobody is told. */
#pragma once

/* Before the process shuts itself in: finds the socket that $NOTIFY_SOCKET names.  -1: there is none, or it cannot be reached. */
int notify_open(void);
/* "READY=1", "STOPPING=1"; nothing where fd is -1. */
void notify_say(int fd, const char *what);
