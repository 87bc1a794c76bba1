/* Functions that are never right here do not compile. */
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#pragma GCC poison strcpy strcat sprintf vsprintf strtok strtok_r gets
#pragma GCC poison gmtime localtime asctime ctime strncpy strncat atoi atol atoll rand srand
