// Parses every file of a folder with libxml2's HTML parser in recover mode: CPU time, best of the rounds.
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 2) return fprintf(stderr, "usage: bench FOLDER [ROUNDS]\n"), 2;
  struct dirent **names;
  int count = scandir(argv[1], &names, NULL, alphasort), files = 0;
  char **pages = calloc(count, sizeof *pages);
  long *sizes = calloc(count, sizeof *sizes), bytes = 0;
  for (int i = 0; i < count; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[1], names[i]->d_name);
    if (names[i]->d_name[0] == '.') continue;
    FILE *file = fopen(path, "rb");
    if (!file) continue;
    fseek(file, 0, SEEK_END);
    sizes[files] = ftell(file);
    rewind(file);
    pages[files] = malloc(sizes[files] + 1);
    if (fread(pages[files], 1, sizes[files], file) != (size_t)sizes[files]) return 1;
    fclose(file);
    bytes += sizes[files++];
  }
  double best = 1e9;
  int rounds = argc > 2 ? atoi(argv[2]) : 5;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    for (int i = 0; i < files; i++) {
      htmlDocPtr doc = htmlReadMemory(pages[i], sizes[i], NULL, "UTF-8",
          HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT);
      if (doc) xmlFreeDoc(doc);
    }
    double time = now() - start;
    if (time < best) best = time;
  }
  printf("libxml2: %d files, %ld bytes, %.0f MB/s\n", files, bytes, bytes / best / 1e6);
  return 0;
}
