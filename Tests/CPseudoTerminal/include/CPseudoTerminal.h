#ifndef CQCQ_PSEUDO_TERMINAL_H
#define CQCQ_PSEUDO_TERMINAL_H

#include <sys/types.h>

/// Starts a program on a new pseudo-terminal. Gives the terminal's other side, or -1.
int cqcq_start_on_terminal(
    const char *path, char *const arguments[], char *const environment[], unsigned short columns, pid_t *process);

/// Starts a program in a folder with three descriptors as its standard streams, and no other descriptor of this process.
/// Gives the process, or -1.
pid_t cqcq_start_apart(
    const char *path, char *const arguments[], char *const environment[], const char *folder, int input, int output, int errors);

/// Waits for the end of a process, but for nothing that it leaves running behind it. Gives its exit code, or the signal
/// that ended it.
int cqcq_wait(pid_t process);

#endif
