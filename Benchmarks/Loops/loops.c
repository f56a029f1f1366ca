// Plain loops over the columns of three questions, and reading memory: what a query can come near to and hardly pass.
// loops FOLDER: FOLDER has the columns as `scripts/bench` writes them. Prints a name and a number a line.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *folder;

static void *column(const char *name, size_t width, size_t *count) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    void *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != size) { perror(path); exit(1); }
    fclose(file);
    if (count) *count = size / width;
    return bytes;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

// So that the compiler keeps what is computed.
static volatile int64_t kept;

#define RUNS 25
#define LEAST(text, body) do { \
    double least = 1e9; \
    for (int run = 0; run < RUNS; run++) { double start = now(); body; double time = now() - start; if (time < least) least = time; } \
    printf("%s %.3f\n", text, least); \
} while (0)

static int64_t *memory;
static size_t words, threads;

static void *read_part(void *argument) {
    size_t part = (size_t)argument;
    int64_t sum = 0;
    for (size_t i = words * part / threads; i < words * (part + 1) / threads; i++) sum += memory[i];
    kept = sum;
    return NULL;
}

static void read_all(void) {
    pthread_t others[256];
    for (size_t i = 1; i < threads; i++) pthread_create(&others[i], NULL, read_part, (void *)i);
    read_part(0);
    for (size_t i = 1; i < threads; i++) pthread_join(others[i], NULL);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    folder = arguments[1];
    size_t rows, locations, statements;
    int32_t *location = column("location", 4, &rows), *statement = column("statement", 4, NULL);
    int64_t *score = column("score", 8, NULL);
    int32_t *region = column("region", 4, &locations), *question = column("question", 4, &statements);
    int64_t *weight = column("weight", 8, NULL);

    LEAST("scan", {
        int64_t sum = 0;
        for (size_t i = 0; i < rows; i++) sum += score[i];
        kept = sum;
    });
    // Groups of region and key question, both below 64.
    static int64_t sums[64 * 64], counts[64 * 64];
    LEAST("q09", {
        memset(sums, 0, sizeof sums);
        memset(counts, 0, sizeof counts);
        for (size_t i = 0; i < rows; i++) {
            int group = region[location[i]] * 64 + question[statement[i]];
            sums[group] += score[i];
            counts[group]++;
        }
        kept = sums[0] + counts[0];
    });
    int64_t *total = malloc(locations * sizeof *total);
    LEAST("q10", {
        memset(total, 0, locations * sizeof *total);
        for (size_t i = 0; i < rows; i++) total[location[i]] += score[i] * weight[statement[i]];
        int64_t best[10] = {0};
        for (size_t i = 0; i < locations; i++) {
            if (total[i] <= best[9]) continue;
            int place = 9;
            while (place > 0 && best[place - 1] < total[i]) { best[place] = best[place - 1]; place--; }
            best[place] = total[i];
        }
        kept = best[9];
    });

    words = (size_t)1 << 27;
    memory = malloc(words * 8);
    memset(memory, 1, words * 8);
    threads = 1;
    LEAST("read-one", read_all());
    threads = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    if (threads > 256) threads = 256;
    LEAST("read-all", read_all());
    printf("rows %zu\n", rows);
    return 0;
}
