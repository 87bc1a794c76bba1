/* Functions that are never right here do not compile. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#undef sprintf      /* glibc's fortified headers make macros of them for clang */
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strtok strtok_r gets
#pragma GCC poison gmtime localtime asctime ctime strncpy strncat atoi atol atoll rand srand
