/* The local day of this Windows' clock, and the one in a minute, as a pattern: 2022-03-31|2022-04-01. */
#include <stdio.h>
#include <windows.h>

int wmain(void)
{
    FILETIME now, local;
    SYSTEMTIME day[2];
    GetSystemTimeAsFileTime(&now);
    for (int one = 0; one < 2; one++) {
        FileTimeToLocalFileTime(&now, &local);
        FileTimeToSystemTime(&local, &day[one]);
        ULARGE_INTEGER later = {{now.dwLowDateTime, now.dwHighDateTime}};
        later.QuadPart += 60 * 10000000ULL;
        now.dwLowDateTime = later.LowPart;
        now.dwHighDateTime = later.HighPart;
    }
    printf("%04d-%02d-%02d|%04d-%02d-%02d", day[0].wYear, day[0].wMonth, day[0].wDay, day[1].wYear, day[1].wMonth, day[1].wDay);
    return 0;
}
