#include <serd/serd.h>
#include <stdarg.h>
#include <stdio.h>

// Swift cannot read the arguments of a message.
static inline void cqcq_serd_message(const SerdError *error, char *text, size_t size) {
    vsnprintf(text, size, error->fmt, *error->args);
}
