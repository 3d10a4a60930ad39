/* Wine 8 lacks bcryptprimitives.dll, from which Rust programs take their random numbers; any Windows has it. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) { return SystemFunction036(buffer, (ULONG)length); }
/* In place of the compiler's own start, which at times reads what is gone already when the process ends. */
BOOL WINAPI start(HINSTANCE self, DWORD why, LPVOID rest) { return TRUE; }
