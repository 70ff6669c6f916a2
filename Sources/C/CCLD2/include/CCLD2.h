#ifndef CCLD2_H
#define CCLD2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Asks CLD2 for the language of `length` bytes of valid UTF-8 plain text.
///
/// Writes the BCP 47-like code ("zh", "zh-Hant", "en", "un") as a C string that lives forever, and
/// the share of the text, in percent, that is in that language. Returns whether CLD2 calls it reliable.
bool cld2_detect(const char *text, int length, const char **code, int *percent);

#ifdef __cplusplus
}
#endif
#endif
