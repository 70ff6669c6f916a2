#include "CCLD2.h"

// compact_lang_det.h of Debian's libcld2-dev uses FILE without including this.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>

bool cld2_detect(const char *text, int length, const char **code, int *percent) {
  CLD2::Language languages[3];
  int shares[3];
  int bytes = 0;
  bool reliable = false;
  CLD2::Language best = CLD2::DetectLanguageSummary(
      text, length, true, languages, shares, &bytes, &reliable);
  *code = CLD2::LanguageCode(best);
  *percent = shares[0];
  return reliable;
}
