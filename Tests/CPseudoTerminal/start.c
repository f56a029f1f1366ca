// In C because Swift offers neither fork nor forkpty.
#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __APPLE__
#include <util.h>
#else
#include <pty.h>
#endif

int cqcq_start_on_terminal(
    const char *path, char *const arguments[], char *const environment[], unsigned short columns, pid_t *process) {
    struct winsize size = {.ws_row = 40, .ws_col = columns};
    int terminal = -1;
    pid_t child = forkpty(&terminal, NULL, NULL, &size);
    if (child < 0) return -1;
    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        signal(SIGINT, SIG_DFL);
        signal(SIGPIPE, SIG_DFL);
        signal(SIGHUP, SIG_DFL);
        execve(path, arguments, environment);
        _exit(127);
    }
    // Or a program started by another test keeps this terminal open.
    fcntl(terminal, F_SETFD, FD_CLOEXEC);
    *process = child;
    return terminal;
}

pid_t cqcq_start_apart(
    const char *path, char *const arguments[], char *const environment[], const char *folder, int input, int output, int errors) {
    pid_t child = fork();
    if (child != 0) return child;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    dup2(input, 0);
    dup2(output, 1);
    dup2(errors, 2);
    for (int descriptor = 3; descriptor < 4096; descriptor++) close(descriptor);
    if (chdir(folder) == 0) execve(path, arguments, environment);
    _exit(127);
}

int cqcq_wait(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}
