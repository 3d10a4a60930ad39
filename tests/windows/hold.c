/* Holds a file open until the file named second is there: as a spreadsheet does ("read": others may read it and not write
   it), or as a scanner of viruses may ("none": nobody else gets at it). For half a minute at most, or as many seconds as told. */
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    if (count < 4)
        return 2;
    int ticks = 20 * (count > 4 ? _wtoi(words[4]) : 30);
    DWORD others = wcscmp(words[3], L"read") == 0 ? FILE_SHARE_READ : 0;
    HANDLE held = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, others, NULL, OPEN_EXISTING, 0, NULL);
    if (held == INVALID_HANDLE_VALUE)
        return 1;
    wchar_t ready[MAX_PATH];
    swprintf(ready, MAX_PATH, L"%ls.ready", words[2]);
    CloseHandle(CreateFileW(ready, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
    for (int tick = 0; tick < ticks && GetFileAttributesW(words[2]) == INVALID_FILE_ATTRIBUTES; tick++)
        Sleep(50);
    return 0;
}
