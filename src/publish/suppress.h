/* Small cells of the figures (DP-14). Internal to src/publish. */
#pragma once

#include "publish/figures.h"

/* Marks what may not be shown. The rows must be in order, by group and key. */
void figures_suppress(SkFigures *figures);
