/* Words of dates that begin with a figure: 1桁, 2-й квартал, 3·1절. */
#include "text/date_words_rows.h"

const WordRow date_words_figures[] = {
  ROW(FEAST, FEAST(LUNAR_NO, 3, 1), "3·1절", "3.1절"),
  ROW(FEAST, FEAST(LUNAR_NO, 5, 5), "5月の節句"),
  ROW(FEAST, FEAST(LUNAR_NO, 9, 9), "9·9절", "9.9절"),
  ROW(PORTION, PORTION_HALF_1, "1st half of"),
  ROW(PORTION, PORTION_HALF_2, "2nd half of"),
  ROW(PORTION, PORTION_QUARTER_1, "1q", "1-й квартал", "1-м квартале"),
  ROW(PORTION, PORTION_QUARTER_2, "2q", "2-й квартал", "2-м квартале"),
  ROW(PORTION, PORTION_QUARTER_3, "3q", "3-й квартал", "3-м квартале"),
  ROW(PORTION, PORTION_QUARTER_4, "4q", "4-й квартал", "4-м квартале"),
  ROW(PORTION, PORTION_ONE_FIGURE, "1桁", "1ケタ", "1けた"),
  ROW(PORTION, PORTION_TWO_FIGURES, "2桁", "2ケタ", "2けた"),
  { WORD_OTHER, 0, NULL },
};
