// PCRE2 for texts of UTF-8. Its constants are macros with casts, which Swift does not see; the few in use are named here.
#ifndef CQCQ_PCRE2_SHIM_H
#define CQCQ_PCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

static const uint32_t cqcq_pcre2_utf = PCRE2_UTF;
static const uint32_t cqcq_pcre2_ucp = PCRE2_UCP;
static const uint32_t cqcq_pcre2_compile_options = PCRE2_NEVER_BACKSLASH_C;
static const uint32_t cqcq_pcre2_auto_callout = PCRE2_AUTO_CALLOUT;
static const uint32_t cqcq_pcre2_jit_complete = PCRE2_JIT_COMPLETE;
static const uint32_t cqcq_pcre2_newline_any = PCRE2_NEWLINE_ANY;
/// The whole text has to match, and it is known to be UTF-8.
static const uint32_t cqcq_pcre2_match_options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NO_UTF_CHECK;
/// A match anywhere in the text will do.
static const uint32_t cqcq_pcre2_search_options = PCRE2_NO_UTF_CHECK;

static const int cqcq_pcre2_no_match = PCRE2_ERROR_NOMATCH;
static const int cqcq_pcre2_match_limit = PCRE2_ERROR_MATCHLIMIT;
static const int cqcq_pcre2_heap_limit = PCRE2_ERROR_HEAPLIMIT;
static const int cqcq_pcre2_depth_limit = PCRE2_ERROR_DEPTHLIMIT;
static const int cqcq_pcre2_jit_stack_limit = PCRE2_ERROR_JIT_STACKLIMIT;
static const int cqcq_pcre2_no_memory = PCRE2_ERROR_NOMEMORY;
static const int cqcq_pcre2_callout_stop = PCRE2_ERROR_CALLOUT;

#endif
