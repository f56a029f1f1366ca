// GNU Readline keeps its state in global variables and one of its calls takes a variable number
// of arguments. Swift reaches both through the small functions below.
#ifndef CQCQ_READLINE_SHIM_H
#define CQCQ_READLINE_SHIM_H

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <readline/readline.h>
#include <readline/history.h>

static inline const char *cqcq_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }
static inline int cqcq_point(void) { return rl_point; }
static inline void cqcq_go_to(int point) { rl_point = point; }
static inline const char *cqcq_shown_prompt(void) { return rl_display_prompt ? rl_display_prompt : ""; }
static inline void cqcq_redisplay_by(rl_voidfunc_t *display) { rl_redisplay_function = display; }

/// Columns of a character as the C library and so readline counts them, -1 where it cannot be shown as it is.
int wcwidth(wchar_t character);  // wchar.h has it for programs that ask for all of X/Open only.
static inline int cqcq_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

/// `complete` gets the text before the cursor and gives matches as readline wants them;
/// `show` lists them. The whole text before the cursor is one word to readline:
/// where a word begins is for the completion engine to say.
static inline void cqcq_set_up_readline(
    int prompts_on_stderr, rl_completion_func_t *complete, rl_compdisp_func_t *show) {
    rl_readline_name = "cqcq";
    rl_outstream = prompts_on_stderr ? stderr : stdout;
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_basic_word_break_characters = "";
    rl_completer_word_break_characters = "";
    rl_completer_quote_characters = NULL;
    rl_basic_quote_characters = "";
    rl_attempted_completion_function = complete;
    rl_completion_display_matches_hook = show;
    rl_sort_completion_matches = 0;
    using_history();
}

/// Return, Up, Down, Home and End as users have them, unless they gave them a meaning of their own.
static inline void cqcq_bind(const char *keys, rl_command_func_t *old, rl_command_func_t *now) {
    Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};
    for (int index = 0; index < 2; index++) {
        int type = 0;
        rl_command_func_t *bound = rl_function_of_keyseq(keys, maps[index], &type);
        if (type == ISFUNC && bound == old) rl_bind_keyseq_in_map(keys, now, maps[index]);
    }
}

static inline void cqcq_bind_lines(
    rl_command_func_t *enter, rl_command_func_t *up, rl_command_func_t *down, rl_command_func_t *start,
    rl_command_func_t *end) {
    rl_initialize();
    cqcq_bind("\r", rl_newline, enter);
    cqcq_bind("\n", rl_newline, enter);
    cqcq_bind("\033[A", rl_get_previous_history, up);
    cqcq_bind("\033OA", rl_get_previous_history, up);
    cqcq_bind("\033[B", rl_get_next_history, down);
    cqcq_bind("\033OB", rl_get_next_history, down);
    const char *starts[] = {"\001", "\033[H", "\033OH", "\033[1~"}, *ends[] = {"\005", "\033[F", "\033OF", "\033[4~"};
    for (int index = 0; index < 4; index++) {
        cqcq_bind(starts[index], rl_beg_of_line, start);
        cqcq_bind(ends[index], rl_end_of_line, end);
    }
}

static inline void cqcq_bind_rubout(rl_command_func_t *rubout) {
    cqcq_bind("\177", rl_rubout, rubout);
    cqcq_bind("\010", rl_rubout, rubout);
}

static inline void cqcq_delete(int start, int end) {
    rl_delete_text(start, end);
    rl_point = start;
}

/// To be called inside a completion: no file names, no case of its own, and what follows a lone match.
static inline void cqcq_own_completion(int append_space) {
    rl_attempted_completion_over = 1;
    rl_completion_append_character = ' ';
    rl_completion_suppress_append = !append_space;
    rl_completion_suppress_quote = 1;
}

static inline void cqcq_put_text(const char *text) { fputs(text, rl_outstream); fflush(rl_outstream); }

/// Moves to the end of the line that is being edited, so that what is printed next comes below it.
static inline void cqcq_leave_line(void) {
    rl_point = rl_end;
    rl_redisplay();
    cqcq_put_text("^C\n");
    rl_callback_sigcleanup();
    rl_free_line_state();
    rl_replace_line("", 1);
}

/// Without SA_RESTART: a read that waits is to return.
static inline void cqcq_on_signal(int number, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

static inline void cqcq_block_signals(int blocked) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGWINCH);
    sigprocmask(blocked ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

/// Waits until there is something to read: 1, or 0 where a signal came first.
/// The signals are let through only while it waits, so that none can slip in between a test and the wait.
static inline int cqcq_wait_for_input(int descriptor) {
    sigset_t open;
    sigprocmask(SIG_SETMASK, NULL, &open);
    sigdelset(&open, SIGINT);
    sigdelset(&open, SIGWINCH);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    int ready = pselect(descriptor + 1, &set, NULL, NULL, NULL, &open);
    return ready > 0 || errno != EINTR;
}

/// A terminal that hands on each key as it comes and does not wait for a whole line.
static inline void cqcq_take_keys(struct termios *mode, int echoes) {
    mode->c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    if (echoes) mode->c_lflag |= ECHO;
    mode->c_cc[VMIN] = 1;
    mode->c_cc[VTIME] = 0;
}

/// Starts a thread that is waited for by nobody and gets no signals. Not 0 where it cannot be started.
static inline int cqcq_start_thread(void *(*run)(void *), void *context) {
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&thread, NULL, run, context);
    if (failure == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

/// Runs a command by /bin/sh, with `input` as its standard input unless that is negative.
/// Gives its process id, or -1.
static inline int cqcq_start_shell(const char *command, int input) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    char *arguments[] = {"sh", "-c", (char *)command, NULL};
    pid_t process = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (input >= 0) {
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
        if (input != STDIN_FILENO) posix_spawn_file_actions_addclose(&actions, input);
    }
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) != 0) process = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return process;
}

/// Runs a command by /bin/sh with three descriptors as its own, in a process group that a signal reaches as one.
/// Gives its process id, or -1.
static inline int cqcq_start_client(const char *command, int input, int output, int errors) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, defaults;
    char *arguments[] = {"sh", "-c", (char *)command, NULL};
    pid_t process = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawn_file_actions_addclose(&actions, input);
    posix_spawn_file_actions_addclose(&actions, output);
    posix_spawn_file_actions_addclose(&actions, errors);
    sigemptyset(&none);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGINT);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environ) != 0) process = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return process;
}

/// Takes the locale of the environment for characters, and says whether it has UTF-8.
static inline int cqcq_locale_is_utf8(void) {
    static int known = -1;
    if (known < 0) {
        setlocale(LC_CTYPE, "");
        known = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    }
    return known;
}

/// Waits for the only lock on a file; it goes with the descriptor.
static inline int cqcq_lock(int descriptor) {
    int result;
    do result = flock(descriptor, LOCK_EX); while (result != 0 && errno == EINTR);
    return result;
}

/// Columns of the terminal behind a descriptor, or 0.
static inline int cqcq_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static inline int cqcq_rows(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

#endif
