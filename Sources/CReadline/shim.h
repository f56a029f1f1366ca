// GNU Readline keeps its state in global variables and one of its calls takes a variable number
// of arguments. Swift reaches both through the small functions below.
#ifndef CQCQ_READLINE_SHIM_H
#define CQCQ_READLINE_SHIM_H

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <readline/readline.h>
#include <readline/history.h>

static inline const char *cqcq_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }
static inline int cqcq_point(void) { return rl_point; }

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

/// Columns of the terminal behind a descriptor, or 0.
static inline int cqcq_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#endif
