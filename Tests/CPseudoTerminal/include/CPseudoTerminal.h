#ifndef CQCQ_PSEUDO_TERMINAL_H
#define CQCQ_PSEUDO_TERMINAL_H

#include <sys/types.h>

/// Starts a program on a new pseudo-terminal. Gives the terminal's other side, or -1.
int cqcq_start_on_terminal(
    const char *path, char *const arguments[], char *const environment[], unsigned short columns, pid_t *process);

/// Runs a program to its end with nothing on its standard input, its output in a descriptor, and no other descriptor of
/// this process. What it leaves running behind it is not waited for. Gives its exit code, or -1.
int cqcq_run_apart(const char *path, char *const arguments[], char *const environment[], int output);

#endif
