#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast, which Swift cannot import: SQLite copies what is bound.
static inline int cqcq_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}
