// The GNU C library's own calls of its allocator, which Swift's module of it leaves out.
#if defined(__linux__)
#include <malloc.h>
#endif
